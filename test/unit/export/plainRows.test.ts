// The plain writer against csv-stringify: the same bytes for every format that it takes, whatever the values hold.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonText, type Cell } from '../../../src/export/cells';
import { referenceWriter } from '../../../src/export/csvRows';
import { plainWriter } from '../../../src/export/plainRows';
import { resolveFormat, type FormatSettings } from '../../../src/model/format';
import { NumberText } from '../../../src/segment/numberText';

/** Characters that some format or reader takes for more than a character. */
const nasty = fc.constantFrom(...',;|\t"\'\\^-]$&.\r\n\0 \u2028\uFEFFé😀a1='.split(''), '😀', '\r\n', '""');
const text = fc.oneof(
  fc.string(),
  fc.array(nasty, { maxLength: 6 }).map((characters) => characters.join('')),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { arbitrary: text, weight: 4 },
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, ''),
  fc.constantFrom('12345678901234567890', '1.50', '-0', '1e3').map((lexeme) => new NumberText(lexeme)),
  fc.jsonValue().map((value) => new JsonText(JSON.stringify(value))),
);
const settings: fc.Arbitrary<FormatSettings> = fc.record({
  type: fc.constantFrom('csv', 'tsv'),
  delimiter: fc.constantFrom(...',;|\t:^]-\\. a0'.split('')),
  quote: fc.constantFrom('"', "'", ']', '^', '\\', '-', '$', '.', '|'),
  lineEnding: fc.constantFrom('lf', 'crlf'),
});

describe('plain rows', () => {
  it('are those of csv-stringify', () => {
    const tables = fc.integer({ min: 2, max: 5 }).chain((width) => {
      const row = fc.array(cell, { minLength: width, maxLength: width });
      return fc.array(row, { minLength: 1, maxLength: 8 });
    });
    fc.assert(
      fc.property(settings, tables, (chosen, table) => {
        fc.pre(chosen.delimiter !== chosen.quote);
        const format = resolveFormat(chosen);
        const width = table[0]?.length ?? 0;
        const plain = plainWriter(format, width);
        assert.ok(plain);
        assert.equal(plain(table), referenceWriter(format, width)(table));
      }),
      { numRuns: 3000 },
    );
  });

  it('are for formats without anything more, and for two columns at least', () => {
    const takes = (chosen: FormatSettings, width = 2) =>
      plainWriter(resolveFormat(chosen), width) !== undefined;
    assert.ok(takes({}));
    assert.ok(takes({ preset: 'excel', type: 'tsv' }));
    assert.ok(!takes({}, 1));
    for (const more of [
      { delimiter: '::' },
      { quote: '' },
      { escape: '\\' },
      { quoteMode: 'all' },
      { quoteMode: 'strings' },
      { quoteMode: 'none' },
      { nullOutput: 'null' },
      { emptyOutput: '""' },
      { trueOutput: '1' },
      { falseOutput: '0' },
    ] as const) {
      assert.ok(!takes(more), JSON.stringify(more));
    }
  });
});
