// Numbers as the fields of a binary record, the lowest byte first.

/** Each field is its width in bytes (2, 4 or 8) and its value. */
export function littleEndian(...fields: readonly (readonly [width: 2 | 4 | 8, value: number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let offset = 0;
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), offset);
    else bytes.writeUIntLE(value, offset, width);
    offset += width;
  }
  return bytes;
}
