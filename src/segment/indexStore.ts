// Keeps indexes on disk, so that a segment that was opened before need not be gone through again. In the files there is
// nothing of a segment but where its records begin.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { indexVersion } from './indexBytes';
import type { Source } from './source';
import { SourceIndex } from './sourceIndex';

/** What is kept at most: the oldest go first. */
export interface StoreLimits {
  /** Default: 50. */
  readonly files: number;
  /** Default: 200,000,000. */
  readonly bytes: number;
}

export class IndexStore {
  /** @param folder is made when there is something to keep. Nothing else is in it */
  constructor(
    private readonly folder: string,
    private readonly limits: StoreLimits = { files: 50, bytes: 200_000_000 },
  ) {}

  /**
   * The index of a source in the state that its files are in. Undefined when there is none, or none that can be read.
   * @throws SegmentChanged when a file is no longer what the source has read; what the file system says of the source
   */
  async read(source: Source): Promise<SourceIndex | undefined> {
    const path = await this.pathOf(source);
    const bytes = await readFile(path).catch(() => undefined);
    return bytes && SourceIndex.fromBytes(bytes);
  }

  /**
   * Keeps a complete index, and removes older ones beyond the limits.
   * @throws SegmentChanged as `read` does; what the file system throws
   */
  async write(source: Source, index: SourceIndex): Promise<void> {
    if (!index.complete) throw new Error('The index is not complete.');
    const path = await this.pathOf(source);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Whole under another name first: a reader finds all of it or nothing.
    const work = await mkdtemp(join(this.folder, 'new-'));
    try {
      const whole = join(work, 'index');
      await writeFile(whole, index.toBytes(), { mode: 0o600 });
      await rename(whole, path);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    await this.removeOldest();
  }

  private async pathOf({ files, options }: Source): Promise<string> {
    const states = await Promise.all(files.map(async (file) => [resolve(file.path), await file.state()]));
    // The order in which options were given tells nothing.
    const given = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = createHash('sha256').update(JSON.stringify([indexVersion, given, states]));
    return join(this.folder, key.digest('hex'));
  }

  private async removeOldest(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const paths = names.map((name) => join(this.folder, name));
    // Another window may remove one at the same time.
    const found = await Promise.all(
      paths.map((path) =>
        stat(path).then(
          ({ size, mtimeMs }) => ({ path, size, mtimeMs }),
          () => [],
        ),
      ),
    );
    const newestFirst = found.flat().sort((a, b) => b.mtimeMs - a.mtimeMs);
    let [kept, bytes] = [0, 0];
    for (const { path, size } of newestFirst) {
      const fits = kept < this.limits.files && bytes + size <= this.limits.bytes;
      if (fits) [kept, bytes] = [kept + 1, bytes + size];
      else await rm(path, { force: true });
    }
  }
}
