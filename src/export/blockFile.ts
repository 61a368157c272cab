// Texts put aside in blocks, more than memory holds. They lie compressed in one file without a name (./workingFile), which
// is made with the first of them.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { openWorkingFile, type WorkingFile } from './workingFile';

/** Where a block lies. */
export interface Block {
  readonly position: number;
  readonly length: number;
}

export class BlockFile {
  private file: Promise<WorkingFile> | undefined;
  private size = 0;

  /** @param parent folder of the file. Default: that for temporary files */
  constructor(private readonly parent?: string) {}

  /** In the file so far. */
  get bytes(): number {
    return this.size;
  }

  /** One call after the other. @param lines without line breaks; at least one @throws what the file system throws */
  async write(lines: readonly string[]): Promise<Block> {
    const bytes = deflateRawSync(lines.join('\n'), { level: 1 });
    const block = { position: this.size, length: bytes.length };
    this.size += bytes.length;
    const { handle } = await (this.file ??= openWorkingFile(this.parent));
    await handle.appendFile(bytes);
    return block;
  }

  /** @throws what the file system throws */
  async read({ position, length }: Block): Promise<string[]> {
    const bytes = Buffer.alloc(length);
    await (await this.file)?.handle.read(bytes, 0, length, position);
    return inflateRawSync(bytes).toString().split('\n');
  }

  async close(): Promise<void> {
    const file = await this.file?.catch(() => undefined);
    await file?.close();
  }
}
