// An index as bytes on disk: what it is and its version, the numbers, and a digest of it all. It stays on the machine that
// wrote it, so its numbers are in the order of this machine's bytes.
import { createHash } from 'node:crypto';
import type { IndexContent } from './sourceIndex';

/** Goes up when older indexes would be read wrongly, or their places are no longer where records begin. */
export const indexVersion = 1;

const kind = 0x53334458;
const digestBytes = 32;
/** Kind, version, whether it is complete, records, bytes, places, files. */
const headNumbers = 7;

export function writeIndex(content: IndexContent): Uint8Array {
  const { offsets, lines, recordNumbers, fileStarts, complete, records, bytesRead } = content;
  const head = [kind, indexVersion, Number(complete), records, bytesRead, offsets.length, fileStarts.length];
  const parts = [Float64Array.from(head), offsets, lines, recordNumbers, fileStarts].map(bytesOf);
  return Buffer.concat([...parts, digestOf(parts)]);
}

/** Undefined for anything but what `writeIndex` of this version wrote. */
export function readIndex(bytes: Uint8Array): IndexContent | undefined {
  if (bytes.length < headNumbers * 8 + digestBytes) return undefined;
  const content = bytes.subarray(0, -digestBytes);
  if (!digestOf([content]).equals(bytes.subarray(-digestBytes))) return undefined;
  // A copy, because numbers must lie at a multiple of their size.
  const { buffer } = Uint8Array.from(content);
  const [is, version, complete, records = 0, bytesRead = 0, places = 0, files = 0] = new Float64Array(
    buffer,
    0,
    headNumbers,
  );
  if (is !== kind || version !== indexVersion) return undefined;
  let at = headNumbers * 8 + places * 8;
  const next = (count: number) => new Uint32Array(buffer.slice(at, (at += count * 4)));
  return {
    ...{ complete: complete === 1, records, bytesRead },
    offsets: new Float64Array(buffer.slice(headNumbers * 8, at)),
    lines: next(places),
    recordNumbers: next(places),
    fileStarts: next(files),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function digestOf(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
