// Exports in several files: how many rows each has, what surrounds them, and what they are called.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { exportHead } from '../../../src/export/head';
import type { FormatSettings } from '../../../src/model/format';
import { exportFiles, exportText, planOf } from '../collect';
import { cut, memoryFile, memorySource } from '../segment/memory';
import { sourceOf } from '../../../src/segment/source';
import { unzip } from './format/readers';

const records = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"id":${index + 1},"v":"é"}\n`).join('');
const sourceOfRows = (count: number) => memorySource('x.ndjson', records(count));
const name = 'amazon-s3_segmentx_20200408061804';

/** The number of rows of each file, which it holds and tells. */
async function rowsOfFiles(count: number, rowsPerFile: number): Promise<number[]> {
  const files = await exportFiles(sourceOfRows(count), {}, { rowsPerFile });
  const totals = await (await planOf(sourceOfRows(count), {}, { rowsPerFile })).scan();
  assert.deepEqual(
    files.map(({ key, rows }) => [key, rows]),
    totals.files.map(({ key, rows }) => [key, rows]),
  );
  assert.equal(totals.rowsWritten, count);
  for (const { text, rows } of files) assert.equal(text.split('\n').length, rows + 2);
  return files.map(({ rows }) => rows);
}

describe('rowsPerFile', () => {
  for (const [count, rowsPerFile, rows] of [
    [5, 2, [2, 2, 1]],
    [4, 2, [2, 2]],
    [2, 2, [2]],
    [1, 2, [1]],
    [3, 1, [1, 1, 1]],
    [1, 1, [1]],
    [3, 5_000_000, [3]],
    [100_000, 99_999, [99_999, 1]],
  ] as const) {
    it(`of ${rowsPerFile} puts ${count} rows into ${rows.length}`, async () =>
      assert.deepEqual(await rowsOfFiles(count, rowsPerFile), rows));
  }

  it('may be more than a batch of records has, or less', async () => {
    // Batches end where pieces of the file do.
    const lines = Array.from({ length: 30 }, (_, index) => Buffer.from(`{"id":${index}}\n`));
    for (const size of [1, 4, 10, 30]) {
      const pieces = Array.from({ length: Math.ceil(30 / size) }, (_, index) =>
        Buffer.concat(lines.slice(index * size, (index + 1) * size)),
      );
      for (const rowsPerFile of [1, 3, 4, 7, 10, 29, 30]) {
        const source = sourceOf('x', [memoryFile('x.ndjson', pieces)]);
        const files = await exportFiles(source, {}, { rowsPerFile });
        const rows = files.flatMap(({ text }) => text.trimEnd().split('\n').slice(1));
        assert.deepEqual(
          rows,
          lines.map((_, index) => String(index)),
        );
        assert.deepEqual(
          files.map(({ rows }) => rows).slice(0, -1),
          Array(files.length - 1).fill(rowsPerFile),
        );
      }
    }
  });

  it('counts rows that are written, not records', async () => {
    const source = memorySource('x.ndjson', '{"id":1}\n{"id":2,"v":1}\n{"id":3}\n{"id":4,"v":1}\n{"id":5}\n');
    const columns = [{ path: 'id' }, { path: 'v', mandatory: true }];
    const files = await exportFiles(source, {}, { rowsPerFile: 1, columns });
    assert.deepEqual(
      files.map(({ text }) => text),
      ['id,v\n2,1\n', 'id,v\n4,1\n'],
    );
  });
});

describe('the files of an export', () => {
  const split = { rowsPerFile: 2 };

  it('are called as in Adobe: the first has no number', async () => {
    const keys = async (format: FormatSettings, definition: object) =>
      (await (await planOf(sourceOfRows(5), format, definition)).scan()).files.map(({ key }) => key);
    assert.deepEqual(await keys({}, split), [`${name}.csv`, `${name}_2.csv`, `${name}_3.csv`]);
    assert.deepEqual(await keys({ compression: 'gzip' }, { ...split, fileName: 'a.b' }), [
      'a.b.csv.gz',
      'a.b_2.csv.gz',
      'a.b_3.csv.gz',
    ]);
    assert.equal((await keys({}, { ...split, rowsPerFile: 5 })).length, 1);
  });

  for (const [format, definition, texts] of [
    [{}, {}, ['id,v\n1,é\n2,é\n', 'id,v\n3,é\n']],
    [{}, { headerInEachFile: false }, ['id,v\n1,é\n2,é\n', '3,é\n']],
    [{ header: false }, {}, ['1,é\n2,é\n', '3,é\n']],
    [{ finalNewline: false }, {}, ['id,v\n1,é\n2,é', 'id,v\n3,é']],
    [{ finalNewline: false }, { headerInEachFile: false }, ['id,v\n1,é\n2,é', '3,é']],
    [{ bom: true }, {}, ['\uFEFFid,v\n1,é\n2,é\n', '\uFEFFid,v\n3,é\n']],
    [{ bom: true }, { headerInEachFile: false }, ['\uFEFFid,v\n1,é\n2,é\n', '\uFEFF3,é\n']],
    [{ lineEnding: 'crlf' }, {}, ['id,v\r\n1,é\r\n2,é\r\n', 'id,v\r\n3,é\r\n']],
    [{ type: 'json' }, {}, ['{"id":1,"v":"é"}\n{"id":2,"v":"é"}\n', '{"id":3,"v":"é"}\n']],
    [{ type: 'json', finalNewline: false }, {}, ['{"id":1,"v":"é"}\n{"id":2,"v":"é"}', '{"id":3,"v":"é"}']],
  ] as const) {
    it(`are as they should be with ${JSON.stringify({ ...format, ...definition })}`, async () => {
      const files = await exportFiles(sourceOfRows(3), format, { ...split, ...definition });
      assert.deepEqual(
        files.map(({ text }) => text),
        texts,
      );
    });
  }

  it('are each a whole gzip or zip file', async () => {
    const objectsOf = async (compression: 'gzip' | 'zip') => {
      const run = await (await planOf(sourceOfRows(3), { compression }, split)).run();
      const objects: [string, Buffer][] = [];
      for await (const { key, chunks } of run.files()) {
        const pieces: Uint8Array[] = [];
        for await (const { bytes } of chunks) pieces.push(bytes);
        objects.push([key, Buffer.concat(pieces)]);
      }
      return objects;
    };
    const gzipped = await objectsOf('gzip');
    assert.deepEqual(
      gzipped.map(([key, bytes]) => [key, gunzipSync(bytes).toString()]),
      [
        [`${name}.csv.gz`, 'id,v\n1,é\n2,é\n'],
        [`${name}_2.csv.gz`, 'id,v\n3,é\n'],
      ],
    );
    const zipped = await objectsOf('zip');
    assert.deepEqual(
      zipped.map(([key, bytes]) => [key, unzip(bytes).name, unzip(bytes).content.toString()]),
      [
        [`${name}.csv.zip`, `${name}.csv`, 'id,v\n1,é\n2,é\n'],
        [`${name}_2.csv.zip`, `${name}_2.csv`, 'id,v\n3,é\n'],
      ],
    );
  });

  it('have a head: that of the first, which is the whole of it only when there is one file', async () => {
    for (const [count, rows, complete] of [
      [2, 2, true],
      [3, 2, false],
      [1, 1, true],
    ] as const) {
      const planned = await planOf(sourceOfRows(count), {}, split);
      const [first] = await exportFiles(sourceOfRows(count), {}, split);
      const head = await exportHead(planned, 10);
      assert.deepEqual(
        [Buffer.from(head.bytes).toString(), head.rows, head.complete],
        [first?.text, rows, complete],
      );
    }
  });

  it('are the unsplit export when they are put together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 70 }),
        fc.array(fc.nat(), { maxLength: 10 }),
        fc.constantFrom<FormatSettings>(
          {},
          { type: 'tsv', lineEnding: 'crlf' },
          { type: 'json' },
          { header: false },
        ),
        async (count, rowsPerFile, cuts, format) => {
          const pieces = cut(Buffer.from(records(count)), cuts);
          const source = sourceOf('x', [memoryFile('x.ndjson', pieces)]);
          const files = await exportFiles(source, format, { rowsPerFile, headerInEachFile: false });
          assert.equal(files.map(({ text }) => text).join(''), await exportText(sourceOfRows(count), format));
          assert.equal(files.length, Math.ceil(count / rowsPerFile));
          assert.equal(new Set(files.map(({ key }) => key)).size, files.length);
          assert.ok(files.every(({ rows }) => rows > 0 && rows <= rowsPerFile));
        },
      ),
    );
  });
});
