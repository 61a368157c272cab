// What cannot be read from the middle, gzip and UTF-16, as what can: a working copy in plain UTF-8.
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoding } from '../model/sourceOptions';
import { decode, markedUtf16 } from './decode';
import { peek } from './peek';
import { failingIn } from './records';
import { diskFile } from './disk';
import type { SourceFile } from './files';
import { sourceOf, type Source } from './source';
import { decompress, isGzip } from './text';

/**
 * The source itself when all its files are plain UTF-8, else one with copies instead of those that are not. Failures name
 * the same files and lines, and that an original changed is noticed. The caller removes the folder at the end.
 * @param folder for the copies, which only this person can read; made when it is not there
 * @param onProgress is told how much of the originals has been read, 0 to 100
 * @throws BadGzip, NotUtf16, UnmarkedUtf16, SegmentChanged; what the file system throws; the signal's AbortError. Then no
 * copy is left
 */
export async function plainSource(
  source: Source,
  folder: string,
  signal?: AbortSignal,
  onProgress?: (percent: number) => void,
): Promise<Source> {
  const { encoding } = source.options;
  const arePlain = await Promise.all(source.files.map((file) => isPlain(source, file)));
  const originals = source.files.filter((_, number) => !arePlain[number]);
  if (originals.length === 0) return source;
  const sizes = await Promise.all(originals.map((file) => file.size()));
  const inAll = sizes.reduce((sum, size) => sum + size, 0);
  let read = 0;
  const onRead = (bytes: number) => onProgress?.((100 * (read += bytes)) / inAll);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = await mkdtemp(join(folder, 'copy-'));
  try {
    const copies = new Map<SourceFile, SourceFile>();
    for (const [number, file] of originals.entries()) {
      const path = join(own, String(number));
      const bytes = plainBytes({ ...file, read: (by) => counted(file.read(by), onRead) }, encoding, signal);
      await write(path, failingIn(source, file, bytes));
      copies.set(file, copyOf(file, diskFile(path)));
    }
    const files = source.files.map((file) => copies.get(file) ?? file);
    return { ...source, ...sourceOf(source.name, files, { ...source.options, encoding: 'utf-8' }) };
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    throw error;
  }
}

/** Whether a file is UTF-8, or nothing that could be read, and not compressed. */
async function isPlain(source: Source, file: SourceFile): Promise<boolean> {
  for await (const head of failingIn(source, file, peek(file.readFrom(0), 2, headOf)))
    return !isGzip(head) && (source.options.encoding ?? markedUtf16(head) ?? 'utf-8') === 'utf-8';
  return true;
}

async function* headOf(head: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.concat(head));
}

function plainBytes(
  file: SourceFile,
  encoding: Encoding | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  return peek(decompress(file.read(signal)), 2, (head, all) => {
    const found = encoding ?? markedUtf16(Buffer.concat(head));
    return found === undefined || found === 'utf-8' ? all : toUtf8(decode(all, found, signal));
  });
}

/** Begins with a mark: what is behind one in UTF-16 may look like another. */
async function* toUtf8(text: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  yield Buffer.from('\uFEFF');
  for await (const piece of text) yield Buffer.from(piece);
}

async function* counted(
  bytes: AsyncGenerator<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    onRead(piece.length);
    yield piece;
  }
}

async function write(path: string, bytes: AsyncGenerator<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of bytes) await file.appendFile(piece);
  } finally {
    await file.close();
  }
}

/** A copy under its original's name, as long as that is what it was. */
function copyOf(original: SourceFile, copy: SourceFile): SourceFile {
  return {
    path: original.path,
    size: () => copy.size(),
    state: () => original.state(),
    changedAt: () => original.changedAt(),
    read: (signal) => whileUnchanged(() => original.state(), copy.read(signal)),
    readFrom: (offset, signal) => whileUnchanged(() => original.state(), copy.readFrom(offset, signal)),
  };
}

/** What is read of a copy. @param state of the original: throws when that is no longer what it was */
export async function* whileUnchanged(
  state: () => Promise<unknown>,
  bytes: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  await state();
  yield* bytes;
  await state();
}
