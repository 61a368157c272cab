// The law of comparing: whatever the rows and the format, the same is found as by a naive way that reads both exports with
// another reader and holds them in memory.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compareExports } from '../../../../src/export/compare/compare';
import type { Difference } from '../../../../src/export/compare/differenceList';
import { resolveFormat, type Format, type FormatSettings } from '../../../../src/model/format';
import { formatProblem } from '../../../../src/model/formatProblem';
import { readDelimited, unzip } from '../format/readers';
import { filesOf, oldOf, plannedOf, type Profile } from './sides';

type Text = string | null;
interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Text[])[];
}

const headers = ['id', 'b', 'c', 'd'] as const;
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>('x', 'y', '', null, undefined) },
  fc.constantFrom<unknown>(
    'a"b',
    "it's",
    'l\nm',
    'l\r\nm',
    ',',
    ';::',
    '\\',
    '\\"',
    ' s ',
    1.5,
    true,
    [1, '2'],
    'é\u{1F600}',
  ),
);
const profile: fc.Arbitrary<Profile> = fc.record({
  id: fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, value),
  b: value,
  c: value,
  d: value,
});
const profiles = fc.array(profile, { maxLength: 12 });
const columns = fc
  .shuffledSubarray([...headers], { minLength: 1 })
  .map((chosen) => (chosen.includes('id') ? chosen : ['id' as const, ...chosen]));

const settings: fc.Arbitrary<FormatSettings> = fc
  .record(
    {
      type: fc.constantFrom('csv' as const, 'tsv' as const, 'json' as const),
      delimiter: fc.constantFrom(',', '|', '::', ';'),
      quote: fc.constantFrom('"', "'"),
      escape: fc.constantFrom('"', '\\', "'"),
      quoteMode: fc.constantFrom('needed' as const, 'all' as const, 'strings' as const),
      lineEnding: fc.constantFrom('lf' as const, 'crlf' as const),
      finalNewline: fc.boolean(),
      encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const),
      bom: fc.boolean(),
      nullOutput: fc.constantFrom('', 'NULL', '""', '\\N', ','),
      emptyOutput: fc.constantFrom('', 'EMPTY', '""'),
      trim: fc.constantFrom('none' as const, 'both' as const),
      compression: fc.constantFrom('none' as const, 'gzip' as const, 'zip' as const),
    },
    { requiredKeys: [] },
  )
  .filter((chosen) => formatProblem(resolveFormat(chosen)) === undefined);

const definitions = fc.record({
  rowsPerFile: fc.constantFrom(2, 5, 100),
  headerInEachFile: fc.boolean(),
});

describe('a comparison of any exports', () => {
  for (const by of [['id'], ['id', 'b'], []] as const) {
    it(`finds by ${by.join(' and ') || 'whole rows'} what a naive way finds`, async () => {
      let differences = 0;
      const given = [profiles, profiles, columns, columns, settings, definitions, definitions] as const;
      await fc.assert(
        fc.asyncProperty(...given, async (before, now, columnsBefore, columnsNow, chosen, howBefore, how) => {
          const planned = await plannedOf(now, chosen, { columns: pathsOf(columnsNow), ...how });
          const oldPlan = await plannedOf(before, chosen, { columns: pathsOf(columnsBefore), ...howBefore });
          const oldFiles = await filesOf(oldPlan);
          const format = resolveFormat(chosen);
          const old = tableOf(oldFiles, format, howBefore.headerInEachFile, columnsBefore);
          const fresh = tableOf(await filesOf(planned), format, how.headerInEachFile, columnsNow);
          const usable = by.every((header) => [old, fresh].every((table) => table.headers.includes(header)));
          if (!usable) return;
          const comparison = await compareExports({ planned, old: oldOf(oldFiles), by, mostAtOnce: 40 });
          const found = await comparison.list('all', 0, 1000);
          await comparison.dispose();
          const expected = naive(old, fresh, columnsNow, by);
          assert.deepEqual(found.map(withoutLine), expected.differences);
          assert.deepEqual(comparison.counts, {
            ...countsOf(expected.differences),
            unchanged: expected.unchanged,
          });
          for (const { row = 0, line } of found) if (row > 0) assert.equal(line, row);
          differences += found.length;
        }),
        { numRuns: 150 },
      );
      assert.ok(differences > 150, String(differences));
    });
  }
});

