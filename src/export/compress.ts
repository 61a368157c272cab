// The object's bytes: a file's chunks, compressed as its format says. The same text gives the same bytes however it is
// cut: there is no time and no operating system in them. Another version of zlib may compress it otherwise.
import { posix } from 'node:path';
import type { Format } from '../model/format';
import { gzip } from './gzip';
import type { Chunk } from './run';
import { zip } from './zip';

/** @param key the object's: a zip file's entry has its name */
export function compress(
  chunks: AsyncGenerator<Chunk>,
  format: Pick<Format, 'compression' | 'compressionLevel'>,
  key: string,
): AsyncGenerator<Chunk> {
  switch (format.compression) {
    case 'none':
      return chunks;
    case 'gzip':
      return gzip(chunks, format.compressionLevel);
    case 'zip':
      return zip(chunks, format.compressionLevel, posix.basename(key).replace(/\.zip$/i, ''));
  }
}
