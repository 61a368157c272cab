// Reads a snapshot: see ./snapshotForm. Its checksum is looked at before anything in it is believed.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { blockHeaderBytes, decodeBlock, type SnapshotRow } from './snapshotRow';
import { checksumBytes, endBytes, formLine, headBytes } from './snapshotForm';

/** How the rows of a configuration are kept. */
export interface RowForm {
  /** How many values a key has. */
  readonly width: number;
  /** In bytes; 0 where rows are known by their keys alone. */
  readonly hashBytes: number;
}

/** Why there is no snapshot to go by: none yet, one of another configuration, or one that is damaged or of another form. */
export type NoSnapshot = 'first' | 'configuration' | 'unreadable';

export class Snapshot {
  private constructor(
    private readonly file: FileHandle,
    private readonly form: RowForm,
    /** SHA-256 of the file without its end, in 64 lower-case hexadecimal digits. */
    readonly sha256: string,
  ) {}

  /**
   * @param path undefined, or that of no file: there is none yet
   * @param configuration its SHA-256
   * @throws the signal's AbortError
   */
  static async open(
    path: string | undefined,
    configuration: Buffer,
    form: RowForm,
    signal?: AbortSignal,
  ): Promise<Snapshot | NoSnapshot> {
    if (path === undefined) return 'first';
    const file = await open(path).catch((error: unknown) => (isMissing(error) ? 'first' : 'unreadable'));
    if (typeof file === 'string') return file;
    const found = await check(file, path, configuration, signal).catch((error: unknown) => error);
    if (Buffer.isBuffer(found)) return new Snapshot(file, form, found.toString('hex'));
    await file.close();
    signal?.throwIfAborted();
    return found === 'configuration' ? found : 'unreadable';
  }

  /** In the order of their keys. @throws what the file system throws, the signal's AbortError */
  async *rows(signal?: AbortSignal): AsyncGenerator<readonly SnapshotRow[]> {
    const { width, hashBytes } = this.form;
    for (let at = headBytes; ;) {
      const header = await this.read(at, blockHeaderBytes);
      signal?.throwIfAborted();
      const [count, keyBytes] = [header.readUInt32LE(0), header.readUInt32LE(4)];
      if (count === 0) return;
      const block = await this.read(at + blockHeaderBytes, keyBytes + count * hashBytes);
      yield decodeBlock(count, block.subarray(0, keyBytes), block.subarray(keyBytes), width);
      at += blockHeaderBytes + block.length;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    await this.file.read(bytes, 0, length, position);
    return bytes;
  }
}

/** @returns the checksum of a file that is whole and of the configuration */
async function check(
  file: FileHandle,
  path: string,
  configuration: Buffer,
  signal: AbortSignal | undefined,
): Promise<Buffer | NoSnapshot> {
  const { size } = await file.stat();
  if (size < headBytes + endBytes) return 'unreadable';
  const head = Buffer.alloc(headBytes);
  await file.read(head, 0, headBytes, 0);
  if (!head.subarray(0, formLine.length).equals(formLine)) return 'unreadable';
  const sha256 = createHash('sha256');
  const pieces = createReadStream(path, { end: size - checksumBytes - 1, ...(signal && { signal }) });
  for await (const piece of pieces) sha256.update(piece as Buffer);
  const [found, told] = [sha256.digest(), Buffer.alloc(checksumBytes)];
  await file.read(told, 0, checksumBytes, size - checksumBytes);
  if (!found.equals(told)) return 'unreadable';
  return head.subarray(formLine.length).equals(configuration) ? found : 'configuration';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
