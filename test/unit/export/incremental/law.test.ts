// The law of incremental exports: applied in order, they give what a full export of the last day has.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FormatSettings } from '../../../../src/model/format';
import { sourceOf, type Source } from '../../../../src/segment/source';
import { memoryFile } from '../../segment/memory';
import { temporaryFolder } from '../../temporaryFolder';
import { applied, Days, sorted } from './days';

/** So small that a few texts make many runs, which are merged in rounds. */
const sorterSizes = { runCharacters: 60, mostRuns: 2, blockLength: 2 };

const text = fc.constantFrom(
  '',
  'a',
  'b',
  'ab',
  ',',
  '"',
  'a"b',
  '\t',
  'a\tb',
  '\n',
  '\\',
  'é',
  '😀',
  '\u2028',
  '1',
  'true',
);
const uuid = fc.constantFrom('12341e18-abcd-49c2-836d-123c88e76c39', '12341E18-ABCD-49C2-836D-123C88E76C39');
const hash = fc.constantFrom('0123456789abcdef'.repeat(4), '90312347923479234792', 'x0123456789abcdef0');
const scalar = fc.oneof(text, uuid, hash, fc.constantFrom(1, 1.5, 1e21, true, null));
/** What JSON in a CSV cell is, is not what this is about. */
const value = fc.oneof(scalar, fc.constantFrom([1], { a: 1 }));

const segment = fc.array(
  fc.record(
    {
      k: fc.oneof(
        scalar,
        fc.nat({ max: 40 }).map((n) => `p${n}`),
      ),
      l: fc.constantFrom('', 'x', 'y', null),
      v: value,
      m: fc.constantFrom('m', 'm', 'm', ''),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 60 },
);
const keep = fc.constantFrom({ keep: 'first' }, { keep: 'last' }, { keep: 'latest', time: 't' });
const formats = fc.constantFrom<FormatSettings>({ type: 'csv' }, { type: 'tsv' }, { type: 'json' }, {
  type: 'csv',
  quoteMode: 'strings',
  rowEnd: undefined,
} as FormatSettings);

/** Records in as many files. */
function sourceOfFiles(records: readonly object[], files: number): Source {
  const length = Math.ceil(records.length / files) || 1;
  return sourceOf(
    'x',
    Array.from({ length: files }, (_, index) => {
      const some = records
        .slice(index * length, (index + 1) * length)
        .map((record) => `${JSON.stringify(record)}\n`);
      return memoryFile(`x${index}.ndjson`, [Buffer.from(some.join(''))]);
    }),
  );
}

describe('incremental exports', () => {
  const folder = temporaryFolder();

  it('by change give the last full export, whatever is in the segment', async () => {
    const columns = [{ path: 'l' }, { path: 'k' }, { path: 'v' }, { path: 'm', mandatory: true }];
    const keys = fc.constantFrom(['k'], ['k', 'l'], ['l', 'k']);
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        keys,
        keep,
        formats,
        fc.integer({ min: 1, max: 3 }),
        async (segments, keys, how, format, files) => {
          const definition = {
            columns,
            deduplicate: { keys, ...how },
            rowsPerFile: 7,
            headerInEachFile: false,
          };
          const days = new Days(folder.path(''), definition, { by: 'changed' }, format, { sorterSizes });
          await days.reset();
          const tables = [];
          for (const [day, records] of segments.entries()) {
            const source = sourceOfFiles(records, files);
            const { table, changes, fullBecause } = await days.run(source);
            tables.push(table);
            assert.equal(fullBecause, day === 0 ? 'first' : undefined);
            const count = (what: string) => table.filter(({ change }) => change === what).length;
            if (changes)
              assert.deepEqual(changes, {
                added: count('added'),
                changed: count('changed'),
                removed: count('removed'),
              });
            assert.deepEqual(applied(tables, keys), sorted(await days.fullTable(source)));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
