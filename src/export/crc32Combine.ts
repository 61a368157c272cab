// The CRC-32 of two runs of bytes from those of each: a file in parts is read once for the checksums of its parts, and its
// own follows from them. Bits stand as in the checksum itself: the highest is the coefficient of x^0.
// Source: `crc32_combine` in zlib's crc32.c, whose documentation says what it computes.

/** Of ZIP, gzip and PNG, without x^32. */
const polynomial = 0xedb88320;
const one = 0x80000000;

/** The product of two polynomials, modulo the CRC's. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? (b >>> 1) ^ polynomial : b >>> 1;
  }
  return product >>> 0;
}

/** x to the power of eight times a number: what so many bytes behind it do to a checksum. */
function powerOfBytes(count: number): number {
  let power = one;
  let square = one >>> 8;
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiply(square, power);
    square = multiply(square, square);
  }
  return power;
}

/**
 * @param before checksum of the first run
 * @param after checksum of the run behind it
 * @param length of that run, in bytes
 */
export function crc32Combine(before: number, after: number, length: number): number {
  return (multiply(powerOfBytes(length), before) ^ after) >>> 0;
}
