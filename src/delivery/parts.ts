// Cuts a stream of chunks into the parts of an upload, in buffers that are used again.
import type { Chunk } from '../export/run';

export interface Part {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  readonly rows: number;
}

const MiB = 1024 * 1024;
/** S3's limit. Source: "Amazon S3 multipart upload limits" in its User Guide. */
const maxParts = 10_000;
/** In bytes. */
export const defaultPartSize = 8 * MiB;

/**
 * How large each part is, such that the parts suffice. With a known total, every part has the same size: the least
 * memory. Without, the size doubles with every thousand parts, which is 8.6 TB for a first part of 8 MiB.
 * @param first size of the first part, in bytes; more when a known total needs more
 * @param total size of the whole export in bytes, if known
 */
export function partSizes(first: number, total?: number): (number: number) => number {
  if (total === undefined) return (number) => first * 2 ** Math.floor((number - 1) / 1000);
  const even = Math.max(first, Math.ceil(total / maxParts));
  return () => even;
}

/** Buffers of parts that were sent, to be filled again. */
export class PartBuffers {
  readonly #free: Buffer[] = [];

  take(size: number): Buffer {
    const buffer = this.#free.pop();
    return buffer?.length === size ? buffer : Buffer.allocUnsafeSlow(size);
  }

  /** Takes back the buffer of a part that nobody reads any more. */
  giveBack(buffer: Buffer): void {
    this.#free.push(buffer);
  }
}

/**
 * Fills one part after the other. Every part is full but the last; an empty source gives one empty part. The source
 * is read only while a part is being asked for.
 */
export async function* collectParts(
  chunks: AsyncIterable<Chunk>,
  sizeOf: (number: number) => number,
  buffers: PartBuffers,
): AsyncGenerator<Part> {
  let number = 1;
  let buffer: Buffer | undefined;
  let filled = 0;
  let rows = 0;
  for await (const chunk of chunks) {
    let taken = 0;
    do {
      buffer ??= buffers.take(sizeOf(number));
      const end = Math.min(chunk.bytes.length, taken + buffer.length - filled);
      buffer.set(chunk.bytes.subarray(taken, end), filled);
      filled += end - taken;
      taken = end;
      if (taken === chunk.bytes.length) rows += chunk.rows;
      if (filled === buffer.length) {
        yield { number, bytes: buffer, rows };
        number++;
        buffer = undefined;
        filled = rows = 0;
      }
    } while (taken < chunk.bytes.length);
  }
  if (filled > 0 || number === 1)
    yield { number, bytes: buffer?.subarray(0, filled) ?? Buffer.alloc(0), rows };
}
