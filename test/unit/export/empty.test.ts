// Exports without a row: written, skipped or failed, and what a preview shows of them.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { exportHead } from '../../../src/export/head';
import type { Source } from '../../../src/segment/source';
import { chunksOf, exportFiles, planOf } from '../collect';
import { memorySource } from '../segment/memory';

const columns = [{ path: 'id' }, { path: 'name', mandatory: true }];

/** Each is a segment of which no row is left. */
const sources: Record<string, [Source, number]> = {
  'a CSV file with no more than a header': [memorySource('x.csv', 'id,name\n'), 0],
  'an empty file': [memorySource('x.ndjson', ''), 0],
  'blank lines': [memorySource('x.ndjson', '\n\n  \n'), 0],
  'an empty array': [memorySource('x.json', '[]'), 0],
  'records that are all dropped': [memorySource('x.ndjson', '{"id":1}\n{"id":2,"name":""}\n'), 2],
};

const scan = async (source: Source, definition: object, format = {}) =>
  (await planOf(source, format, definition)).scan();
const head = async (source: Source, definition: object, format = {}) => {
  const { bytes, rows, complete } = await exportHead(await planOf(source, format, definition), 10);
  return { text: Buffer.from(bytes).toString(), rows, complete };
};

for (const [what, [source, read]] of Object.entries(sources)) {
  describe(`the export of ${what}`, () => {
    it('is written by default: a header, and no row', async () => {
      for (const definition of [{ columns }, { columns, emptyExport: 'write' }]) {
        const files = await exportFiles(source, {}, definition);
        assert.deepEqual(
          files.map(({ text, rows }) => [text, rows]),
          [['id,name\n', 0]],
        );
        const totals = await scan(source, definition);
        assert.deepEqual(
          [totals.rowsRead, totals.rowsWritten, totals.dropped.mandatory, totals.files.length],
          [read, 0, read, 1],
        );
        assert.equal(totals.files[0]?.bytes, 8);
        assert.deepEqual(await head(source, definition), { text: 'id,name\n', rows: 0, complete: true });
      }
    });

    it('is skipped when it is to be', async () => {
      const definition = { columns, emptyExport: 'skip' };
      assert.deepEqual(await exportFiles(source, {}, definition), []);
      const totals = await scan(source, definition);
      assert.deepEqual([totals.rowsRead, totals.rowsWritten, totals.files], [read, 0, []]);
      assert.deepEqual(await head(source, definition), { text: '', rows: 0, complete: true });
    });

    it('fails when it is to', async () => {
      const definition = { columns, emptyExport: 'fail' };
      const failure = { code: 'empty-result', message: new RegExp(`None of the ${read} records`) };
      await assert.rejects(exportFiles(source, {}, definition), failure);
      await assert.rejects(scan(source, definition), failure);
      await assert.rejects(head(source, definition), failure);
    });
  });
}

describe('an export without rows', () => {
  const source = memorySource('x.ndjson', '');

  for (const [format, text] of [
    [{ type: 'json' }, ''],
    [{ header: false }, ''],
    [{ bom: true }, '\uFEFFid,name\n'],
    [{ bom: true, header: false }, '\uFEFF'],
    [{ finalNewline: false }, 'id,name'],
  ] as const) {
    it(`is ${JSON.stringify(text)} with ${JSON.stringify(format)}`, async () => {
      const files = await exportFiles(source, format, { columns });
      assert.deepEqual(
        files.map((file) => file.text),
        [text],
      );
      assert.equal((await head(source, { columns }, format)).text, text);
    });
  }

  it('is a whole gzip file', async () => {
    const run = await (await planOf(source, { compression: 'gzip' }, { columns })).run();
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of chunksOf(run)) pieces.push(bytes);
    assert.equal(gunzipSync(Buffer.concat(pieces)).toString(), 'id,name\n');
  });

  it('needs columns that are chosen, unless nothing is written: nobody knows them otherwise', async () => {
    for (const emptyExport of ['write', 'fail']) {
      await assert.rejects(exportFiles(source, {}, { emptyExport }), { code: 'empty-segment' });
    }
    assert.deepEqual(await exportFiles(source, {}, { emptyExport: 'skip' }), []);
  });

  it('is none when one row is left behind many that are dropped', async () => {
    const many = memorySource('x.ndjson', `${'{"id":1}\n'.repeat(150_000)}{"id":2,"name":"b"}\n`);
    for (const emptyExport of ['write', 'skip', 'fail']) {
      const files = await exportFiles(many, {}, { columns, emptyExport });
      assert.deepEqual(
        files.map(({ text }) => text),
        ['id,name\n2,b\n'],
      );
    }
  });
});
