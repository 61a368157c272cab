// Where a segment's bytes come from: one file, or several that are read one after the other. A source can be read many
// times, and each reading notices when a file changes under it.
import { readSourceOptions, type SourceOptions } from '../model/sourceOptions';
import { disk, diskFile } from './disk';
import type { Files, SourceFile } from './files';
import { expandPattern, inNaturalOrder } from './glob';

export interface Source {
  /** File name without folders; for several files what their names have in common. The segment is named after it. */
  readonly name: string;
  /** In natural order; at least one. */
  readonly files: readonly SourceFile[];
  readonly options: SourceOptions;
  /** Whether failures name the file that they are in, also where it is the only one. Default: false. */
  readonly namesFile?: boolean;
  /** Size in bytes of all files as they lie on disk. */
  size(): Promise<number>;
}

/**
 * A segment in one file.
 * @param files where it lies. Default: on disk
 * @throws InvalidSourceOptions
 */
export function fileSource(path: string, options: SourceOptions = {}, files: Files = disk): Source {
  return sourceOf(files.paths.basename(path), [files.open(path)], options);
}

/**
 * A segment in the files that paths and patterns name, where `*` and `?` stand for characters of a name. The files are
 * read in natural order (`part-2` before `part-10`), each once. Failures name the file.
 * @param folder what relative ones are relative to. Default: the working directory
 * @param files where they lie. Default: on disk
 * @throws NoSuchFiles for a pattern that no file matches; InvalidSourceOptions
 */
export async function openSource(
  patterns: string | readonly string[],
  options: SourceOptions = {},
  folder = '',
  files: Files = disk,
): Promise<Source> {
  const expanded = await Promise.all(
    [patterns].flat().map((pattern) => expandPattern(pattern, folder, files)),
  );
  const byPlace = new Map(expanded.flat().map((path) => [files.paths.resolve(path), path]));
  const paths = inNaturalOrder([...byPlace.values()]);
  const opened = paths.map((path) => files.open(path));
  return { ...sourceOf(commonName(paths, files), opened, options), namesFile: true };
}

/** What another thread needs to open the same source. Plain data. */
export interface SourceData {
  readonly name: string;
  /** What its files are called, and where they lie on disk. */
  readonly files: readonly { readonly path: string; readonly place: string }[];
  readonly options: SourceOptions;
  readonly namesFile: boolean;
}

/** @throws what reading the files throws, where they do not lie on disk */
export async function sourceData({ name, files, options, namesFile = false }: Source): Promise<SourceData> {
  const placed = files.map(async (file) => {
    const place = (await file.placeOnDisk?.()) ?? file.path;
    return { path: file.path, place };
  });
  return { name, files: await Promise.all(placed), options, namesFile };
}

/** Files on disk, as `sourceData` told of them. */
export function openSourceData({ name, files, options, namesFile }: SourceData): Source {
  const opened = files.map(({ path, place }) => diskFile(place, path));
  return { ...sourceOf(name, opened, options), namesFile };
}

/** A segment in some files, in this order. */
export function sourceOf(name: string, files: readonly SourceFile[], options: SourceOptions = {}): Source {
  return {
    name,
    files,
    options: readSourceOptions(options),
    size: async () => {
      const sizes = await Promise.all(files.map((file) => file.size()));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

/** What names begin with, without their number; the folder's name where that says nothing: `luxury/part-*.csv`. */
function commonName(paths: readonly string[], { paths: at }: Files): string {
  const [first = '', ...others] = paths.map((path) => at.basename(path));
  if (others.length === 0) return first;
  const common = first
    .slice(0, commonLength(first, others))
    .replace(/\d*$/, '')
    .replace(/[-_. ]+$/, '');
  if (common !== '' && common !== 'part') return common;
  return at.basename(at.dirname(at.resolve(paths[0] ?? ''))) || first;
}

/** How much of its beginning a name shares with all others, in UTF-16 code units; no character is cut in two. */
function commonLength(name: string, others: readonly string[]): number {
  let length = 0;
  while (length < name.length && others.every((other) => other[length] === name[length])) length++;
  const cutsCharacter = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(name.slice(length - 1, length + 1));
  return cutsCharacter ? length - 1 : length;
}
