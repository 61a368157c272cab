// Replaces a file wholly or not at all, by one that is written beside it: whoever looks finds the old content or the new one.
import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file, new or in place of one that is there. A link stays, and the file that it leads to gets the content; a file
 * keeps its mode.
 * @param write puts the content into the empty file beside it
 * @throws what `write` and the file system throw; nothing has changed then
 */
export async function replaceBy(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const target = await realpath(path).catch(ifMissing(path));
  const mode = await stat(target).then((found) => found.mode & 0o7777, ifMissing(undefined));
  const beside = join(dirname(target), `.${randomUUID()}.tmp`);
  const file = await open(beside, 'wx', mode);
  try {
    try {
      // What a new file may be is cut by the process's mask.
      if (mode !== undefined) await file.chmod(mode);
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
