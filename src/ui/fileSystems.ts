// The file systems that segments and definitions lie in: the disk, or any other that the window reaches.
import { posix } from 'node:path';
import { FileSystemError, FileType, workspace, type FileStat, type Uri } from 'vscode';
import { Failure } from '../model/failure';
import { disk, diskFile } from '../segment/disk';
import { SegmentChanged } from '../segment/failures';
import type { Files, SourceFile } from '../segment/files';
import { whileUnchanged } from '../segment/plainCopy';
import { pathOf } from './filePath';
import { FileSystemFailed } from './fileSystemFailed';
import { copyHere, largestCopy, TooLargeToCopy } from './localCopies';

/** A file in its file system. */
export interface Located {
  readonly files: Files;
  /** In that file system. */
  readonly path: string;
}

export function locate(file: Uri): Located {
  if (file.scheme === 'file') return { files: disk, path: file.fsPath };
  return { files: virtualFiles(file), path: file.path };
}

/** Text that tells this state of a file from any other. @throws what its file system says */
export function stateAt(file: Uri): Promise<string> {
  const { files, path } = locate(file);
  return files.open(path).state();
}

/** The file system that a file lies in. Its paths are those of addresses. */
function virtualFiles(near: Uri): Files {
  const at = (path: string): Uri =>
    path === near.path ? near : near.with({ path, query: '', fragment: '' });
  return {
    paths: posix,
    isThere: (path) =>
      told(workspace.fs.stat(at(path))).then(
        () => true,
        () => false,
      ),
    isFile: async (path) => ((await told(workspace.fs.stat(at(path)))).type & FileType.File) !== 0,
    namesIn: async (folder) => (await told(workspace.fs.readDirectory(at(folder)))).map(([name]) => name),
    open: (path) => virtualFile(at(path)),
    readSmall: async (path, most) => {
      const { size } = await told(workspace.fs.stat(at(path)));
      if (size > largestCopy) throw new TooLargeToCopy(at(path));
      return (await told(workspace.fs.readFile(at(path)))).subarray(0, most);
    },
  };
}

/** A file that is read from a private copy on this machine, which is made when it is first read. */
function virtualFile(uri: Uri): SourceFile {
  const path = pathOf(uri);
  let first: string | undefined;
  const look = async (): Promise<FileStat> => {
    const found = await told(workspace.fs.stat(uri));
    if (found.size > largestCopy) throw new TooLargeToCopy(uri);
    return found;
  };
  // As on disk, every reading is held to the first.
  const held = async (): Promise<{ readonly now: string; readonly mtime: number }> => {
    const { size, mtime } = await look();
    const now = `${size} ${mtime}`;
    if ((first ??= now) !== now) throw new SegmentChanged(posix.basename(uri.path));
    return { now, mtime };
  };
  const state = async (): Promise<string> => (await held()).now;
  const placeOnDisk = async (): Promise<string> =>
    copyHere(uri, await state(), async () => {
      const bytes = await told(workspace.fs.readFile(uri));
      await state();
      return bytes;
    });
  const reading = async function* (
    read: (copy: SourceFile) => AsyncGenerator<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    yield* whileUnchanged(state, read(diskFile(await placeOnDisk(), path)));
  };
  return {
    path,
    size: async () => (await look()).size,
    read: (signal) => reading((copy) => copy.read(signal)),
    readFrom: (offset, signal) => reading((copy) => copy.readFrom(offset, signal)),
    state,
    changedAt: async () => new Date((await held()).mtime),
    placeOnDisk,
  };
}

/** VS Code's names of what is known of the disk by other names. */
const systemCodes: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  FileNotADirectory: 'ENOTDIR',
  FileIsADirectory: 'EISDIR',
  NoPermissions: 'EACCES',
};

/** @throws what a file system says, as a failure of the disk is told; FileSystemFailed for anything else */
export async function told<T>(answer: Thenable<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof FileSystemError ? systemCodes[error.code] : undefined;
    if (code !== undefined) throw Object.assign(new Error(code, { cause: error }), { code });
    throw error instanceof Failure ? error : new FileSystemFailed(error);
  }
}
