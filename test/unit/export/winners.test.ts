// Partitions that memory does not hold, because their source is compressed: they are divided again, and the winners stay.
import assert from 'node:assert/strict';
import { findWinners } from '../../../src/export/winners';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';

describe('winners', () => {
  const count = 3000;
  const lines = Array.from({ length: count }, (_, n) => JSON.stringify({ id: n % 1100, other: n % 7 }));
  const sourceOf = () => memorySource('many.ndjson', Buffer.from(lines.join('\n')));

  for (const keep of ['first', 'last'] as const) {
    it(`are the same however often partitions are divided: ${keep}`, async () => {
      const { plan } = await planOf(sourceOf(), undefined, { deduplicate: { keys: ['id'], keep } });
      const expected = (n: number) => (keep === 'first' ? n < 1100 : n >= count - 1100);
      for (const mostAtOnce of [Infinity, 10_000, 1]) {
        const winners = await findWinners(plan, sourceOf(), { mostAtOnce });
        const found = Array.from({ length: count }, (_, n) => winners?.has(n));
        assert.deepEqual(
          found,
          Array.from({ length: count }, (_, n) => expected(n)),
        );
      }
    });
  }
});
