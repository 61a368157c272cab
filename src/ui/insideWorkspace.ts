// Whether a file lies inside the workspace: what a repository or a language model names must not lead anywhere else.
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import { l10n, workspace, type Uri } from 'vscode';
import { Failure } from '../model/failure';

/** A file that is named from within the workspace lies outside of it. */
export class OutsideWorkspace extends Failure {
  /** @param name as it was given */
  constructor(name: string) {
    super('outside-workspace', {
      what: l10n.t('{0} lies outside of the workspace.', name),
      why: l10n.t(
        'What is named from within a workspace is read only inside its folders; links are followed.',
      ),
      next: l10n.t('Move the file into the workspace, or trust the workspace if you know its authors.'),
    });
  }
}

/**
 * Whether a file lies in a folder of the workspace. On disk links are followed, of the file and of the folders; where the file
 * is not there yet, those of the folder that it would lie in. Without a workspace no file is inside.
 */
export async function isInsideWorkspace(file: Uri): Promise<boolean> {
  const folders = (workspace.workspaceFolders ?? [])
    .map(({ uri }) => uri)
    .filter(({ scheme, authority }) => scheme === file.scheme && authority === file.authority);
  if (file.scheme !== 'file')
    return folders.some(({ path }) => isBelow(posix.relative(path, file.path), '/'));
  const places = await Promise.all(folders.map(({ fsPath }) => realPlace(fsPath)));
  const isIn = (place: string, inside: readonly string[]): boolean =>
    inside.some((folder) => isBelow(relative(folder, place), sep));
  // By its text first: of a path on another machine not even that machine is asked.
  if (!isIn(file.fsPath, [...folders.map(({ fsPath }) => fsPath), ...places])) return false;
  return isIn(await realPlace(file.fsPath), places);
}

/** @throws OutsideWorkspace */
export async function requireInsideWorkspace(file: Uri): Promise<void> {
  if (!(await isInsideWorkspace(file))) throw new OutsideWorkspace(workspace.asRelativePath(file));
}

/** @param way from a folder to a file */
function isBelow(way: string, separator: string): boolean {
  return way !== '..' && !way.startsWith(`..${separator}`) && !isAbsolute(way);
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || dirname(path) === path) throw error;
    return join(await realPlace(dirname(path)), basename(path));
  }
}
