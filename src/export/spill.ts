// Entries put aside by their key, more than memory holds: those of one key come back together, in the order they went in.
// They lie compressed in one temporary file that has no name any more once it is open, so that nobody finds it and it goes
// away with the process, however that ends. As long as everything fits into the buffers there is no file at all.
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

export interface SpillSizes {
  /**
   * Of the source, for each partition: about what is in memory at once, as the keys are a part of the records. Ten times
   * as much where the source is compressed. Default: 4 MB.
   */
  readonly sourceBytesPerPartition: number;
  /** Default: 1024. Each has a buffer. */
  readonly maxPartitions: number;
  /** When so many characters wait in one partition they are written. Default: 16,384. */
  readonly bufferCharacters: number;
}

const defaultSizes: SpillSizes = {
  sourceBytesPerPartition: 4_000_000,
  maxPartitions: 1024,
  bufferCharacters: 16_384,
};

interface Block {
  readonly position: number;
  readonly length: number;
}

interface Partition {
  waiting: string[];
  waitingCharacters: number;
  readonly written: Block[];
}

/** A file that is open, and the folder that was made for it. */
interface TemporaryFile {
  readonly handle: FileHandle;
  readonly folder: string;
}

export class Spill {
  private readonly all: readonly Partition[];
  private file: Promise<TemporaryFile> | undefined;
  private size = 0;

  /** @param sourceBytes size of what the entries come from: how many partitions there are */
  constructor(
    sourceBytes: number,
    private readonly sizes: SpillSizes = defaultSizes,
  ) {
    const { sourceBytesPerPartition, maxPartitions } = sizes;
    const count = Math.min(maxPartitions, Math.ceil(sourceBytes / sourceBytesPerPartition) || 1);
    this.all = Array.from({ length: count }, () => ({ waiting: [], waitingCharacters: 0, written: [] }));
  }

  /** Bytes in the temporary file. */
  get bytes(): number {
    return this.size;
  }

  /**
   * @param entry without line breaks
   * @returns a promise when there is something to wait for
   */
  add(key: string, entry: string): Promise<void> | undefined {
    const partition = this.all[hash(key) % this.all.length] as Partition;
    partition.waiting.push(entry);
    partition.waitingCharacters += entry.length;
    return partition.waitingCharacters >= this.sizes.bufferCharacters ? this.write(partition) : undefined;
  }

  /** All entries, by partition and then in pieces: to be read one after the other. */
  partitions(signal?: AbortSignal): readonly AsyncGenerator<readonly string[]>[] {
    return this.all.map((partition) => this.entriesOf(partition, signal));
  }

  async close(): Promise<void> {
    const file = await this.file?.catch(() => undefined);
    await file?.handle.close();
    if (file) await remove(file.folder);
  }

  private async *entriesOf(
    { written, waiting }: Partition,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly string[]> {
    for (const block of written) {
      const entries = await this.read(block);
      signal?.throwIfAborted();
      yield entries;
    }
    // A turn of the event loop: only there can a cancel arrive.
    await setImmediate();
    signal?.throwIfAborted();
    yield waiting;
  }

  private async write(partition: Partition): Promise<void> {
    const bytes = deflateRawSync(partition.waiting.join('\n'), { level: 1 });
    partition.waiting = [];
    partition.waitingCharacters = 0;
    partition.written.push({ position: this.size, length: bytes.length });
    this.size += bytes.length;
    const { handle } = await (this.file ??= openNameless());
    await handle.appendFile(bytes);
  }

  private async read({ position, length }: Block): Promise<string[]> {
    const bytes = Buffer.alloc(length);
    await (await this.file)?.handle.read(bytes, 0, length, position);
    return inflateRawSync(bytes).toString().split('\n');
  }
}

/** FNV-1a (Fowler, Noll, Vo), of 32 bits. It spreads keys; it decides nothing. */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

async function openNameless(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 's3-destinations-'));
  try {
    return { handle: await open(join(folder, 'keys'), 'wx+', 0o600), folder };
  } finally {
    await remove(folder);
  }
}

/** Windows may keep the name of an open file: then it goes when the file is closed. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
