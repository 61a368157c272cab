// Where a segment's bytes come from: one file, or several that are read one after the other. A source can be read many
// times, and each reading notices when a file changes under it.
import { once } from 'node:events';
import type { ReadStream, Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { readSourceOptions, type SourceOptions } from '../model/sourceOptions';
import { NotAFile, SegmentChanged } from './failures';
import { expandPattern, inNaturalOrder } from './glob';

/** A file of a segment. Today there is one kind, a file on disk; whatever can give bytes in order can be another. */
export interface SourceFile {
  /** As it was given. Its extension helps to tell the format; failures name it when a segment has several files. */
  readonly path: string;
  /** Size in bytes as the file lies on disk. */
  size(): Promise<number>;
  /**
   * Reads from the beginning. Whoever stops early must return the generator: then the file is closed.
   * @throws NotAFile; SegmentChanged, at the beginning or the end, if the file is no longer what it was at the first reading
   */
  read(signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /** The same from some byte on, and in small pieces: whoever jumps into a file wants its next records soon. */
  readFrom(offset: number, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /**
   * Text that tells this state of the file from any other: its size, the time of its last change.
   * @throws SegmentChanged as `read` does
   */
  state(): Promise<string>;
}

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

/** Large reads: Node's default of 64 KiB reads a cached file at half the speed. */
const readBytes = 1024 * 1024;
/** Where it is read from within: what `decode` hands on at once. */
const smallReadBytes = 64 * 1024;

/**
 * A segment in one file on disk.
 * @throws InvalidSourceOptions
 */
export function fileSource(path: string, options: SourceOptions = {}): Source {
  return sourceOf(basename(path), [diskFile(path)], options);
}

/**
 * A segment in the files that paths and patterns name, where `*` and `?` stand for characters of a name. The files are
 * read in natural order (`part-2` before `part-10`), each once. Failures name the file.
 * @param folder what relative ones are relative to. Default: the working directory
 * @throws NoSuchFiles for a pattern that no file matches; InvalidSourceOptions
 */
export async function openSource(
  patterns: string | readonly string[],
  options: SourceOptions = {},
  folder = '',
): Promise<Source> {
  const expanded = await Promise.all([patterns].flat().map((pattern) => expandPattern(pattern, folder)));
  const byPlace = new Map(expanded.flat().map((path) => [resolve(path), path]));
  const paths = inNaturalOrder([...byPlace.values()]);
  return { ...sourceOf(commonName(paths), paths.map(diskFile), options), namesFile: true };
}

/** What another thread needs to open the same source. Plain data. */
export interface SourceData {
  readonly name: string;
  readonly paths: readonly string[];
  readonly options: SourceOptions;
  readonly namesFile: boolean;
}

export function sourceData({ name, files, options, namesFile = false }: Source): SourceData {
  return { name, paths: files.map(({ path }) => path), options, namesFile };
}

/** Files on disk, as `sourceData` told of them. */
export function openSourceData({ name, paths, options, namesFile }: SourceData): Source {
  return { ...sourceOf(name, paths.map(diskFile), options), namesFile };
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
function commonName(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => basename(path));
  if (others.length === 0) return first;
  const common = first
    .slice(0, commonLength(first, others))
    .replace(/\d*$/, '')
    .replace(/[-_. ]+$/, '');
  if (common !== '' && common !== 'part') return common;
  return basename(dirname(resolve(paths[0] ?? ''))) || first;
}

/** How much of its beginning a name shares with all others, in UTF-16 code units; no character is cut in two. */
function commonLength(name: string, others: readonly string[]): number {
  let length = 0;
  while (length < name.length && others.every((other) => other[length] === name[length])) length++;
  const cutsCharacter = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(name.slice(length - 1, length + 1));
  return cutsCharacter ? length - 1 : length;
}

/** A file on disk. */
export function diskFile(path: string): SourceFile {
  let first: Stats | undefined;
  // What was planned, previewed and confirmed is one state of the file: every reading is held to the first.
  const hold = (now: Stats | undefined) => {
    if (!now || !sameFile((first ??= now), now)) throw new SegmentChanged(basename(path));
  };
  const read = (start: number, highWaterMark: number, signal?: AbortSignal) =>
    readFile(path, hold, { start, highWaterMark, ...(signal && { signal }) });
  return {
    path,
    size: async () => (await stat(path)).size,
    read: (signal) => read(0, readBytes, signal),
    readFrom: (offset, signal) => read(offset, smallReadBytes, signal),
    state: async () => {
      const now = await stat(path);
      hold(now);
      return [now.size, now.mtimeMs, now.ino].join(' ');
    },
  };
}

async function* readFile(
  path: string,
  hold: (now: Stats | undefined) => void,
  options: { start: number; highWaterMark: number; signal?: AbortSignal },
): AsyncGenerator<Uint8Array> {
  // To open a pipe would wait for somebody to write to it. What is wrong with a folder is said when it is read.
  const kind = await stat(path);
  if (!kind.isFile() && !kind.isDirectory()) throw new NotAFile();
  const file = await open(path);
  try {
    hold(await file.stat());
    yield* chunksOf(file.createReadStream(options));
    hold(await stat(path).catch(() => undefined));
  } finally {
    await file.close();
  }
}

/** Whoever stops early waits until the file is closed: closing it a second time would not. */
async function* chunksOf(stream: ReadStream): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    if (!stream.closed) await once(stream, 'close').catch(() => undefined);
  }
}

function sameFile(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ino === after.ino;
}
