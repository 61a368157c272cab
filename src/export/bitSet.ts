// A set of numbers from 0, at one bit for each up to the largest.

export class BitSet {
  /** @param bits as `bytes` gave them. Default: none */
  constructor(private bits = new Uint8Array(1024)) {}

  /** One bit for each number, in bytes from the lowest bit on. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.bits;
  }

  add(number: number): void {
    const byte = Math.floor(number / 8);
    if (byte >= this.bits.length) this.grow(byte);
    this.bits[byte] = (this.bits[byte] ?? 0) | (1 << (number % 8));
  }

  has(number: number): boolean {
    return ((this.bits[Math.floor(number / 8)] ?? 0) & (1 << (number % 8))) !== 0;
  }

  private grow(byte: number): void {
    const grown = new Uint8Array(Math.max(2 * this.bits.length, byte + 1));
    grown.set(this.bits);
    this.bits = grown;
  }
}
