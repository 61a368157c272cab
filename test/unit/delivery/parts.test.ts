// How an export is cut into parts.
import assert from 'node:assert/strict';
import { collectParts, PartBuffers, partSizes } from '../../../src/delivery/parts';
import { inChunks, pattern } from './exports';

const MiB = 1024 ** 2;

async function partsOf(size: number, chunkSize: number, partSize: number) {
  const bytes = pattern(size);
  const parts: { number: number; bytes: Buffer; rows: number }[] = [];
  for await (const part of collectParts(inChunks(bytes, chunkSize), () => partSize, new PartBuffers())) {
    parts.push({ ...part, bytes: Buffer.from(part.bytes) });
  }
  return { bytes, parts };
}

describe('parts', () => {
  it('hold all bytes in order, whatever the sizes of chunks and parts', async () => {
    for (const [size, chunkSize, partSize] of [
      [1000, 7, 100],
      [1000, 100, 100],
      [1000, 250, 100],
      [999, 1000, 100],
      [1, 1, 100],
    ] as const) {
      const { bytes, parts } = await partsOf(size, chunkSize, partSize);
      assert.deepEqual(Buffer.concat(parts.map((part) => part.bytes)), bytes);
      assert.deepEqual(
        parts.map((part) => part.number),
        parts.map((_, index) => index + 1),
      );
      assert.ok(parts.slice(0, -1).every((part) => part.bytes.length === partSize));
    }
  });

  it('count every row once, in the part where it ends', async () => {
    const { parts } = await partsOf(1000, 150, 100);
    assert.equal(
      parts.reduce((rows, part) => rows + part.rows, 0),
      7,
    );
    assert.deepEqual(parts[0]?.rows, 0);
    assert.deepEqual(parts[1]?.rows, 1);
  });

  it('are one, and empty, when there is nothing', async () => {
    const { parts } = await partsOf(0, 10, 100);
    assert.deepEqual(
      parts.map(({ number, bytes }) => [number, bytes.length]),
      [[1, 0]],
    );
  });

  it('are filled into buffers that were given back', async () => {
    const buffers = new PartBuffers();
    const used = new Set<ArrayBufferLike>();
    for await (const part of collectParts(inChunks(pattern(1000), 30), () => 100, buffers)) {
      used.add(part.bytes.buffer);
      buffers.giveBack(part.bytes);
    }
    assert.equal(used.size, 1);
  });
});

describe('part sizes', () => {
  const sum = (size: (number: number) => number) =>
    Array.from({ length: 10_000 }, (_, index) => size(index + 1)).reduce((total, each) => total + each);

  it('reach 5 TB without knowing the total', () => {
    const size = partSizes(8 * MiB);
    assert.equal(size(1), 8 * MiB);
    assert.equal(size(1000), 8 * MiB);
    assert.ok(sum(size) >= 5 * 1024 ** 4);
    assert.ok(size(10_000) <= 5 * 1024 ** 3, "S3's limit for a part");
  });

  it('are even, and no larger than needed, when the total is known', () => {
    assert.equal(partSizes(8 * MiB, 100 * MiB)(1), 8 * MiB);
    const size = partSizes(8 * MiB, 5 * 1024 ** 4);
    assert.equal(size(1), size(10_000));
    assert.ok(sum(size) >= 5 * 1024 ** 4 && size(1) < 525 * MiB);
  });
});
