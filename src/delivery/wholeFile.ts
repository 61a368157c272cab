// Writes a file so that it appears whole, for whoever looks, and stays so when the machine stops.
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The end of the name of a file that is being written. */
export const temporary = '.tmp';

/** For this person alone. A file that is there is replaced. @throws what the file system throws */
export async function writeWhole(path: string, text: string): Promise<void> {
  const whole = join(dirname(path), `${randomUUID()}${temporary}`);
  try {
    const file = await open(whole, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(whole, path);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    throw error;
  }
}
