// What copying gives: parts of rows without a line end of their own, whole rows exactly as the export has them.
import assert from 'node:assert/strict';
import { bytesPieces, joinTexts, tableLine } from '../../../src/export/copiedText';
import { Rows } from '../../../src/export/rows';
import type { FormatSettings } from '../../../src/model/format';
import { allRecords, exportFiles, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

describe('what copying gives', () => {
  const folder = temporaryFolder();
  const records = Array.from({ length: 1203 }, (_, id) => ({ id, name: `n,${id}`, note: null }));
  const whole = { columns: undefined, written: true, heads: false, total: records.length };

  async function copied(
    format: FormatSettings,
    wanted: Partial<Parameters<typeof bytesPieces>[1]>,
    [firstRow, lastRow]: readonly [number, number],
    definition: object = {},
  ): Promise<string | undefined> {
    const { source, plan } = await planned(format, definition);
    const rows = new Rows(plan, undefined).of(await allRecords(source));
    const { texts, between } = bytesPieces(plan, { ...whole, ...wanted });
    return joinTexts({ firstRow, lastRow }, { between, most: Infinity }, (from, count) =>
      Promise.resolve(texts(rows.slice(from, from + count), from)),
    );
  }

  async function planned(format: FormatSettings, definition: object) {
    const source = folder.write('rows.ndjson', records.map((each) => JSON.stringify(each)).join('\n'));
    const { plan } = await planOf(source, format, definition);
    return { source, plan };
  }

  it('is one cell without a line end', async () => {
    const columns = { first: 1, last: 1 };
    assert.equal(await copied({ type: 'csv' }, { columns }, [7, 7]), '"n,7"');
    assert.equal(await copied({ type: 'tsv', lineEnding: 'crlf' }, { columns }, [7, 7]), 'n,7');
    assert.equal(await copied({ type: 'json' }, { columns }, [7, 7]), '{"name":"n,7"}');
  });

  it('is cells of several rows with the line end of the format between them', async () => {
    const columns = { first: 0, last: 1 };
    assert.equal(await copied({ type: 'csv' }, { columns }, [0, 1]), '0,"n,0"\n1,"n,1"');
    assert.equal(await copied({ type: 'tsv', lineEnding: 'crlf' }, { columns }, [0, 1]), '0\tn,0\r\n1\tn,1');
    const many = (await copied({ type: 'csv' }, { columns: { first: 0, last: 0 } }, [0, 1202]))?.split('\n');
    assert.deepEqual(
      many,
      records.map(({ id }) => String(id)),
    );
  });

  it('is whole rows as the export has them', async () => {
    assert.equal(await copied({ type: 'csv' }, {}, [7, 8]), '7,"n,7",\n8,"n,8",\n');
    const definition = { rowsPerFile: 501 };
    for (const format of [
      { type: 'csv' },
      { type: 'csv', lineEnding: 'crlf', finalNewline: false, bom: true },
      { type: 'json' },
    ] as const) {
      const { source } = await planned(format, definition);
      const files = await exportFiles(source, format, definition);
      const text = await copied(format, { heads: true }, [0, records.length - 1], definition);
      assert.equal(text, files.map((file) => file.text).join(''));
    }
  });

  it('is records that are not in the export on lines of their own, whatever rows the export has', async () => {
    const format = { type: 'csv', finalNewline: false } as const;
    const wanted = { written: false, total: 2 };
    assert.equal(await copied(format, wanted, [0, 2]), '0,"n,0",\n1,"n,1",\n2,"n,2",');
  });

  it('is nothing of a column that the export has not', async () => {
    assert.equal(await copied({ type: 'csv' }, { columns: { first: 0, last: -1 } }, [0, 1]), '\n');
  });

  it('is a table with quotes where a spreadsheet needs them', () => {
    assert.equal(tableLine(['a', 'b c', 'd\te', 'f"g', 'h\ni', '']), 'a\tb c\t"d\te"\t"f""g"\t"h\ni"\t');
  });

  it('ends at the length that may be copied, and where there are no more rows', async () => {
    const texts = (from: number, count: number) =>
      Promise.resolve(Array.from({ length: Math.max(0, Math.min(count, 600 - from)) }, () => 'ab'));
    const join = (lastRow: number, most: number) =>
      joinTexts({ firstRow: 0, lastRow }, { between: '|', most }, texts);
    assert.equal(await join(2, 8), 'ab|ab|ab');
    assert.equal(await join(2, 7), undefined);
    assert.equal((await join(5000, 1800))?.length, 600 * 3 - 1);
  });
});
