// Exports for the tests: bytes that differ everywhere, in chunks of odd sizes.
import { createHash } from 'node:crypto';
import { Digest, type Figures } from '../../../src/export/digest';
import type { Chunk } from '../../../src/export/run';
import type { FileUpload } from '../../../src/delivery/upload';

/** Bytes of a fixed pattern that does not repeat within a part. */
export function pattern(size: number): Buffer {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let i = 0, word = 1; i < words.length; i++) words[i] = word = (word * 1664525 + 1013904223) >>> 0;
  return Buffer.from(words.buffer).subarray(0, size);
}

/** Each chunk counts as one row. */
export async function* inChunks(bytes: Uint8Array, size = 1_000_003): AsyncGenerator<Chunk> {
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve({ bytes: bytes.subarray(start, start + size), rows: 1 });
  }
}

export function exportOf(bytes: Uint8Array, key = 'daily/export.csv'): FileUpload {
  const headers = { ContentType: 'text/csv; charset=utf-8' };
  return { key, condition: { IfNoneMatch: '*' }, headers, chunks: inChunks(bytes) };
}

export function figuresOf(bytes: Uint8Array): Figures {
  const digest = new Digest();
  digest.update(bytes);
  return digest.figures();
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
