// Numbers in order, whatever their number; and the headers that moved, as few as can be.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headerChanges } from '../../../../src/export/compare/headers';
import { orderOf } from '../../../../src/export/compare/order';

describe('the order of numbers', () => {
  it('is that of a plain sort, also where several pieces are merged', async () => {
    for (const length of [0, 1, 32_768, 32_769, 120_001]) {
      const numbers = Uint32Array.from({ length }, (_, index) => Math.imul(index, 2_654_435_761) >>> 12);
      const plain = [...numbers.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b);
      assert.deepEqual([...(await orderOf(numbers))], plain, String(length));
    }
  });

  it('has room for the largest', async () => {
    const numbers = Uint32Array.of(4_294_967_295, 0, 4_294_967_294);
    assert.deepEqual([...(await orderOf(numbers))], [1, 2, 0]);
  });
});

describe('headers', () => {
  it('that moved leave the others in their order, and one fewer would not', () => {
    const shuffled = fc.shuffledSubarray([...'abcdefg'], { minLength: 7 });
    fc.assert(
      fc.property(shuffled, (now) => {
        const before = [...'abcdefg'];
        const { moved } = headerChanges(now, before);
        const rest = (without: readonly string[]) => now.filter((each) => !without.includes(each));
        const isInOrder = (headers: readonly string[]) => headers.join('') === [...headers].sort().join('');
        assert.ok(isInOrder(rest(moved)));
        const subsets = Array.from({ length: 128 }, (_, bits) => now.filter((_each, at) => (bits >> at) & 1));
        const longest = Math.max(...subsets.filter(isInOrder).map(({ length }) => length));
        assert.equal(rest(moved).length, longest);
      }),
    );
  });
});
