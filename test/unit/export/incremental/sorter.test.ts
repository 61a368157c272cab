// Sorting more than fits: every text comes out, in order, and no file is left.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Sorter } from '../../../../src/export/incremental/sorter';

async function sortedOf(
  texts: readonly string[],
  sizes?: ConstructorParameters<typeof Sorter>[0],
): Promise<string[]> {
  const sorter = new Sorter(sizes);
  try {
    for (const text of texts) await sorter.add(text);
    const found: string[] = [];
    for await (const batch of sorter.sorted()) found.push(...batch);
    return found;
  } finally {
    await sorter.close();
  }
}

describe('a sorter', () => {
  it('gives back all texts in order, in as many runs and rounds as it takes', async () => {
    const text = fc.string({ unit: 'binary' }).map((each) => each.toWellFormed().replaceAll('\n', ''));
    const sizes = fc.record({
      runCharacters: fc.integer({ min: 1, max: 50 }),
      mostRuns: fc.integer({ min: 2, max: 5 }),
      blockLength: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 200 }), sizes, async (texts, how) => {
        assert.deepEqual(await sortedOf(texts, how), [...texts].sort());
      }),
      { numRuns: 200 },
    );
    const many = Array.from({ length: 5000 }, (_, index) => String((index * 7919) % 5000));
    assert.deepEqual(await sortedOf(many), [...many].sort());
  });

  it('ends when it is cancelled', async () => {
    const sorter = new Sorter({ runCharacters: 10, mostRuns: 3, blockLength: 1 });
    for (let index = 0; index < 200; index++) await sorter.add(String(index));
    await assert.rejects(sorter.sorted(AbortSignal.abort()).next(), { name: 'AbortError' });
    await sorter.close();
  });
});
