// A zip file of one entry, written as a stream: sizes follow the content in a data descriptor, and are of eight bytes
// (zip64) only when four do not hold them, as Go's and Java's writers do. Source: PKWARE's APPNOTE.TXT, section 4.
import { deflate, type Deflated } from './deflate';
import { littleEndian } from './littleEndian';
import type { Chunk } from './run';

/** Deflate; sizes in a data descriptor (bit 3), the name in UTF-8 (bit 11); 1 January 1980, the first day of zip. */
const method = [
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x0021],
] as const;
/** What a field of four bytes holds when the value stands in its zip64 field. */
const elsewhere = 0xffffffff;

/**
 * @param level from 1 to 9
 * @param name of the entry
 */
export async function* zip(chunks: AsyncIterable<Chunk>, level: number, name: string): AsyncGenerator<Chunk> {
  yield { bytes: zipHead(name), rows: 0 };
  const content = yield* deflate(chunks, level);
  yield { bytes: zipTail(name, content), rows: 0 };
}

/** Before the content: the local file header. */
function zipHead(name: string): Buffer {
  const nameBytes = Buffer.from(name);
  const unknown = [4, 0] as const;
  return Buffer.concat([
    littleEndian(
      [4, 0x04034b50],
      [2, 20],
      ...method,
      unknown,
      unknown,
      unknown,
      [2, nameBytes.length],
      [2, 0],
    ),
    nameBytes,
  ]);
}

/** After the content: data descriptor, central directory, and the end of it. */
export function zipTail(name: string, { crc32, size, compressedSize }: Deflated): Buffer {
  const nameBytes = Buffer.from(name);
  const large = size >= elsewhere || compressedSize >= elsewhere;
  const width = large ? 8 : 4;
  const descriptor = littleEndian([4, 0x08074b50], [4, crc32], [width, compressedSize], [width, size]);
  const sizes = large ? littleEndian([2, 1], [2, 16], [8, size], [8, compressedSize]) : Buffer.alloc(0);
  const version = large ? 45 : 20;
  const entry = Buffer.concat([
    littleEndian(
      ...([[4, 0x02014b50], [2, version], [2, version], ...method, [4, crc32]] as const),
      ...([
        [4, large ? elsewhere : compressedSize],
        [4, large ? elsewhere : size],
      ] as const),
      ...([
        [2, nameBytes.length],
        [2, sizes.length],
      ] as const),
      // Neither comment nor attributes; on the first disk; the local header is at 0.
      ...([
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, 0],
      ] as const),
    ),
    nameBytes,
    sizes,
  ]);
  const start = zipHead(name).length + compressedSize + descriptor.length;
  return Buffer.concat([descriptor, entry, directoryEnd(start, entry.length)]);
}

/** @param start where the central directory begins; @param length of it, in bytes */
function directoryEnd(start: number, length: number): Buffer {
  const large = start >= elsewhere;
  const end = littleEndian(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, 1],
      [2, 1],
    ] as const),
    ...([
      [4, length],
      [4, large ? elsewhere : start],
      [2, 0],
    ] as const),
  );
  if (!large) return end;
  const end64 = littleEndian(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, 1],
      [8, 1],
      [8, length],
      [8, start],
    ] as const),
  );
  const locator = littleEndian([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]);
  return Buffer.concat([end64, locator, end]);
}
