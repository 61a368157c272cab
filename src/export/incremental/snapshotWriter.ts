// Writes a snapshot: see ./snapshotForm.
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { littleEndian } from '../littleEndian';
import { formLine } from './snapshotForm';
import { encodeBlock, type SnapshotRow } from './snapshotRow';

/** Many rows make small blocks; few long ones must not fill the memory. */
const [mostRows, mostCharacters] = [4096, 1_000_000];

export class SnapshotWriter {
  private readonly sha256 = createHash('sha256');
  private waiting: SnapshotRow[] = [];
  private waitingCharacters = 0;
  private rows = 0;

  private constructor(private readonly file: FileHandle) {}

  /** @param configuration its SHA-256 @throws what the file system throws */
  static async open(path: string, configuration: Buffer): Promise<SnapshotWriter> {
    const writer = new SnapshotWriter(await open(path, 'w', 0o600));
    await writer.write(Buffer.concat([formLine, configuration]));
    return writer;
  }

  /** @param row in the order of keys @returns a promise when there is something to wait for */
  add(row: SnapshotRow): Promise<void> | undefined {
    this.waiting.push(row);
    this.waitingCharacters += row.key.length;
    const isFull = this.waiting.length === mostRows || this.waitingCharacters >= mostCharacters;
    return isFull ? this.flush() : undefined;
  }

  /** The file is whole then, and on disk. */
  async end(): Promise<void> {
    if (this.waiting.length > 0) await this.flush();
    await this.write(littleEndian([4, 0], [4, 0], [8, this.rows]));
    await this.file.appendFile(this.sha256.digest());
    await this.file.sync();
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async flush(): Promise<void> {
    const block = encodeBlock(this.waiting);
    this.rows += this.waiting.length;
    this.waiting = [];
    this.waitingCharacters = 0;
    await this.write(block);
  }

  private async write(bytes: Buffer): Promise<void> {
    this.sha256.update(bytes);
    await this.file.appendFile(bytes);
  }
}
