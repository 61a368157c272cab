// A network link of limited speed, and reading and writing whole messages over it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** In bytes: the pieces in which an answer goes over a slow link. */
const pieceSize = 16 * 1024;

export class Link {
  /** All that goes over the link together, in either direction. Undefined: as fast as it goes. */
  bytesPerSecond: number | undefined;
  #free = 0;

  /** Waits until so many bytes have gone over the link, after all that were before them. */
  async carry(bytes: number): Promise<void> {
    if (this.bytesPerSecond === undefined) return;
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + (bytes / this.bytesPerSecond) * 1000;
    await sleep(this.#free - now);
  }

  /** Reads a whole body. Its sender is not let go faster than the link is. */
  async read(message: IncomingMessage): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of message as AsyncIterable<Buffer>) {
      pieces.push(piece);
      await this.carry(piece.length);
    }
    return Buffer.concat(pieces);
  }

  async write(response: ServerResponse, body: Buffer): Promise<void> {
    for (let start = 0; start < body.length; start += pieceSize) {
      const piece = body.subarray(start, start + pieceSize);
      await this.carry(piece.length);
      response.write(piece);
    }
  }
}
