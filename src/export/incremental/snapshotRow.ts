// What a snapshot keeps of a row, and many of them as a block: keys front-coded, which leaves out what a key has in common
// with the one before it, and compressed; then the hashes, which nothing makes smaller.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { littleEndian } from '../littleEndian';
import { packKey, unpackKey } from './packedKey';

export interface SnapshotRow {
  /** As `keyText` gives it. */
  readonly key: string;
  /** Of what kind each value of the key is: a digit for each. */
  readonly kinds: string;
  /** Of the row's text, in hexadecimal digits; empty where rows are known by their keys alone. */
  readonly hash: string;
}

/** Of each block: how many rows, and how many bytes of keys follow. */
export const blockHeaderBytes = 8;

/** @param rows in the order of their keys, at least one */
export function encodeBlock(rows: readonly SnapshotRow[]): Buffer {
  const [shared, own, kinds]: [number[], number[], string[]] = [[], [], []];
  const ends: Buffer[] = [];
  let before: Buffer = Buffer.alloc(0);
  for (const row of rows) {
    const packed = packKey(row.key);
    const common = commonLength(before, packed);
    pushNumber(shared, common);
    pushNumber(own, packed.length - common);
    kinds.push(row.kinds);
    ends.push(packed.subarray(common));
    before = packed;
  }
  const keys = deflateRawSync(
    Buffer.concat([Buffer.from([...shared, ...own]), Buffer.from(kinds.join('')), ...ends]),
  );
  const hashes = Buffer.from(rows.map(({ hash }) => hash).join(''), 'hex');
  return Buffer.concat([littleEndian([4, rows.length], [4, keys.length]), keys, hashes]);
}

/**
 * @param count how many rows there are @param keys as many bytes as the header says, and the hashes
 * @param width how many values a key has
 */
export function decodeBlock(count: number, keys: Buffer, hashes: Buffer, width: number): SnapshotRow[] {
  const bytes = new Numbers(inflateRawSync(keys));
  const shared = bytes.take(count);
  const own = bytes.take(count);
  let kindsAt = bytes.at;
  let endAt = kindsAt + count * width;
  const hashBytes = hashes.length / count;
  let before = Buffer.alloc(0);
  return shared.map((common, index) => {
    const end = endAt + (own[index] ?? 0);
    before = Buffer.concat([before.subarray(0, common), bytes.bytes.subarray(endAt, end)]);
    endAt = end;
    const kinds = bytes.bytes.toString('latin1', kindsAt, (kindsAt += width));
    const hash = hashes.toString('hex', index * hashBytes, (index + 1) * hashBytes);
    return { key: unpackKey(before), kinds, hash };
  });
}

function commonLength(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length++;
  return length;
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function pushNumber(bytes: number[], number: number): void {
  let rest = number;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  bytes.push(rest);
}

class Numbers {
  at = 0;

  constructor(readonly bytes: Buffer) {}

  take(count: number): number[] {
    return Array.from({ length: count }, () => this.next());
  }

  private next(): number {
    let [number, unit] = [0, 1];
    for (; ; unit *= 0x80) {
      const byte = this.bytes[this.at++] ?? 0;
      number += (byte % 0x80) * unit;
      if (byte < 0x80) return number;
    }
  }
}
