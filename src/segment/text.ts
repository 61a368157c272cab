// A file's bytes to its text: decompresses gzip, which is known by its content and not by its name, and decodes.
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Encoding } from '../model/sourceOptions';
import { decode } from './decode';
import { BadGzip } from './failures';
import { peek } from './peek';
import type { SourceFile } from './files';

/**
 * The text of a segment file, in pieces.
 * @throws NotUtf8, NotUtf16, UnmarkedUtf16, BadGzip, SegmentChanged; the signal's AbortError
 */
export function readText(
  file: Pick<SourceFile, 'read'>,
  encoding?: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  return decode(decompress(file.read(signal)), encoding, signal);
}

/** @throws BadGzip */
export function decompress(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  return peek(bytes, 2, (head, all) => (isGzip(Buffer.concat(head)) ? gunzip(all) : all));
}

/** @param head at least two bytes, if there are so many */
export function isGzip([a, b]: Uint8Array): boolean {
  return a === 0x1f && b === 0x8b;
}

async function* gunzip(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(bytes, { objectMode: false });
  const output = createGunzip({ chunkSize: 256 * 1024 });
  // `compose` and `pipeline` would wrap the input's own failures; here each side's error reaches the reader as it is.
  input.once('error', (error) => output.destroy(error));
  input.pipe(output);
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } catch (error) {
    throw gzipFailure(error);
  } finally {
    input.destroy();
    output.destroy();
  }
}

function gzipFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new BadGzip(true, error);
  return typeof code === 'string' && code.startsWith('Z_') ? new BadGzip(false, error) : error;
}
