// Bytes to text: decompresses gzip (known by its content, not its name) and decodes UTF-8, refusing what is neither.
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { BadGzip, NotUtf8, Utf16 } from './failures';
import type { Source } from './source';

/**
 * The text of a segment file, in pieces.
 * @throws Utf16, NotUtf8, BadGzip, SegmentChanged
 */
export async function* readText(source: Source, signal?: AbortSignal): AsyncGenerator<string> {
  yield* decode(decompress(source.read(signal)));
}

async function* decompress(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await bytes.next();
  const all = startingWith(first, bytes);
  if (first.done || first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* all;
  else yield* gunzip(all);
}

async function* startingWith<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
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

async function* decode(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  let first = true;
  for await (const chunk of bytes) {
    if (first && looksLikeUtf16(chunk)) throw new Utf16();
    first = false;
    const text = decodeChunk(decoder, chunk, lines);
    lines += newlines(text);
    if (text !== '') yield text;
  }
  decodeChunk(decoder, undefined, lines);
}

function decodeChunk(decoder: TextDecoder, chunk: Uint8Array | undefined, lines: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    const good = new TextDecoder().decode(chunk).split('\uFFFD', 1)[0] ?? '';
    throw new NotUtf8(lines + newlines(good));
  }
}

/** By its byte-order mark, or by the zero bytes that ASCII characters have in UTF-16. */
function looksLikeUtf16(head: Uint8Array): boolean {
  const [a, b] = head;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || head.subarray(0, 4).includes(0);
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
