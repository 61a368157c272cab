// A body that goes to the network piece by piece. The next piece is asked for only when the network has taken those before.
import { Readable } from 'node:stream';

/**
 * @param pieceSize in bytes
 * @param onPiece is told where each piece begins and ends, before it goes
 */
export function inPieces(
  bytes: Uint8Array,
  pieceSize: number,
  onPiece: (start: number, end: number) => void = () => undefined,
): Readable {
  return Readable.from(pieces(bytes, pieceSize, onPiece), { objectMode: false, highWaterMark: 1 });
}

function* pieces(
  bytes: Uint8Array,
  pieceSize: number,
  onPiece: (start: number, end: number) => void,
): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceSize) {
    const end = Math.min(start + pieceSize, bytes.length);
    onPiece(start, end);
    yield bytes.subarray(start, end);
  }
}
