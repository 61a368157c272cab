// Finds the export definitions in a workspace folder. VS Code searches the disk. In any other file system it may wait for ever
// for an extension that can search it, so such folders are walked through.
import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { definitionFileName } from '../model/definition';

export const definitionPattern = '**/*.s3export.json';

const ignoredFolders = ['node_modules', '.git'];

/** How many folders are looked into at most where nothing is searched: each look may ask a server. */
const mostFolders = 2000;

/** What is in a folder, or in several. */
interface Level {
  readonly definitions: readonly Uri[];
  readonly folders: readonly Uri[];
}

/**
 * Nothing below a `node_modules` counts, and a folder that cannot be read has none.
 * @param most how many are told
 * @throws what the file system says of the workspace folder itself
 */
export async function definitionsBelow(folder: Uri, most: number): Promise<Uri[]> {
  if (folder.scheme === 'file')
    return workspace.findFiles(new RelativePattern(folder, definitionPattern), '**/node_modules/**', most);
  const found: Uri[] = [];
  let level = await look(folder);
  let left = mostFolders;
  for (;;) {
    found.push(...level.definitions);
    const folders = level.folders.slice(0, left);
    left -= folders.length;
    if (folders.length === 0 || found.length >= most) return found.slice(0, most);
    level = together(await Promise.all(folders.map((each) => look(each).catch(() => together([])))));
  }
}

/** Links are not followed: they could lead around for ever. */
async function look(folder: Uri): Promise<Level> {
  const entries = await workspace.fs.readDirectory(folder);
  const named = (type: FileType, counts: (name: string) => boolean): Uri[] =>
    entries
      .filter(([name, kind]) => kind === type && counts(name))
      .map(([name]) => Uri.joinPath(folder, name));
  return {
    definitions: named(FileType.File, (name) => definitionFileName.test(name)),
    folders: named(FileType.Directory, (name) => !ignoredFolders.includes(name)),
  };
}

function together(levels: readonly Level[]): Level {
  return {
    definitions: levels.flatMap(({ definitions }) => definitions),
    folders: levels.flatMap(({ folders }) => folders),
  };
}
