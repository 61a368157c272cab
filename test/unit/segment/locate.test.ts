// Values found again: what stands at the extent is the value, whatever the file and however it is cut.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Extent } from '../../../src/segment/extent';
import { locateValues } from '../../../src/segment/locate';
import { sourceOf } from '../../../src/segment/source';
import { allRecords } from '../collect';
import { cut, memoryFile, memorySource } from './memory';

/** What stands at an extent, in lines as an editor counts them. */
function textAt(text: string, { start, end }: Extent): string {
  const begins = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
  const offset = ({ line, column }: Extent['start']) => (begins[line - 1] ?? NaN) + column - 1;
  return text.slice(offset(start), offset(end));
}

/** Looks for each key of each record. */
async function locateAll(name: string, text: string, cuts: readonly number[] = []) {
  const source = sourceOf(name, [memoryFile(name, cut(Buffer.from(text), cuts))]);
  const records = await allRecords(memorySource(name, text));
  const wanted = records.flatMap(({ line, value }) =>
    Object.entries(value).map(([key, each]) => ({ line, paths: [['none'], [key]], value: each })),
  );
  const found = await locateValues(source.files[0] ?? assert.fail(), {}, [...wanted].reverse());
  return wanted.map((each) => {
    const extent = found.get(each);
    return { value: each.value, text: extent && textAt(text, extent) };
  });
}

const cuts = fc.array(fc.nat(), { maxLength: 4 });

describe('values of delimited text', () => {
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const value = fc.oneof(
    fc.constantFrom('', 'a', 'x y', '"', 'a,b', 'a\nb', '\r\n', '""', 'é\u{1F600}', '\n"\n,'),
    fc.string({ maxLength: 6 }),
  );
  const row = fc.record({ cells: fc.array(value, { minLength: 3, maxLength: 3 }), quoteAll: fc.boolean() });

  it('are found in any table', async () => {
    const tables = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 8 }),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      cuts,
    });
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, lineEnd, last, cuts }) => {
        const lines = rows.map(({ cells, quoteAll }) =>
          cells.map((cell) => (quoteAll || /[",\r\n]/.test(cell) ? quoted(cell) : cell)).join(),
        );
        const text = ['a,b,c', ...lines].join(lineEnd) + (last ? lineEnd : '');
        const located = await locateAll('t.csv', text, cuts);
        assert.equal(located.length, rows.length * 3);
        for (const { value, text = 'not found' } of located)
          assert.equal(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text, value);
      }),
      { numRuns: 300 },
    );
  });

  it('are found between delimiters of several characters', async () => {
    const source = memorySource('t.csv', 'a::b::c\n1::"2::2"::3:4\n');
    const wanted = [{ line: 2, paths: [['b']] }, { line: 2, paths: [['c']] }]; // prettier-ignore
    const found = await locateValues(source.files[0] ?? assert.fail(), { delimiter: '::' }, wanted);
    assert.deepEqual([...found.values()].map(({ start, end }) => [start.column, end.column]), [[4, 10], [12, 15]]); // prettier-ignore
  });
});

describe('values of JSON', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.integer(),
    fc.constantFrom(null, 'a"b', '\u{1F600}', [1], true),
  );
  const record = fc.record({ a: value, b: value, c: value });
  const shapes: Record<string, (records: readonly object[]) => string> = {
    lines: (records) => records.map((each) => `${JSON.stringify(each)}\n`).join(''),
    'an array over several lines': (records) => JSON.stringify(records, undefined, 2),
    'an array of one record a line': (records) =>
      `[\n${records.map((each) => JSON.stringify(each)).join(',\r\n')}\n]`,
  };

  for (const [shape, write] of Object.entries(shapes))
    it(`are found in ${shape}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), cuts, async (records, cuts) => {
          const located = await locateAll('t.json', write(records), cuts);
          assert.equal(located.length, records.length * 3);
          for (const { value, text = '"not found"' } of located) assert.deepEqual(JSON.parse(text), value);
        }),
        { numRuns: 100 },
      );
    });

  it('are not looked for where several records share a line', async () => {
    const located = await locateAll('t.json', '[{"a":1},{"a":2},\n{"a":3}]');
    assert.deepEqual(located.map(({ text }) => text), [undefined, undefined, '3']); // prettier-ignore
  });
});

describe('a search for values', () => {
  it('reads no more than it needs, and gives up far behind the beginning', async () => {
    let read = 0;
    const file = {
      ...memoryFile('t.csv', []),
      async *read() {
        yield Buffer.from('a\n=1\n');
        for (let piece = 0; piece < 200; piece++) {
          read++;
          await Promise.resolve();
          yield Buffer.from(`${'x'.repeat(99)}\n`.repeat(10_000));
        }
      },
    };
    assert.equal((await locateValues(file, {}, [{ line: 2, paths: [['a']] }])).size, 1);
    assert.ok(read < 3, String(read));
    assert.equal((await locateValues(file, {}, [{ line: 90_000_000, paths: [['a']] }])).size, 0);
    assert.ok(read < 80, String(read));
  });
});
