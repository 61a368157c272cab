// The disk as a file system, and files on it that are read many times: each reading notices when one changes under it.
import { once } from 'node:events';
import { createReadStream, type ReadStream, type Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import paths from 'node:path';
import { NotAFile, SegmentChanged } from './failures';
import type { Files, SourceFile } from './files';

/** Large reads: Node's default of 64 KiB reads a cached file at half the speed. */
const readBytes = 1024 * 1024;
/** Where it is read from within: what `decode` hands on at once. */
const smallReadBytes = 64 * 1024;

/** The empty path is the working directory. */
export const disk: Files = {
  paths,
  isThere: (path) =>
    stat(path).then(
      () => true,
      () => false,
    ),
  isFile: async (path) => (await stat(path)).isFile(),
  namesIn: (folder) => readdir(folder === '' ? '.' : folder),
  open: (path) => diskFile(path),
  readSmall: async (path, most) => {
    const pieces: Buffer[] = [];
    // `end` is the last byte that is read. A file's size is not asked for: a pipe has none.
    for await (const piece of createReadStream(path, { end: most - 1 })) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  },
};

/** A file on disk. @param path what it is called. Default: where it lies */
export function diskFile(place: string, path = place): SourceFile {
  let first: Stats | undefined;
  // What was planned, previewed and confirmed is one state of the file: every reading is held to the first.
  const hold = (now: Stats | undefined) => {
    if (!now || !sameFile((first ??= now), now)) throw new SegmentChanged(paths.basename(path));
  };
  const look = async () => {
    const now = await stat(place);
    hold(now);
    return now;
  };
  const read = (start: number, highWaterMark: number, signal?: AbortSignal) =>
    readFile(place, hold, { start, highWaterMark, ...(signal && { signal }) });
  return {
    path,
    size: async () => (await stat(place)).size,
    read: (signal) => read(0, readBytes, signal),
    readFrom: (offset, signal) => read(offset, smallReadBytes, signal),
    state: async () => {
      const { size, mtimeMs, ino } = await look();
      return [size, mtimeMs, ino].join(' ');
    },
    changedAt: async () => (await look()).mtime,
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
