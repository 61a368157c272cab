// The object's bytes: an export's chunks, compressed as its format says. The same chunks give the same bytes: there is no
// time, no file system and no platform in them.
import { posix } from 'node:path';
import type { Plan } from '../model/plan';
import { gzip } from './gzip';
import type { Chunk } from './run';
import { zip } from './zip';

export function compress(chunks: AsyncGenerator<Chunk>, { format, key }: Plan): AsyncGenerator<Chunk> {
  switch (format.compression) {
    case 'none':
      return chunks;
    case 'gzip':
      return gzip(chunks, format.compressionLevel);
    case 'zip':
      return zip(chunks, format.compressionLevel, posix.basename(key).replace(/\.zip$/i, ''));
  }
}
