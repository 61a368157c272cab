// Patterns of paths to the files they match. Node's own `fs.glob` is not there in Node 20; what a segment in parts needs is
// small: `*` and `?` within a name, also of folders.
import { definitionFileName } from '../model/definition';
import { disk } from './disk';
import { NoSuchFiles } from './failures';
import type { Files } from './files';

/**
 * The files that a pattern matches, in no order. A path without wildcards, or of a file that is there under that very
 * name, stands for itself. A leading dot is matched by a dot only, as in a shell. A definition is part of no segment, so
 * no pattern matches one: `*.json` stands for the files beside it.
 * @param folder what a relative pattern is relative to, whose own name has no wildcards. Default: the working directory
 * @param files where they lie. Default: on disk
 * @throws NoSuchFiles
 */
export async function expandPattern(
  pattern: string,
  folder = '',
  files: Files = disk,
): Promise<readonly string[]> {
  const { paths: at } = files;
  const whole = folder === '' || at.isAbsolute(pattern) ? pattern : at.join(folder, pattern);
  if (!/[*?]/.test(pattern) || (await files.isThere(whole))) return [whole];
  const { root } = at.parse(pattern);
  const names = pattern.slice(root.length).split(at.sep === '/' ? '/' : /[\\/]/);
  let paths: readonly string[] = [root === '' ? folder : root];
  for (const name of names.filter((each) => each !== '')) paths = await step(paths, name, files);
  const segments = paths.filter((path) => !definitionFileName.test(at.basename(path)));
  const found = await keep(segments, (path) => files.isFile(path));
  if (found.length === 0)
    throw new NoSuchFiles(pattern, at.isAbsolute(pattern) || folder === '' ? '' : at.resolve(folder));
  return found;
}

/** As far as a pattern has no wildcard: what would be looked at first. @returns an absolute path */
export function fixedPart(pattern: string, folder: string, { paths }: Pick<Files, 'paths'> = disk): string {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1) return paths.resolve(folder, pattern);
  return paths.resolve(folder, pattern.slice(0, wildcard).replace(/[^/\\]*$/, ''));
}

/** Text by its characters, numbers in it by their value: `part-2` before `part-10`. */
export function inNaturalOrder(paths: readonly string[]): string[] {
  return [...paths].sort((a, b) => natural.compare(a, b) || (a < b ? -1 : 1));
}

const natural = new Intl.Collator('en', { numeric: true });

/** One name further into each folder. */
async function step(folders: readonly string[], name: string, files: Files): Promise<string[]> {
  if (!/[*?]/.test(name))
    return keep(
      folders.map((folder) => files.paths.join(folder, name)),
      (path) => files.isThere(path),
    );
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await files.namesIn(folder).catch(() => []);
      return names.filter((each) => matchesName(name, each)).map((each) => files.paths.join(folder, each));
    }),
  );
  return found.flat();
}

/**
 * Whether a pattern matches a name, by characters of Unicode. Where several places fit a piece between two stars, the first
 * is taken: what matches behind a later one matches behind it, too. So the work grows with pattern times name at most, where
 * a regular expression tries all places for all stars.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (/^[*?]/.test(pattern) && name.startsWith('.')) return false;
  const [wanted, characters] = [[...pattern], [...name]];
  let [at, from] = [0, 0];
  // Behind the last star so far, and where the piece that follows it is tried.
  let [afterStar, tried] = [-1, 0];
  while (from < characters.length) {
    if (wanted[at] === '*') {
      [afterStar, tried] = [++at, from];
    } else if (wanted[at] === '?' || wanted[at] === characters[from]) {
      at++;
      from++;
    } else {
      if (afterStar === -1) return false;
      [at, from] = [afterStar, ++tried];
    }
  }
  return wanted.slice(at).every((each) => each === '*');
}

async function keep(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<string[]> {
  const kept = await Promise.all(paths.map((path) => test(path).catch(() => false)));
  return paths.filter((_, index) => kept[index]);
}
