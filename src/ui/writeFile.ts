// Writes a text file wherever it lies: on disk wholly or not at all, elsewhere as its file system does.
import { open, rm } from 'node:fs/promises';
import { workspace, type Uri } from 'vscode';
import { told } from './fileSystems';
import { replaceFile } from './replaceFile';

/** Writes a file, new or in place of one that is there. @throws what the file system throws */
export async function writeFile(file: Uri, text: string): Promise<void> {
  if (file.scheme === 'file') await replaceFile(file.fsPath, text);
  else await told(workspace.fs.writeFile(file, Buffer.from(text)));
}

/**
 * Writes a new file.
 * @returns false when there is one already, which stays as it is
 * @throws what the file system throws
 */
export async function writeNewFile(file: Uri, text: string): Promise<boolean> {
  if (file.scheme === 'file') return writeNewOnDisk(file.fsPath, text);
  // Only what is surely not there is written: a file that cannot be looked at would be overwritten.
  const isThere = await told(workspace.fs.stat(file)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (isThere) return false;
  await told(workspace.fs.writeFile(file, Buffer.from(text)));
  return true;
}

async function writeNewOnDisk(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}
