// The SHA-256 of a segment's files as they lie on disk, taken while somebody reads them anyway.
import { createHash, type Hash } from 'node:crypto';
import type { SourceFile } from './files';
import type { Source } from './source';

export class SourceDigest {
  private known: string | undefined;
  private current: Reading | undefined;

  constructor(private readonly source: Source) {}

  /** The same source. Its files are to be read in their order, each to its end; a reading that ends early tells nothing. */
  watched(): Source {
    if (this.known !== undefined) return this.source;
    const reading = (this.current = { hash: createHash('sha256'), filesRead: 0 });
    const files = this.source.files.map((file) => ({
      ...file,
      read: (signal?: AbortSignal) => this.readAndHash(file, reading, signal),
    }));
    return { ...this.source, files };
  }

  /**
   * 64 lower-case hexadecimal digits. For one file what `sha256sum` says of it, for several what it says of all of them
   * one after the other. Reads the source where nobody has read it to its end.
   * @throws what reading a file throws
   */
  async sha256(signal?: AbortSignal): Promise<string> {
    if (this.known !== undefined) return this.known;
    for (const file of this.watched().files) await readToEnd(file.read(signal));
    if (this.known === undefined) throw new Error('Another reading of the source began meanwhile.');
    return this.known;
  }

  private async *readAndHash(
    file: SourceFile,
    reading: Reading,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.read(signal)) {
      if (reading === this.current) reading.hash.update(chunk);
      yield chunk;
    }
    if (reading === this.current && ++reading.filesRead === this.source.files.length)
      this.known = reading.hash.digest('hex');
  }
}

async function readToEnd(bytes: AsyncGenerator<Uint8Array>): Promise<void> {
  while (!(await bytes.next()).done);
}

interface Reading {
  readonly hash: Hash;
  filesRead: number;
}
