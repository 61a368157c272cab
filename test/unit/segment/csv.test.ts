// Delimited text of every kind: delimiters, line ends, headers; and the line that each row begins at.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceOptions } from '../../../src/model/sourceOptions';
import { readRecords } from '../../../src/segment/records';
import { sourceOf } from '../../../src/segment/source';
import { allRecords } from '../collect';
import { memoryFile, memorySource } from './memory';

describe('delimited text', () => {
  const read = async (content: string, options?: SourceOptions) =>
    (await allRecords(memorySource('x.csv', content, options))).map(({ line, value }) => [line, value]);

  for (const delimiter of [',', ';', '\t', '|']) {
    it(`finds the delimiter ${JSON.stringify(delimiter)}`, async () => {
      const text = `"a,;\t|"|b\n"1|\n,;"|2\n`.replace(/(?<=")\|(?=[b2])/g, delimiter);
      assert.deepEqual(await read(text), [[2, { 'a,;\t|': '1|\n,;', b: '2' }]]);
    });
  }

  it('takes any delimiter', async () => {
    for (const delimiter of ['::', ' ', '\u0001', '→', '😀', '.', '^|^']) {
      const text = `a${delimiter}b\n"1${delimiter}"${delimiter}2,3\n`;
      assert.deepEqual(await read(text, { delimiter }), [[2, { a: `1${delimiter}`, b: '2,3' }]]);
    }
  });

  it('names the columns where there is no header', async () => {
    assert.deepEqual(await read('x,y\n1,2\n', { header: false }), [
      [1, { column_1: 'x', column_2: 'y' }],
      [2, { column_1: '1', column_2: '2' }],
    ]);
    await assert.rejects(read('x,y\n1\n', { header: false }), { code: 'ragged-row', line: 2 });
  });

  for (const [what, lineEnd] of [
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ] as const) {
    it(`takes ${what} for a line end, and leaves quoted line breaks alone`, async () => {
      const text = ['a,b', '1,"x\ny\r\nz\rw"', '', '2,"\r\n"', '3,', ''].join(lineEnd);
      assert.deepEqual(await read(text), [
        [2, { a: '1', b: 'x\ny\r\nz\rw' }],
        [7, { a: '2', b: '\r\n' }],
        [9, { a: '3', b: '' }],
      ]);
    });
  }

  it('takes \\n and \\r\\n mixed', async () => {
    const rows = [
      [2, { a: '1', b: '2' }],
      [3, { a: '3', b: '4' }],
    ];
    assert.deepEqual(await read('a,b\n1,2\r\n3,4\n'), rows);
    assert.deepEqual(await read('a,b\r\n1,2\n3,4\r\n'), rows);
  });

  it('tells the line of a bad row behind blank lines and quoted line breaks', async () => {
    const before = 'a,b\r\n\r\n1,"x\r\ny"\r\n\r\n';
    await assert.rejects(read(`${before}1,2,3\r\n`), {
      code: 'ragged-row',
      line: 6,
      message: /^Fields in the row at line 6: 3\. Fields in the header: 2\./,
    });
    await assert.rejects(read(`${before}1,"\r\n",3\r\n`), { code: 'ragged-row', line: 6 });
  });

  it('tells the line behind a field that ends with a carriage return and one that begins with a newline', async () => {
    assert.deepEqual(await read('a,b\n"x\r","\ny"\n1,2\n'), [
      [2, { a: 'x\r', b: '\ny' }],
      [5, { a: '1', b: '2' }],
    ]);
  });

  it('takes a blank line for an empty value where there is one column', async () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = ['', '', 'mail', 'a', '', '""', '"b"', '', 'c', ''].join(lineEnd);
      assert.deepEqual(await read(text), [
        [4, { mail: 'a' }],
        [5, { mail: '' }],
        [6, { mail: '' }],
        [7, { mail: 'b' }],
        [8, { mail: '' }],
        [9, { mail: 'c' }],
      ]);
    }
    assert.deepEqual(await read('"a,b"\n\n1'), [
      [2, { 'a,b': '' }],
      [3, { 'a,b': '1' }],
    ]);
    assert.deepEqual(await read('\n1\n', { header: false }), [
      [1, { column_1: '' }],
      [2, { column_1: '1' }],
    ]);
    for (const blank of ['', '\n', '\n\n']) assert.deepEqual(await read(blank, { header: false }), []);
  });

  it('tells the line of a bad row behind blank lines of one column', async () => {
    await assert.rejects(read('\n\na\n\n"x\r\ny"\n\n1,2\n'), { code: 'ragged-row', line: 8 });
  });

  it('reads a header of very many columns, and refuses one that names a column twice', async function () {
    this.timeout(20_000);
    const names = Array.from({ length: 200_000 }, (_, index) => `c${index}`).join(',');
    assert.equal(
      Object.keys((await allRecords(memorySource('x.csv', `${names}\n${names}`)))[0]?.value ?? {}).length,
      200_000,
    );
    const twice = { code: 'duplicate-header', excerpt: 'b (b, b)', message: /no header row/ };
    await assert.rejects(read('a,b,b,a\n'), twice);
  });

  it('hands on the rows before a bad one', async () => {
    const source = memorySource('x.csv', 'a,b\n1,2\n3,4\n5\n');
    const seen: unknown[] = [];
    const reading = async () => {
      for await (const batch of readRecords(source)) seen.push(...batch.map(({ value }) => value['a']));
    };
    await assert.rejects(reading, { code: 'ragged-row' });
    assert.deepEqual(seen, ['1', '3']);
  });

  it('stops at a quote that is never closed, without keeping the rest in memory', async () => {
    const piece = Buffer.from('x'.repeat(1_000_000));
    const file = memoryFile('x.csv', [Buffer.from('a\n1\n"'), ...Array<Buffer>(100).fill(piece)]);
    await assert.rejects(allRecords(sourceOf('x.csv', [file])), { code: 'record-too-large', line: 3 });
  });

  it('reads back what is written, with any delimiter and line end', async () => {
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    const delimiters = fc.constantFrom(',', ';', '\t', '|');
    const rows = fc.integer({ min: 2, max: 4 }).chain((width) =>
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: width, maxLength: width }), {
        minLength: 1,
      }),
    );
    await fc.assert(
      fc.asyncProperty(rows, delimiters, lineEnds, async (fields, delimiter, lineEnd) => {
        const quoted = (row: readonly string[]) => row.map((field) => `"${field.replaceAll('"', '""')}"`);
        const header = fields[0]?.map((_, index) => `h${index}`) ?? [];
        const text = [header, ...fields.map(quoted)].map((row) => row.join(delimiter)).join(lineEnd);
        const records = await allRecords(memorySource('x.txt', text));
        assert.deepEqual(
          records.map(({ value }) => Object.values(value)),
          fields,
        );
      }),
    );
  });
});
