// Bodies on disk. A piece is one file of bytes; an object has one, or one for each part that it was uploaded in, and
// copies share them. A piece's file goes when its last holder lets go, be it an object or a reader.
import { randomUUID } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type IncomingBody, receiveBody, type ReceivedBody, type ReceiveOptions } from './body';

export class Piece {
  #holders = 1;

  constructor(
    readonly path: string,
    readonly size: number,
  ) {}

  hold(): void {
    this.#holders++;
  }

  release(): void {
    if (--this.#holders === 0) rmSync(this.path, { force: true });
  }
}

/**
 * Writes a body to a file of its own, which nobody finds before an object or a part names it. Leaves nothing when the
 * body is refused, its sender goes away, or the disk is full.
 */
export async function receivePiece(
  directory: string,
  body: IncomingBody,
  options?: ReceiveOptions,
): Promise<ReceivedBody & { piece: Piece }> {
  const path = join(directory, randomUUID());
  const file = await open(path, 'wx');
  try {
    const received = await receiveBody(body, (bytes) => file.writeFile(bytes), options);
    await file.close();
    return { ...received, piece: new Piece(path, received.size) };
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(path, { force: true });
    throw error;
  }
}

/** The bytes from `start` to before `end` of the pieces laid end to end. Holds them until the stream is closed. */
export function readPieces(pieces: readonly Piece[], start: number, end: number): Readable {
  for (const piece of pieces) piece.hold();
  const stream = Readable.from(slices(pieces, start, end), { objectMode: false });
  stream.once('close', () => {
    for (const piece of pieces) piece.release();
  });
  return stream;
}

async function* slices(pieces: readonly Piece[], start: number, end: number): AsyncGenerator<Buffer, void> {
  let offset = 0;
  for (const { path, size } of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, size);
    if (from < to) yield* createReadStream(path, { start: from, end: to - 1 }) as AsyncIterable<Buffer>;
    offset += size;
  }
}
