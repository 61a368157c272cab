// The law of incremental exports by membership: who joined and who left, applied in order, give who is in the segment.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sourceOfRecords } from '../deduplicating';
import { temporaryFolder } from '../../temporaryFolder';
import { Days, keyOf, type Table } from './days';

const id = '12341e18-abcd-49c2-836d-123c88e76c39';
const sorterSizes = { runCharacters: 60, mostRuns: 3, blockLength: 2 };

const status = fc.constantFrom('realized', 'realized', 'existing', 'exited', 'exited');
const record = fc.record(
  {
    k: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `p${index}`), '', null, 7, '7', 'é\t"\n'),
    v: fc.constantFrom('a', 'b', 'c'),
    m: fc.constantFrom('m', 'm', 'm', ''),
    segmentMembership: fc.oneof(
      status.map((each) => ({ ups: { [id]: { status: each } } })),
      fc.constantFrom({ ups: { another: { status: 'realized' } } }, null),
    ),
  },
  { requiredKeys: ['k'] },
);
const columns = [{ path: 'k' }, { path: 'v' }, { path: 'm', mandatory: true }];
const statusColumn = { path: 'segmentMembership.status', header: 'status' };
const keep = fc.constantFrom('first', 'last');
const segments = fc.array(fc.array(record, { maxLength: 30 }), { minLength: 1, maxLength: 6 });

const keysOf = (table: Table) => new Set(table.map((row) => keyOf(row, ['k'])));
const withStatus = (table: Table, wanted: string) => table.filter((row) => row['status'] === wanted);

describe('incremental exports by membership', () => {
  const folder = temporaryFolder();

  it('tell with a status who joined and who left', async () => {
    await fc.assert(
      fc.asyncProperty(segments, keep, fc.constantFrom('csv', 'tsv', 'json'), async (all, how, type) => {
        const definition = {
          segment: { id },
          columns: [...columns, statusColumn],
          deduplicate: { keys: ['k'], keep: how },
        };
        const days = new Days(folder.path(''), definition, {}, { type }, { sorterSizes });
        await days.reset();
        let active = new Set<string>();
        for (const records of all) {
          const source = sourceOfRecords(records);
          const { table, changes } = await days.run(source);
          const full = await days.fullTable(source);
          const [joined, left] = [withStatus(table, 'Active'), withStatus(table, 'Expired')];
          assert.equal(joined.length + left.length, table.length);
          if (changes) assert.deepEqual(changes, { added: joined.length, changed: 0, removed: left.length });
          // Nobody joins who was there, and nobody leaves who was not.
          for (const key of keysOf(joined)) assert.ok(!active.has(key));
          for (const key of keysOf(left)) assert.ok(active.has(key));
          active = new Set([...active, ...keysOf(joined)].filter((key) => !keysOf(left).has(key)));
          assert.deepEqual([...active].sort(), [...keysOf(full)].sort());
          // Rows that joined are those of the full export.
          for (const row of joined)
            assert.ok(full.some((each) => JSON.stringify(each) === JSON.stringify(row)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tell without one who joined, alone', async () => {
    await fc.assert(
      fc.asyncProperty(segments, async (all) => {
        const definition = { segment: { id }, columns, deduplicate: { keys: ['k'] } };
        const days = new Days(folder.path(''), definition, {}, { type: 'json' }, { sorterSizes });
        await days.reset();
        let before = new Set<string>();
        for (const records of all) {
          const source = sourceOfRecords(records);
          const { table } = await days.run(source);
          const full = await days.fullTable(source);
          assert.deepEqual(
            table,
            full.filter((row) => !before.has(keyOf(row, ['k']))),
          );
          before = keysOf(full);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('write the record of whoever left as long as the segment has it, and the keys alone after that', async () => {
    const definition = {
      segment: { id },
      columns: [...columns, statusColumn],
      deduplicate: { keys: ['k'], keep: 'last' },
    };
    const days = new Days(folder.path(''), definition, {}, { type: 'csv' });
    const as = (k: string, v: string, status: string) => ({
      ...{ k, v, m: 'm', segmentMembership: { ups: { [id]: { status } } } },
    });
    await days.reset();
    const first = [as('a', '1', 'realized'), as('b', '1', 'realized'), as('c', '1', 'realized')];
    assert.equal((await days.run(sourceOfRecords(first))).table.length, 3);
    const second = [
      as('d', '2', 'realized'),
      as('b', '2', 'exited'),
      as('x', '2', 'exited'),
      as('b', '3', 'exited'),
    ];
    const { text } = await days.run(sourceOfRecords([...second, as('c', '2', 'realized')]));
    assert.equal(text, 'k,v,m,status\nd,2,m,Active\nb,3,m,Expired\na,,,Expired\n');
  });
});
