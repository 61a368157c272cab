// How values are written: the exact text for each kind, and a round trip through an independent reader.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Encoder } from '../../../src/export/encode';
import type { Cell } from '../../../src/export/project';
import { resolveFormat, type FormatSettings } from '../../../src/model/format';

function encode(rows: readonly Cell[][], settings: FormatSettings = { type: 'csv' }): string {
  const encoder = new Encoder(resolveFormat(settings), rows[0]?.length ?? 0);
  return encoder.rows(rows) + encoder.end();
}

describe('encoder', () => {
  for (const [value, text] of [
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    [' spaces ', ' spaces '],
    ['', ''],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [false, 'false'],
    [0, '0'],
    [1.5, '1.5'],
    [12345678901234567890n, '12345678901234567890'],
    ['=1+1', '=1+1'],
    ['é \u{1F600}', 'é \u{1F600}'],
  ] as const) {
    it(`writes ${typeof value === 'bigint' ? value.toString() : JSON.stringify(value)} as ${JSON.stringify(text)}`, () => {
      assert.equal(encode([[value, 'x']]), `${text},x\n`);
    });
  }

  it('separates by tabs in TSV and quotes what holds one', () => {
    assert.equal(encode([['a\tb', 'c,d']], { type: 'tsv' }), '"a\tb"\tc,d\n');
  });

  it("writes an only column's empty value so that no reader skips it", () => {
    assert.equal(encode([['a'], [''], [null]]), 'a\n""\n""\n');
  });

  it('ends rows as the format says', () => {
    assert.equal(encode([['a'], ['b']], { type: 'csv', lineEnding: 'crlf' }), 'a\r\nb\r\n');
    assert.equal(encode([['a'], ['b']], { type: 'csv', finalNewline: false }), 'a\nb');
    assert.equal(encode([['a\nb', 'c']], { type: 'csv', lineEnding: 'crlf' }), '"a\nb",c\r\n');
  });

  it('is read back as it was by an independent reader, in every format', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', '\t', '\n', '\r', ' ', '\u{1F600}', '\\'),
    });
    const settings = fc.record(
      {
        type: fc.constantFrom<FormatSettings['type']>('csv', 'tsv'),
        lineEnding: fc.constantFrom<'lf' | 'crlf'>('lf', 'crlf'),
        finalNewline: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    );
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, settings, (rows, format) => {
        const { delimiter, lineEnding } = resolveFormat(format);
        const read: unknown = parse(encode(rows, format), { delimiter, record_delimiter: lineEnding });
        assert.deepEqual(read, rows);
      }),
    );
  });
});
