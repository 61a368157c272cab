// The head of an export that leaves out duplicates: all is read before, which is told and can be cancelled.
import assert from 'node:assert/strict';
import { exportHead } from '../../../src/export/head';
import { planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

describe('the head of an export without duplicates', () => {
  const folder = temporaryFolder();
  const definition = {
    columns: [{ path: 'a', mandatory: true }],
    deduplicate: { keys: ['a'], keep: 'last' },
  };
  const records = (count: number) =>
    Array.from({ length: count }, (_, index) => JSON.stringify({ a: index % 10 || '' })).join('\n');

  it('tells how far the reading is, and what was dropped of the records behind its rows', async () => {
    const planned = await planOf(folder.write('told.ndjson', records(3000)), undefined, definition);
    const told: number[] = [];
    const head = await exportHead(planned, 1000, { onRecords: (count) => told.push(count) });
    assert.equal(told.at(-1), 3000);
    assert.deepEqual([head.rows, head.complete], [9, true]);
    const { rowsRead, dropped } = head.counts;
    assert.deepEqual([rowsRead, dropped.mandatory, dropped.duplicate], [3000, 300, 2691]);
  });

  it('ends when it is cancelled', async () => {
    const planned = await planOf(folder.write('cancelled.ndjson', records(50_000)), undefined, definition);
    const abort = new AbortController();
    let seen = 0;
    const onRecords = (count: number) => {
      seen = count;
      abort.abort();
    };
    await assert.rejects(exportHead(planned, 10, { signal: abort.signal, onRecords }), {
      name: 'AbortError',
    });
    assert.ok(seen < 50_000);
  });
});
