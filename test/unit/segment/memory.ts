// Segments in memory, in pieces as a test wants them.
import type { SourceOptions } from '../../../src/model/sourceOptions';
import type { SourceFile } from '../../../src/segment/files';
import { sourceOf, type Source } from '../../../src/segment/source';

export function memoryFile(path: string, pieces: readonly Uint8Array[]): SourceFile {
  return {
    path,
    size: () => Promise.resolve(pieces.reduce((sum, { length }) => sum + length, 0)),
    async *read() {
      await Promise.resolve();
      yield* pieces;
    },
    async *readFrom(offset) {
      await Promise.resolve();
      let skip = offset;
      for (const piece of pieces) {
        yield piece.subarray(skip);
        skip = Math.max(0, skip - piece.length);
      }
    },
    state: () => Promise.resolve(''),
    changedAt: () => Promise.resolve(new Date(0)),
  };
}

/** A segment of one file. */
export function memorySource(path: string, content: string | Uint8Array, options?: SourceOptions): Source {
  return sourceOf(path, [memoryFile(path, [Buffer.from(content as string)])], options);
}

/** Cuts at places that may lie anywhere, also twice at the same: then there is an empty piece. */
export function cut<T extends string | Uint8Array>(whole: T, at: readonly number[]): T[] {
  const places = [...at.map((place) => place % (whole.length + 1)), 0, whole.length].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => whole.slice(places[index], place) as T);
}

/** In UTF-16, big-endian. */
export function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
