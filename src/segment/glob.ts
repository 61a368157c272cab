// Patterns of paths to the files they match. Node's own `fs.glob` is not there in Node 20; what a segment in parts needs is
// small: `*` and `?` within a name, also of folders.
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, parse, sep } from 'node:path';
import { NoSuchFiles } from './failures';

/**
 * The files that a pattern matches, in no order. A path without wildcards, or of a file that is there under that very
 * name, stands for itself. A leading dot is matched by a dot only, as in a shell.
 * @param folder what a relative pattern is relative to, whose own name has no wildcards. Default: the working directory
 * @throws NoSuchFiles
 */
export async function expandPattern(pattern: string, folder = ''): Promise<readonly string[]> {
  const whole = folder === '' || isAbsolute(pattern) ? pattern : join(folder, pattern);
  if (!/[*?]/.test(pattern) || (await isThere(whole))) return [whole];
  const { root } = parse(pattern);
  const names = pattern.slice(root.length).split(sep === '/' ? '/' : /[\\/]/);
  let paths: readonly string[] = [root === '' ? folder : root];
  for (const name of names.filter((each) => each !== '')) paths = await step(paths, name);
  const files = await keep(paths, async (path) => (await stat(path)).isFile());
  if (files.length === 0) throw new NoSuchFiles(pattern);
  return files;
}

/** Text by its characters, numbers in it by their value: `part-2` before `part-10`. */
export function inNaturalOrder(paths: readonly string[]): string[] {
  return [...paths].sort((a, b) => natural.compare(a, b) || (a < b ? -1 : 1));
}

const natural = new Intl.Collator('en', { numeric: true });

/** One name further into each folder. */
async function step(folders: readonly string[], name: string): Promise<string[]> {
  if (!/[*?]/.test(name))
    return keep(
      folders.map((folder) => join(folder, name)),
      isThere,
    );
  const matches = matcher(name);
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
      return names.filter((each) => matches.test(each)).map((each) => join(folder, each));
    }),
  );
  return found.flat();
}

function matcher(name: string): RegExp {
  const source = name
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${/^[*?]/.test(name) ? '(?!\\.)' : ''}${source}$`, 'su');
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function keep(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<string[]> {
  const kept = await Promise.all(paths.map((path) => test(path).catch(() => false)));
  return paths.filter((_, index) => kept[index]);
}
