// A gzip file of one member (RFC 1952), with a header of our own: Node's names the operating system it runs on.
import { deflate } from './deflate';
import { littleEndian } from './littleEndian';
import type { Chunk } from './run';

/** Deflate, no flags, no time, no extra flags, operating system unknown. */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** @param level from 1 to 9 */
export async function* gzip(chunks: AsyncIterable<Chunk>, level: number): AsyncGenerator<Chunk> {
  yield { bytes: header, rows: 0 };
  const { crc32, size } = yield* deflate(chunks, level);
  yield { bytes: littleEndian([4, crc32], [4, size % 2 ** 32]), rows: 0 };
}
