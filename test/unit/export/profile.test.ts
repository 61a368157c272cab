// Column profiles: the same figures as a plain computation that holds all rows.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { JsonText, type Cell } from '../../../src/export/cells';
import { Profiler } from '../../../src/export/profile';
import type { ColumnProfile } from '../../../src/model/columnProfile';
import { resolveFormat, type FormatSettings } from '../../../src/model/format';
import { NumberText } from '../../../src/segment/numberText';

function profilesOf(rows: readonly (readonly Cell[])[], settings: FormatSettings = {}, width = 1) {
  const profiler = new Profiler({ columns: columnsOf(width), format: resolveFormat(settings) });
  // In batches, as a scan gives them.
  for (let from = 0; from < rows.length; from += 7)
    profiler.rows(rows.slice(from, from + 7).map((cells, index) => ({ line: from + index + 1, cells })));
  return profiler.profiles();
}

function profileOf(cells: readonly Cell[], settings: FormatSettings = {}): ColumnProfile {
  const [profile] = profilesOf(
    cells.map((cell) => [cell]),
    settings,
  );
  assert.ok(profile);
  return profile;
}

/** What a profile must be, in the simplest way. Texts only, and numbers that JavaScript tells apart. */
function plainly(cells: readonly (string | number | boolean | null | undefined)[]): ColumnProfile {
  const values = cells.filter((cell) => cell !== null && cell !== undefined && cell !== '');
  const texts = values.map(String);
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const allNumbers = values.every((value) => typeof value === 'number');
  const sorted = [...texts].sort((a, b) =>
    allNumbers ? Number(a) - Number(b) : Buffer.compare(utf32(a), utf32(b)),
  );
  const characters = cells.map((cell) =>
    cell === null || cell === undefined ? 0 : [...String(cell)].length,
  );
  const most = Math.max(0, ...characters);
  const ofType = (type: string) => values.filter((value) => typeof value === type).length;
  return {
    header: 'c0',
    rows: cells.length,
    types: { text: ofType('string'), number: ofType('number'), boolean: ofType('boolean'), json: 0 },
    nulls: cells.filter((cell) => cell === null || cell === undefined).length,
    empties: cells.filter((cell) => cell === '').length,
    distinct: counts.size,
    exact: true,
    minimum: sorted[0],
    maximum: sorted.at(-1),
    longest: most === 0 ? undefined : { characters: most, row: characters.indexOf(most) + 1 },
    top: [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 10)
      .map(([text, count]) => ({ text, count })),
  };
}

/** Sorts as code points do. */
function utf32(text: string): Buffer {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return Buffer.concat(points.map((point) => Buffer.from([point >> 16, (point >> 8) & 255, point & 255])));
}

