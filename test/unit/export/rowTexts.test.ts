// The text of single rows and cells: one after the other they are the export, byte for byte.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellsText, emptyText, rowTexts } from '../../../src/export/rowTexts';
import type { Row } from '../../../src/export/encode';
import { Rows } from '../../../src/export/rows';
import type { FormatSettings } from '../../../src/model/format';
import type { Source } from '../../../src/segment/source';
import { allRecords, exportFiles, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

const formats: readonly FormatSettings[] = [
  { type: 'csv' },
  { type: 'tsv', lineEnding: 'crlf', bom: true },
  { type: 'csv', quoteMode: 'all', nullOutput: 'NULL', finalNewline: false },
  { type: 'csv', delimiter: '||', header: false, emptyOutput: '-' },
  { type: 'json' },
];

describe('the text of single rows', () => {
  const folder = temporaryFolder();
  const value = fc.oneof(
    fc.constantFrom('', 'a', '"', ',', '\n', '\r\n', ' x ', '|', '\t', 'NULL', '-', '""'),
    fc.constantFrom(null, 0, 1.5, true, false),
  );
  const records = fc.array(fc.record({ a: value, b: value, c: value }), { minLength: 1, maxLength: 12 });
  const write = (rows: readonly object[]): Source =>
    folder.write('rows.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'));

  async function rowsOf(source: Source, format: FormatSettings, definition: object) {
    const { plan } = await planOf(source, format, definition);
    const rows: Row[] = new Rows(plan, undefined).of(await allRecords(source));
    return { plan, rows };
  }

  it('is the export, when it is put together', async () => {
    const options = fc.record({
      rowsPerFile: fc.integer({ min: 1, max: 5 }),
      headerInEachFile: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom(...formats), options, async (values, format, definition) => {
        const source = write(values);
        const { plan, rows } = await rowsOf(source, format, definition);
        const texts = rowTexts(plan, rows, 0, rows.length);
        const files = await exportFiles(source, format, definition);
        assert.equal(
          texts.map(({ head = '', text }) => head + text).join(''),
          files.map(({ text }) => text).join(''),
        );
        assert.deepEqual(
          texts.flatMap(({ key }) => key ?? []),
          files.map(({ key }) => key),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('has cells whose texts stand in it', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom(...formats.slice(0, 4)), async (values, format) => {
        const { plan, rows } = await rowsOf(write(values), format, {});
        const { delimiter } = plan.format;
        for (const row of rows) {
          const whole = cellsText(plan, row, 0, plan.columns.length - 1);
          const [text] = rowTexts(plan, [row], 1, undefined);
          assert.equal(whole + plan.format.lineEnding, text?.text);
          const each = plan.columns.map((_, column) => cellsText(plan, row, column, column));
          assert.equal(each.join(delimiter), whole);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the header alone where there are no rows', async () => {
    const source = write([{ a: 1 }]);
    const { plan } = await planOf(source, { type: 'csv', bom: true });
    assert.equal(emptyText(plan), '\uFEFFa\n');
  });
});
