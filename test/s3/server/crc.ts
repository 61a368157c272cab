// The three cyclic redundancy checks of S3: CRC32 (Node's own), CRC32C and CRC64NVME by table, and the rule that
// combines the checks of two neighbouring runs of bytes into the check of both. Written here and not borrowed from
// the SDK, so that the client under test and the endpoint check each other.
import { crc32 } from 'node:zlib';

/** A running check over a sequence of bytes. */
export interface Hasher {
  update(chunk: Uint8Array): void;
  digest(): Buffer;
}

/** A reflected polynomial, its width in bits. */
interface Polynomial {
  readonly bits: number;
  readonly value: bigint;
}

export const CRC32: Polynomial = { bits: 32, value: 0xedb88320n };
export const CRC32C: Polynomial = { bits: 32, value: 0x82f63b78n };
export const CRC64NVME: Polynomial = { bits: 64, value: 0x9a6c9329ac4bc9b5n };

function tableOf({ value }: Polynomial): bigint[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let rest = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) rest = rest & 1n ? (rest >> 1n) ^ value : rest >> 1n;
    return rest;
  });
}

const TABLE_32C = Uint32Array.from(tableOf(CRC32C), Number);
const TABLE_64_LOW = Uint32Array.from(tableOf(CRC64NVME), (entry) => Number(entry & 0xffffffffn));
const TABLE_64_HIGH = Uint32Array.from(tableOf(CRC64NVME), (entry) => Number(entry >> 32n));

function bytes(high: number, low?: number): Buffer {
  const words = low === undefined ? [high] : [high, low];
  const result = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => result.writeUInt32BE(word >>> 0, 4 * index));
  return result;
}

export class Crc32Hasher implements Hasher {
  #state = 0;

  update(chunk: Uint8Array): void {
    this.#state = crc32(chunk, this.#state);
  }

  digest(): Buffer {
    return bytes(this.#state);
  }
}

export class Crc32cHasher implements Hasher {
  #state = ~0;

  update(chunk: Uint8Array): void {
    let state = this.#state;
    for (const byte of chunk) state = (state >>> 8) ^ (TABLE_32C[(state ^ byte) & 255] ?? 0);
    this.#state = state;
  }

  digest(): Buffer {
    return bytes(~this.#state);
  }
}

/** JavaScript has no 64-bit integers that are fast: the state is kept in two halves. */
export class Crc64NvmeHasher implements Hasher {
  #high = ~0;
  #low = ~0;

  update(chunk: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    for (const byte of chunk) {
      const index = (low ^ byte) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (TABLE_64_LOW[index] ?? 0);
      high = (high >>> 8) ^ (TABLE_64_HIGH[index] ?? 0);
    }
    this.#high = high;
    this.#low = low;
  }

  digest(): Buffer {
    return bytes(~this.#high, ~this.#low);
  }
}

/** The product of two reflected polynomials, modulo the check's own. */
function multiply(polynomial: Polynomial, left: bigint, right: bigint): bigint {
  let product = 0n;
  for (let bit = 1n << BigInt(polynomial.bits - 1); bit > 0n; bit >>= 1n) {
    if (left & bit) product ^= right;
    right = right & 1n ? (right >> 1n) ^ polynomial.value : right >> 1n;
  }
  return product;
}

/** What appending `length` zero bytes does to a check: the factor x^(8·length), by repeated squaring. */
function shiftBy(polynomial: Polynomial, length: number): bigint {
  const one = 1n << BigInt(polynomial.bits - 1);
  let factor = one;
  let power = one >> 8n;
  for (let rest = BigInt(length); rest > 0n; rest >>= 1n) {
    if (rest & 1n) factor = multiply(polynomial, factor, power);
    power = multiply(polynomial, power, power);
  }
  return factor;
}

/** A run of bytes, as its check and its length. */
export interface Run {
  readonly check: Buffer;
  readonly length: number;
}

/** The check of runs of bytes laid end to end. Quick when the runs are of one length, as parts mostly are. */
export function combineCrc(polynomial: Polynomial, runs: readonly Run[]): Buffer {
  let combined = 0n;
  let shift = { length: 0, factor: shiftBy(polynomial, 0) };
  for (const { check, length } of runs) {
    if (length !== shift.length) shift = { length, factor: shiftBy(polynomial, length) };
    combined = multiply(polynomial, combined, shift.factor) ^ BigInt(`0x${check.toString('hex')}`);
  }
  return Buffer.from(combined.toString(16).padStart(polynomial.bits / 4, '0'), 'hex');
}
