// A folder with one small file for each record, named by time and id. Files appear whole, never change, and the oldest go
// when there are too many, so any number of windows and programs may share the folder without a lock.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from './privateFolder';
import { temporary, writeWhole } from './wholeFile';

/** What names a record's file. */
export interface Named {
  /** A UUID. */
  readonly id: string;
  /** ISO 8601, UTC, in milliseconds. */
  readonly finishedAt: string;
}

/** How records are written and read. */
export interface RecordForm<T> {
  text(record: T): string;
  /** @returns undefined for what is no record */
  read(text: string): T | undefined;
}

const abandonedAfterMs = 3_600_000;

const fileName = /^\d{8}T\d{9}Z-([0-9a-f-]{36})\.json$/;

export class RecordFolder<T extends Named> {
  /** By file name; undefined for what is no record. Each file is read once. */
  private readonly known = new Map<string, T | undefined>();

  /**
   * @param path need not be there yet
   * @param limit how many records are kept
   */
  constructor(
    readonly path: string,
    private readonly limit: number,
    private readonly form: RecordForm<T>,
  ) {}

  /** Keeps a record, and removes the oldest above the limit. @throws what the file system throws: it is not kept then */
  async save(record: T): Promise<void> {
    await makePrivateFolder(this.path);
    await writeWhole(join(this.path, nameOf(record)), this.form.text(record));
    // That there are some too many harms nobody.
    await this.tidy().catch(() => undefined);
  }

  /** File names of records, oldest first. A folder that is not there, or cannot be looked at, has none. */
  async names(): Promise<string[]> {
    const names = (await readdir(this.path).catch(() => [])).filter((name) => fileName.test(name)).sort();
    const there = new Set(names);
    for (const name of this.known.keys()) if (!there.has(name)) this.known.delete(name);
    return names;
  }

  /** The records in some files, in their order. What is none is left out. */
  async read(names: readonly string[]): Promise<T[]> {
    const records: T[] = [];
    for (const name of names) {
      const record = this.known.has(name) ? this.known.get(name) : await this.readOne(name);
      if (record) records.push(record);
    }
    return records;
  }

  /** A record as it is kept. @param id or the beginning of one @returns nothing unless there is exactly one such id */
  async text(id: string): Promise<string | undefined> {
    const names = (await this.names()).filter((name) => fileName.exec(name)?.[1]?.startsWith(id));
    // A run that was interrupted behind its record has a second one: the newer counts.
    const name = names.at(-1);
    const ids = new Set(names.map((each) => fileName.exec(each)?.[1]));
    if (name === undefined || ids.size > 1) return undefined;
    const text = await readFile(join(this.path, name), 'utf8').catch(() => '');
    return this.form.read(text) && text;
  }

  /** Removes a record, if it is there. @throws what the file system throws */
  async remove(record: Named): Promise<void> {
    await this.removeFiles([nameOf(record)]);
  }

  /** Removes all records. @throws what the file system throws */
  async clear(): Promise<void> {
    await this.removeFiles(await this.names());
  }

  private async removeFiles(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.path, name), { force: true });
  }

  private async readOne(name: string): Promise<T | undefined> {
    try {
      const record = this.form.read(await readFile(join(this.path, name), 'utf8'));
      this.known.set(name, record);
      return record;
    } catch {
      // It may be gone by now, or be readable the next time.
      return undefined;
    }
  }

  private async tidy(): Promise<void> {
    const unfinished = (await readdir(this.path)).filter((name) => name.endsWith(temporary));
    await this.removeFiles([
      ...(await this.names()).slice(0, -this.limit),
      ...(await this.abandoned(unfinished)),
    ]);
  }

  /** What a program left behind that was ended in mid-write. */
  private async abandoned(names: readonly string[]): Promise<string[]> {
    const ages = names.map(async (name) => Date.now() - (await stat(join(this.path, name))).mtimeMs);
    const settled = await Promise.allSettled(ages);
    return names.filter((_, index) => {
      const age = settled[index];
      return age?.status === 'fulfilled' && age.value > abandonedAfterMs;
    });
  }
}

/** Sorts by time. */
function nameOf({ finishedAt, id }: Named): string {
  return `${finishedAt.replace(/[-:.]/g, '')}-${id}.json`;
}
