// Chunks through deflate (RFC 1951), which gzip and zip both wrap. Streamed: memory is a few chunks.
import { createDeflateRaw } from 'node:zlib';
import { continueCrc32 } from './digest';
import type { Chunk } from './run';

/** What a container says about its content. */
export interface Deflated {
  /** Of the content before compression. */
  readonly crc32: number;
  /** In bytes, before compression. */
  readonly size: number;
  /** In bytes. */
  readonly compressedSize: number;
}

/**
 * Compresses chunks. The rows of a piece are those that went in since the piece before it, so that their sum is right and
 * progress is a little ahead at most.
 * @param level from 1 to 9. With 0 the bytes would depend on how the chunks are cut.
 */
export async function* deflate(chunks: AsyncIterable<Chunk>, level: number): AsyncGenerator<Chunk, Deflated> {
  const stream = createDeflateRaw({ level });
  const ready: Buffer[] = [];
  stream.on('data', (piece: Buffer) => ready.push(piece));
  // Told by the promises below; without a listener it would end the process.
  stream.on('error', () => undefined);
  let [checksum, size, compressedSize, rows] = [0, 0, 0, 0];
  const take = (): Chunk => {
    const piece = { bytes: Buffer.concat(ready.splice(0)), rows };
    compressedSize += piece.bytes.length;
    rows = 0;
    return piece;
  };
  try {
    for await (const chunk of chunks) {
      await new Promise<void>((resolve, reject) => {
        stream.write(chunk.bytes, (error) => (error ? reject(error) : resolve()));
      });
      checksum = continueCrc32(chunk.bytes, checksum);
      size += chunk.bytes.length;
      rows += chunk.rows;
      if (ready.length > 0) yield take();
    }
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve).once('error', reject).end();
    });
    yield take();
    return { crc32: checksum, size, compressedSize };
  } finally {
    stream.destroy();
  }
}
