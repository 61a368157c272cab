// Which columns an export has where none are chosen: of very wide segments, and of keys that are no columns.
import assert from 'node:assert/strict';
import { inferColumns, mostColumns } from '../../../src/export/columns';
import type { SegmentRecord } from '../../../src/segment/records';
import { exportText } from '../collect';
import { memorySource } from '../segment/memory';

describe('the columns of a segment', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
  const csv = (count: number) =>
    memorySource('x.csv', `${names(count).join(',')}\n${names(count).join(',')}\n`);

  it('are not looked for again in rows that share their keys', async () => {
    const keys = ['a', 'b'];
    let read = 0;
    const value = new Proxy(
      { a: '1', b: '2' },
      { get: (row, key) => (read++, Reflect.get(row, key) as string) },
    );
    const rows = (own: readonly string[]) =>
      Array.from({ length: 500 }, (_, line): SegmentRecord => ({ line, value, keys: own }));
    async function* batches() {
      yield rows(keys);
      // Another file of the segment has the same header, in keys of its own.
      yield await Promise.resolve(rows([...keys]));
    }
    const columns = await inferColumns(batches(), 'x.csv');
    assert.deepEqual(
      columns.map(({ header }) => header),
      keys,
    );
    assert.equal(read, 4);
  });

  it(`may be ${mostColumns}`, async () => {
    const text = names(mostColumns).join(',');
    assert.equal(await exportText(csv(mostColumns)), `${text}\n${text}\n`);
  });

  it('are refused when there are more, and when ids are keys', async () => {
    const refused = { code: 'too-many-columns', message: /more than 20,?000 columns.* definition/ };
    await assert.rejects(exportText(csv(mostColumns + 1)), { ...refused, excerpt: `c${mostColumns}` });
    const visits = (from: number) =>
      Object.fromEntries(names(100).map((_, id) => [`id-${from + id}`, { at: 1 }]));
    const records = Array.from({ length: 300 }, (_, person) =>
      JSON.stringify({ visits: visits(person * 100) }),
    );
    const source = memorySource('x.ndjson', records.join('\n'));
    await assert.rejects(exportText(source), { ...refused, excerpt: 'visits.id-20000.at' });
    assert.match(await exportText(source, undefined, { columns: [{ path: 'visits' }] }), /^visits\n/);
  });
});
