// The content of a zip file of one entry, as ./../zip writes it, read as a stream: what is no zip file stays as it is.
// Source: PKWARE's APPNOTE.TXT, section 4.3.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { peek } from '../../segment/peek';

const localHeader = 0x04034b50;
const localHeaderBytes = 30;
const deflated = 8;

/** A zip file with an entry that is not deflated. */
export class BadZip extends Error {}

/** @throws BadZip, and what zlib throws */
export function unzipped(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  return peek(bytes, localHeaderBytes, (head, all) => {
    const start = Buffer.concat(head);
    return start.length >= localHeaderBytes && start.readUInt32LE(0) === localHeader
      ? inflate(all, start)
      : all;
  });
}

async function* inflate(bytes: AsyncGenerator<Uint8Array>, head: Buffer): AsyncGenerator<Uint8Array> {
  if (head.readUInt16LE(8) !== deflated) throw new BadZip('The entry is not deflated.');
  const content = localHeaderBytes + head.readUInt16LE(26) + head.readUInt16LE(28);
  const input = Readable.from(without(bytes, content), { objectMode: false });
  const output = createInflateRaw({ chunkSize: 256 * 1024 });
  input.once('error', (error) => output.destroy(error));
  input.pipe(output);
  try {
    // It ends where the deflated data do, whatever stands behind them.
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    input.destroy();
    output.destroy();
  }
}

/** Leaves out so many bytes at the beginning. */
async function* without(bytes: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of bytes) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}
