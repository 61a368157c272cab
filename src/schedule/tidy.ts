// Removes what a process that was killed has left in an export's folder: files that were being written, locks of a moment.
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { silentFor } from '../delivery/running';
import { filesIn } from './exportState';

/** In milliseconds: nobody needs so long for one of them. */
const abandonedAfter = 3_600_000;

/** Never fails: what stays does no harm. @param folder of the export */
export async function tidy(folder: string): Promise<void> {
  const own = Object.values({ ...filesIn(folder) }).map((path) => basename(path));
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter((name) => !own.includes(name)).map((name) => join(folder, name))) {
    const isAbandoned = (await silentFor(path).catch(() => 0)) > abandonedAfter;
    if (isAbandoned) await rm(path, { force: true }).catch(() => undefined);
  }
}
