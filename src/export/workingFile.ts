// A file for what memory does not hold while work goes on. It has no name any more once it is open, so that nobody finds it
// and it goes away with the process, however that ends.
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WorkingFile {
  readonly handle: FileHandle;
  close(): Promise<void>;
}

/** @param parent folder that it is made in. Default: that for temporary files @throws what the file system throws */
export async function openWorkingFile(parent = tmpdir()): Promise<WorkingFile> {
  const folder = await mkdtemp(join(parent, 's3-destinations-'));
  try {
    const handle = await open(join(folder, 'work'), 'wx+', 0o600);
    const close = async (): Promise<void> => {
      await handle.close();
      await remove(folder);
    };
    return { handle, close };
  } finally {
    await remove(folder);
  }
}

/** Windows may keep the name of an open file: then it goes when the file is closed. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
