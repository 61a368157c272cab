// The segment files near a definition: in its folder, and in the folders there.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { definitionFileName } from '../../model/definition';
import { segmentFileName } from '../../model/segment';
import { inNaturalOrder } from '../../segment/glob';

/** More are no choice any more. */
const mostFiles = 500;
const mostFolders = 50;

/** As they would stand in the definition, those beside it first. What cannot be listed has none. */
export async function segmentFilesNear(folder: string): Promise<string[]> {
  const { files, folders } = await list(folder);
  const below = await Promise.all(
    folders.slice(0, mostFolders).map(async (name) => {
      const inside = await list(join(folder, name));
      return inside.files.map((file) => `${name}/${file}`);
    }),
  );
  return [...files, ...below.flat()].slice(0, mostFiles);
}

/** Links are left alone, so that nothing outside is looked at; hidden and installed things are nobody's segments. */
async function list(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = (kind: 'isFile' | 'isDirectory'): string[] =>
    inNaturalOrder(
      entries.filter((entry) => entry[kind]() && !entry.name.startsWith('.')).map(({ name }) => name),
    );
  return {
    files: names('isFile').filter((name) => segmentFileName.test(name) && !definitionFileName.test(name)),
    folders: names('isDirectory').filter((name) => name !== 'node_modules'),
  };
}