describe('a column profile', () => {
  it('has the figures of a plain computation', () => {
    const text = fc.oneof(
      fc.constantFrom('a', 'b', 'B', '10', '9', '\u{1F600}', '\uFF01', 'e\u0301', ' x '),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const number = fc.oneof(fc.integer(), fc.constantFrom(9, 10, -1, 0.5, 1e21));
    const any = fc.oneof(text, number, fc.boolean(), fc.constantFrom('', null, undefined));
    const column = fc.oneof(fc.array(any, { maxLength: 60 }), fc.array(number, { maxLength: 60 }));
    fc.assert(
      fc.property(column, (cells) => assert.deepEqual(profileOf(cells), plainly(cells))),
      { numRuns: 500 },
    );
  });

  it('keeps the columns of a row apart', () => {
    const [first, second] = profilesOf([['a', 1], ['b', null]], {}, 2); // prettier-ignore
    assert.deepEqual([first?.header, first?.maximum, first?.nulls], ['c0', 'b', 0]);
    assert.deepEqual([second?.header, second?.maximum, second?.nulls], ['c1', '1', 1]);
  });

  it('has values as the export has them', () => {
    const trimmed = profileOf([' a', '   ', 'a '], { trim: 'both' });
    assert.deepEqual([trimmed.distinct, trimmed.empties, trimmed.minimum], [1, 1, 'a']);
    const german = { trueOutput: 'ja', falseOutput: 'nein', decimalSeparator: ',' } as const;
    assert.deepEqual(profileOf([true, true, false], german).top, [
      { text: 'ja', count: 2 },
      { text: 'nein', count: 1 },
    ]);
    const numbers = profileOf([1.5, 10.25], german);
    assert.deepEqual([numbers.minimum, numbers.maximum], ['1,5', '10,25']);
  });

  it('has values of JSON as they are, whatever the format says about delimited text', () => {
    const profile = profileOf([true, ' a '], { type: 'json', trim: 'both', trueOutput: 'ja' });
    assert.deepEqual([profile.minimum, profile.maximum], [' a ', 'true']);
  });

  it('counts arrays and objects as JSON', () => {
    const profile = profileOf([new JsonText('[1]'), new NumberText('1.0'), 'x']);
    assert.deepEqual(profile.types, { text: 1, number: 1, boolean: 0, json: 1 });
  });

  it('orders numbers by all of their digits', () => {
    const texts = [
      '12345678901234567891',
      '12345678901234567890',
      '-12345678901234567891',
      '-12345678901234567890',
    ];
    const profile = profileOf(texts.map((text) => new NumberText(text)));
    assert.deepEqual([profile.minimum, profile.maximum], [texts[2], texts[0]]);
    const decimals = profileOf(
      ['0.10000000000000000001', '0.1000000000000000000'].map((text) => new NumberText(text)),
    );
    assert.deepEqual(
      [decimals.minimum, decimals.maximum],
      ['0.1000000000000000000', '0.10000000000000000001'],
    );
  });

  it('tells of a long value the beginning, and others with the same beginning apart', () => {
    const long = 'x'.repeat(199) + '\u{1F600}'.repeat(1000);
    const profile = profileOf(['a', long, `${long}b`, long]);
    assert.equal(profile.distinct, 3);
    assert.deepEqual(profile.longest, { characters: 1200, row: 3 });
    assert.equal(profile.maximum, 'x'.repeat(199));
    assert.deepEqual(profile.top[0], { text: 'x'.repeat(199), count: 2 });
  });

  it('estimates the different values of a million within 2 %', () => {
    for (const [distinct, spelt] of [
      [1_000_000, String],
      [400_000, (id: number) => `user-${id}@example.com`],
    ] as const) {
      // prettier-ignore
      const cells = Array.from({ length: 1_000_000 }, (_, index) => spelt(index % distinct));
      const profile = profileOf(cells);
      assert.equal(profile.exact, false);
      const error = profile.distinct / distinct - 1;
      assert.ok(
        Math.abs(error) < 0.02,
        `${distinct}: ${profile.distinct} is ${(error * 100).toFixed(2)} % off`,
      );
    }
  });

  it('finds the commonest values among a million others, nearly counted', () => {
    const cells = Array.from({ length: 200_000 }, (_, index) =>
      index % 10 === 0 ? 'common' : index % 25 === 3 ? 'less' : `id ${index}`,
    );
    const { top } = profileOf(cells);
    assert.deepEqual(top.map(({ text }) => text), ['common', 'less']); // prettier-ignore
    for (const [index, count] of [20_000, 8000].entries()) {
      const found = top[index]?.count ?? 0;
      assert.ok(Math.abs(found - count) <= 200, `${found} for ${count}`);
    }
  });

  it('calls no value common where all are different', () => {
    const { top } = profileOf(Array.from({ length: 10_000 }, (_, index) => index));
    assert.deepEqual(top, []);
  });

  it('holds little however many columns and values there are, and nothing of the file', () => {
    for (const width of [13, 300]) {
      const columns = columnsOf(width);
      const profiler = new Profiler({ columns, format: resolveFormat({}) });
      const before = heapUsed();
      for (let row = 0; row < 3000; row++) {
        // V8 keeps the whole of a text as long as a slice of it lives: 3,000 times 100 KB.
        const piece = `${row}`.padEnd(100_000, ' and so on');
        profiler.rows([{ line: 1, cells: columns.map((_, index) => piece.slice(0, 20 + (index % 20))) }]);
      }
      const megabytes = (heapUsed() - before) / 1_000_000;
      assert.equal(profiler.profiles().length, width);
      assert.ok(megabytes < Math.min(width * 0.2, 30) + 3, `${width} columns: ${megabytes} MB`);
    }
  });
});

function columnsOf(width: number) {
  return Array.from({ length: width }, (_, index) => ({
    header: `c${index}`,
    value: { kind: 'path' as const, path: [`c${index}`] },
    mandatory: false,
  }));
}

/** After a collection of garbage. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