function pathsOf(chosen: readonly string[]) {
  return chosen.map((path) => ({ path }));
}

function withoutLine({ line, ...rest }: Difference): Omit<Difference, 'line'> {
  assert.notEqual(line, 0);
  return rest;
}

function countsOf(differences: readonly { change: string }[]) {
  const count = (kind: string) => differences.filter(({ change }) => change === kind).length;
  return { changed: count('changed'), added: count('added'), removed: count('removed') };
}

/** Reads objects by readers that the code under test does not have. */
function tableOf(
  files: readonly Buffer[],
  format: Format,
  headed: boolean,
  chosen: readonly string[],
): Table {
  const texts = files.map((file) => textOf(file, format));
  if (format.type === 'json') {
    const objects = texts
      .flatMap((text) => text.split(/\r?\n/))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const keys = chosen.filter((key) => objects.some((object) => key in object));
    const rows = objects.map((object) =>
      keys.map((key) => (key in object ? JSON.stringify(object[key]) : null)),
    );
    return { headers: keys, rows };
  }
  const rows = texts.flatMap((text, index) => {
    const read = readDelimited(text, format).map((row) => row.map((field) => field.text));
    return read.slice(index === 0 || headed ? 1 : 0);
  });
  return { headers: chosen, rows };
}

function textOf(file: Buffer, { compression, encoding }: Format): string {
  const content =
    compression === 'gzip' ? gunzipSync(file) : compression === 'zip' ? unzip(file).content : file;
  return new TextDecoder(encoding).decode(content);
}

/** The same by whole tables in memory. */
function naive(old: Table, fresh: Table, columns: readonly string[], by: readonly string[]) {
  const by_ = (table: Table, row: readonly Text[], names: readonly string[]) =>
    names.map((name) => row[table.headers.indexOf(name)] ?? null);
  const common = columns.filter((name) => old.headers.includes(name));
  const rest = common.filter((name) => !by.includes(name));
  const keyOf = (table: Table, row: readonly Text[]) => {
    const parts = by_(table, row, by);
    const hasKey = parts.some((part) => ![null, '', '""', 'null'].includes(part));
    return hasKey ? ['key', parts] : ['row', by_(table, row, common)];
  };
  const groups = new Map<string, { old: number[]; fresh: number[] }>();
  for (const [side, table] of [
    ['old', old],
    ['fresh', fresh],
  ] as const) {
    table.rows.forEach((row, index) => {
      const key = JSON.stringify(keyOf(table, row));
      const group = groups.get(key) ?? { old: [], fresh: [] };
      group[side].push(index);
      groups.set(key, group);
    });
  }
  let unchanged = 0;
  const differences: Omit<Difference, 'line'>[] = [];
  for (const [key, group] of groups) {
    let left = [...group.old];
    const isRow = key.startsWith('["row"');
    const unmatched = group.fresh.filter((index) => {
      const mine = JSON.stringify(by_(fresh, fresh.rows[index] ?? [], rest));
      const twin = left.find(
        (each) => JSON.stringify(by_(old, old.rows[each] ?? [], rest)) === mine || isRow,
      );
      if (twin === undefined) return true;
      left = left.filter((each) => each !== twin);
      unchanged++;
      return false;
    });
    const now = (index: number) => by_(fresh, fresh.rows[index] ?? [], columns);
    const before = (index: number) =>
      columns.map((name) =>
        common.includes(name) ? (by_(old, old.rows[index] ?? [], [name])[0] ?? null) : null,
      );
    unmatched.forEach((index, place) => {
      const other = left[place];
      if (other === undefined) differences.push({ change: 'added', row: index + 1, texts: now(index) });
      else
        differences.push({
          change: 'changed',
          row: index + 1,
          rowBefore: other + 1,
          texts: now(index),
          textsBefore: before(other),
        });
    });
    for (const index of left.slice(unmatched.length))
      differences.push({ change: 'removed', rowBefore: index + 1, texts: before(index) });
  }
  const order = ['changed', 'added', 'removed'];
  const place = (each: Omit<Difference, 'line'>) => each.row ?? each.rowBefore ?? 0;
  differences.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change) || place(a) - place(b));
  return { unchanged, differences };
}
