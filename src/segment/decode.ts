// Bytes to text: UTF-8 or UTF-16, refusing what is neither, with the line of the first bad byte.
import { setImmediate } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import type { Encoding } from '../model/sourceOptions';
import { NotUtf16, NotUtf8, UnmarkedUtf16 } from './failures';
import { peek } from './peek';

/**
 * Larger pieces are cut, so that whoever cancels need not wait for one; text of this size also stays in the processor's
 * cache until its records are parsed, which takes a fifth less time than with 1 MiB.
 */
const pieceBytes = 64 * 1024;
/** The first piece is smaller, and each behind it twice as large: whoever wants the first rows only gets them sooner. */
const firstPieceBytes = 8 * 1024;

/**
 * The text in pieces, without its byte-order mark.
 * @param encoding default: UTF-16 where a byte-order mark says so, else UTF-8
 * @throws NotUtf8, NotUtf16, UnmarkedUtf16; the signal's AbortError
 */
export function decode(
  bytes: AsyncGenerator<Uint8Array>,
  encoding?: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  return peek(bytes, 4, (head, all) =>
    decodeAll(all, new PieceDecoder(encoding ?? detectEncoding(Buffer.concat(head))), signal),
  );
}

/**
 * The text of UTF-8 that begins within a file, at a whole character: there a byte-order mark is a character.
 * @param line of the file that it begins in
 * @throws NotUtf8; the signal's AbortError
 */
export function decodeFrom(
  bytes: AsyncGenerator<Uint8Array>,
  line: number,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  return decodeAll(bytes, new PieceDecoder('utf-8', line), signal);
}

async function* decodeAll(
  bytes: AsyncGenerator<Uint8Array>,
  decoder: PieceDecoder,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  let length = firstPieceBytes;
  for await (const chunk of bytes) {
    for (let from = 0, to: number; from < chunk.length; from = to) {
      // A turn of the event loop: only there can a cancel arrive.
      if (from > 0) await setImmediate();
      signal?.throwIfAborted();
      to = from + length;
      length = Math.min(length * 2, pieceBytes);
      const text = decoder.decode(chunk.subarray(from, to));
      if (text !== '') yield text;
    }
  }
  decoder.end();
}

/** What a byte-order mark says, of UTF-16. @param head at least two bytes, if there are so many */
export function markedUtf16([a, b]: Uint8Array): Encoding | undefined {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

function detectEncoding(head: Uint8Array): Encoding {
  const marked = markedUtf16(head);
  if (marked) return marked;
  // ASCII characters have a zero byte in UTF-16.
  if (head.subarray(0, 4).includes(0)) throw new UnmarkedUtf16();
  return 'utf-8';
}

/** Decodes piece by piece, whole characters at a time. */
class PieceDecoder {
  private decoder: TextDecoder;
  /** The beginning of a character that the next piece ends. */
  private rest: Uint8Array = new Uint8Array();
  private line: number;
  private atBeginning: boolean;

  /** @param line the line that the text begins in, where that is not the beginning of a file */
  constructor(
    private readonly encoding: Encoding,
    line?: number,
  ) {
    this.decoder = newDecoder(encoding);
    this.line = line ?? 1;
    this.atBeginning = line === undefined;
  }

  decode(piece: Uint8Array): string {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    const whole = bytes.length - incompleteBytes(bytes, this.encoding);
    this.rest = bytes.subarray(whole);
    const text = this.withoutMark(this.decodeWhole(bytes.subarray(0, whole)));
    this.line += lineBreaks(text);
    return text;
  }

  /** @throws NotUtf8, NotUtf16 when the text ends inside a character */
  end(): void {
    if (this.rest.length > 0) throw this.failure(this.line);
  }

  private decodeWhole(bytes: Uint8Array): string {
    const text = this.tryDecode(bytes);
    if (text === undefined) throw this.failure(this.line + lineBreaks(this.longestGood(bytes)));
    return text;
  }

  private tryDecode(bytes: Uint8Array): string | undefined {
    try {
      // It is handed whole characters only; as a stream it is more than twice as fast.
      return this.decoder.decode(bytes, { stream: true });
    } catch {
      this.decoder = newDecoder(this.encoding);
      return undefined;
    }
  }

  /** The text before the first bad character: found by halving, as the decoder does not tell. */
  private longestGood(bytes: Uint8Array): string {
    let [good, bad, text] = [0, bytes.length, ''];
    while (bad - good > 1) {
      const middle = Math.floor((good + bad) / 2);
      const start = bytes.subarray(0, middle);
      const tried = this.tryDecode(start.subarray(0, middle - incompleteBytes(start, this.encoding)));
      if (tried === undefined) bad = middle;
      else [good, text] = [middle, tried];
    }
    return text;
  }

  private withoutMark(text: string): string {
    if (!this.atBeginning || text === '') return text;
    this.atBeginning = false;
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  private failure(line: number): NotUtf8 | NotUtf16 {
    return this.encoding === 'utf-8' ? new NotUtf8(line) : new NotUtf16(line);
  }
}

function newDecoder(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

/** How many bytes at the end begin a character that is not there completely. */
function incompleteBytes(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8') return incompleteUtf8(bytes);
  const half = bytes.length % 2;
  const upper = bytes.at(-half - (encoding === 'utf-16le' ? 1 : 2)) ?? 0;
  const isHighSurrogate = bytes.length > 1 && (upper & 0xfc) === 0xd8;
  return isHighSurrogate ? half + 2 : half;
}

function incompleteUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes.at(-back) ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return utf8Length(byte) > back ? back : 0;
  }
  return 0;
}

/** Of the character that a byte begins. */
function utf8Length(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
