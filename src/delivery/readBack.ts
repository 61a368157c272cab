// Reading an object back whole, to compare its content with what was sent, or with what is to be sent next. It is streamed:
// memory does not grow with it.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { cancelledBy, throwIfCancelled } from './cancelling';
import type { Connection } from './connection';

export interface ReadBackOptions {
  readonly signal?: AbortSignal | undefined;
  /** How many bytes have been read. */
  readonly onProgress?: ((bytesRead: number) => void) | undefined;
}

/** How often an answer may break off. */
const maxBreaks = 5;

/**
 * The SHA-256 of what the bucket holds under a key.
 * @param bytes the object's size
 * @throws AbortError when cancelled, otherwise what the SDK throws
 */
export async function contentSha256(
  connection: Connection,
  key: string,
  bytes: number,
  options: ReadBackOptions = {},
): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readContent(connection, key, bytes, options)) hash.update(piece);
  return hash.digest('hex');
}

/** The content, of which contentSha256 is. An answer that breaks off is gone on with from where it did. */
export async function* readContent(
  connection: Connection,
  key: string,
  bytes: number,
  { signal, onProgress }: ReadBackOptions = {},
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for (let breaks = 0; read < bytes;) {
    const start = read;
    try {
      const pieces: AsyncIterable<Uint8Array> = await readFrom(connection, key, start, signal);
      for await (const piece of pieces) {
        read += piece.length;
        yield piece;
        onProgress?.(read);
      }
      if (read === start) throw new Error('The answer ended before its first byte.');
    } catch (error) {
      throwIfCancelled(signal);
      // A request that brings nothing at all was sent again by the SDK already.
      if (read === start || ++breaks > maxBreaks) throw error;
    }
  }
}

async function readFrom(
  { client, destination }: Connection,
  key: string,
  start: number,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  const { GetObjectCommand } = await import('./sdk');
  const command = new GetObjectCommand({
    Bucket: destination.bucket,
    Key: key,
    Range: `bytes=${start}-`,
  });
  const { Body, ContentRange } = await client.send(command, cancelledBy(signal));
  // A store that takes no notice of ranges begins again, which would be hashed twice.
  if (start > 0 && !ContentRange?.startsWith(`bytes ${start}-`))
    throw new Error('The store keeps no ranges.');
  return Body as Readable;
}
