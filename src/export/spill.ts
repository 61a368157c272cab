// Entries put aside by their key, more than memory holds: those of one key come back together, in the order they went in.
// They lie compressed in one temporary file that has no name any more once it is open, so that nobody finds it and it goes
// away with the process, however that ends. As long as everything fits into the buffers there is no file at all.
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Of the source, for each partition: about what is then in memory at once, as the keys are a part of the records. */
const sourceBytesPerPartition = 8_000_000;
const maxPartitions = 1024;
/** In characters. When so many wait in one partition they are written. */
const bufferCharacters = 32_768;

interface Block {
  readonly position: number;
  readonly length: number;
}

interface Partition {
  waiting: string[];
  waitingCharacters: number;
  readonly written: Block[];
}

export class Spill {
  private readonly all: readonly Partition[];
  private file: Promise<FileHandle> | undefined;
  private size = 0;

  /** @param sourceBytes size of what the entries come from: how many partitions there are */
  constructor(sourceBytes: number) {
    const count = Math.min(maxPartitions, Math.ceil(sourceBytes / sourceBytesPerPartition) || 1);
    this.all = Array.from({ length: count }, () => ({ waiting: [], waitingCharacters: 0, written: [] }));
  }

  /** Bytes in the temporary file. */
  get bytes(): number {
    return this.size;
  }

  /** @param entry without line breaks */
  async add(key: string, entry: string): Promise<void> {
    const partition = this.all[hash(key) % this.all.length] as Partition;
    partition.waiting.push(entry);
    partition.waitingCharacters += entry.length;
    if (partition.waitingCharacters >= bufferCharacters) await this.write(partition);
  }

  /** All entries, one partition after the other. */
  async *partitions(signal?: AbortSignal): AsyncGenerator<readonly string[]> {
    for (const partition of this.all) {
      signal?.throwIfAborted();
      const entries: string[] = [];
      for (const block of partition.written) for (const entry of await this.read(block)) entries.push(entry);
      for (const entry of partition.waiting) entries.push(entry);
      yield entries;
    }
  }

  async close(): Promise<void> {
    const file = await this.file?.catch(() => undefined);
    await file?.close();
  }

  private async write(partition: Partition): Promise<void> {
    const bytes = deflateRawSync(partition.waiting.join('\n'), { level: 1 });
    partition.waiting = [];
    partition.waitingCharacters = 0;
    partition.written.push({ position: this.size, length: bytes.length });
    this.size += bytes.length;
    const file = await (this.file ??= openNameless());
    await file.appendFile(bytes);
  }

  private async read({ position, length }: Block): Promise<string[]> {
    const file = await this.file;
    const bytes = Buffer.alloc(length);
    await file?.read(bytes, 0, length, position);
    return inflateRawSync(bytes).toString().split('\n');
  }
}

/** FNV-1a (Fowler, Noll, Vo), of 32 bits. It spreads keys; it decides nothing. */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 's3-destinations-'));
  try {
    return await open(join(folder, 'keys'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
