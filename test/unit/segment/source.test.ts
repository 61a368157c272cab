// Several files as one segment: which, in which order, under which name, and what is said when one is not as the others.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure } from '../../../src/model/failure';
import type { SourceOptions } from '../../../src/model/sourceOptions';
import { readRecords } from '../../../src/segment/records';
import { openSource, sourceOf } from '../../../src/segment/source';
import { allRecords } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { memoryFile } from './memory';

describe('openSource', () => {
  const folder = temporaryFolder();
  let suites = 0;

  /** Files in a folder of their own. @returns its path */
  function files(contents: Record<string, string | Uint8Array>): string {
    const path = folder.path(`case${++suites}`);
    for (const [name, content] of Object.entries(contents)) {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    return path;
  }

  const namesOf = async (root: string, ...patterns: string[]) => {
    const source = await openSource(patterns.map((pattern) => join(root, pattern)));
    return source.files.map(({ path }) => relative(root, path));
  };

  it('reads the files of a pattern in natural order, gzipped or not, each record with its file and line', async () => {
    const root = files({
      'part-10.json.gz': gzipSync('{"n":10}\n'),
      'part-2.json': '{"n":2}\n{"n":3}',
      'part-1.json': '\uFEFF[{"n":0},\n{"n":1}]',
    });
    const records = await allRecords(await openSource(join(root, 'part-*.json*')));
    assert.deepEqual(
      records.map(({ file, line, value }) => [relative(root, file ?? ''), line, value['n']]),
      [
        ['part-1.json', 1, 0],
        ['part-1.json', 2, 1],
        ['part-2.json', 1, 2],
        ['part-2.json', 2, 3],
        ['part-10.json.gz', 1, 10],
      ],
    );
  });

  it('matches * and ? within names, also of folders, and no hidden file or folder', async () => {
    const root = files({
      'a/part-1.csv': '',
      'a/part-12.csv': '',
      'a/.part-1.csv': '',
      'a/part-1xcsv': '',
      'a/part-1.csv.bak': '',
      'b/part-1.csv': '',
      'b/part-2.csv/inner': '',
      'c[1]/x.csv': '',
      'c[1]/é.csv': '',
    });
    assert.deepEqual(await namesOf(root, '*/part-?.csv'), ['a/part-1.csv', 'b/part-1.csv']);
    assert.deepEqual(await namesOf(root, 'a/*'), [
      'a/part-1.csv',
      'a/part-1.csv.bak',
      'a/part-1xcsv',
      'a/part-12.csv',
    ]);
    assert.deepEqual(await namesOf(root, 'a/.*'), ['a/.part-1.csv']);
    assert.deepEqual(await namesOf(root, 'c[1]/?.csv'), ['c[1]/é.csv', 'c[1]/x.csv']);
    await assert.rejects(namesOf(root, 'd/*.csv'), { code: 'no-such-files', message: /d\/\*\.csv/ });
  });

  it('matches no export definition', async () => {
    const root = files({
      'a.json': '',
      'a.s3export.json': '',
      'B.S3EXPORT.JSON': '',
      'c/d.s3export.json': '',
    });
    assert.deepEqual(await namesOf(root, '*'), ['a.json']);
    assert.deepEqual(await namesOf(root, '*.json'), ['a.json']);
    await assert.rejects(namesOf(root, '*/d.s3export.json'), { code: 'no-such-files' });
  });

  it('takes a file whose name has a wildcard in it by that name', async () => {
    const root = files({ 'a*.csv': '', 'ab.csv': '' });
    assert.deepEqual(await namesOf(root, 'a*.csv'), ['a*.csv']);
  });

  it('orders a list too, and reads each file once', async () => {
    const root = files({ 'part-2.csv': '', 'part-10.csv': '', 'part-010.csv': '', 'Part-1.csv': '' });
    assert.deepEqual(await namesOf(root, 'part-10.csv', '*-*.csv', 'part-2.csv'), [
      'Part-1.csv',
      'part-2.csv',
      'part-010.csv',
      'part-10.csv',
    ]);
  });

  for (const [name, paths] of [
    ['luxury.csv', ['luxury.csv']],
    ['luxury', ['luxury-1.csv', 'luxury-2.csv']],
    ['luxury', ['luxury_0010.csv', 'luxury_0011.csv']],
    [
      'x-12341e18-abcd-49c2-836d-123c88e76c39',
      ['x-12341e18-abcd-49c2-836d-123c88e76c39-1.csv', 'x-12341e18-abcd-49c2-836d-123c88e76c39-2.csv'],
    ],
    ['audience', ['audience/part-1.csv', 'audience/part-2.csv']],
    ['audience', ['audience/a.csv', 'audience/b.csv']],
    ['😀😀x', ['😀😀x1.csv', '😀😀x2.csv']],
    // The two last characters differ in their second half only.
    ['x', ['x😀.csv', 'x😁.csv']],
    ['x.csv', ['x.csv', 'x.csv.gz']],
  ] as const) {
    it(`names a segment in ${paths.join(' and ')} ${name}`, async () => {
      const root = files(Object.fromEntries(paths.map((path) => [path, '{"a":1}'])));
      assert.equal((await openSource(paths.map((path) => join(root, path)))).name, name);
    });
  }

  it('adds up the sizes', async () => {
    const root = files({ 'a.csv': 'abc', 'b.csv': 'defg' });
    assert.equal(await (await openSource(join(root, '*'))).size(), 7);
  });

  it('reads delimited parts that have the same header, each with its own', async () => {
    const root = files({ '1.csv': 'a,b\n1,2\n', '2.csv': 'a;b\r\n3;4', '3.csv': '', '4.csv': 'a,b\n' });
    const records = await allRecords(await openSource(join(root, '*')));
    assert.deepEqual(
      records.map(({ line, value }) => [line, value]),
      [
        [2, { a: '1', b: '2' }],
        [2, { a: '3', b: '4' }],
      ],
    );
  });

  const failing = async (contents: Record<string, string>, options?: SourceOptions): Promise<unknown> => {
    const root = files(contents);
    return allRecords(await openSource(join(root, '*'), options)).catch((error: unknown) => error);
  };

  for (const [what, contents, code, pattern, options] of [
    ['another header', { '1.csv': 'a,b\n1,2', '2.csv': 'b,a\n1,2' }, 'different-columns', /2\.csv: .*1\.csv/],
    [
      'another width',
      { '1.csv': '1,2\n', '2.csv': '1\n' },
      'different-columns',
      /2\.csv: /,
      { header: false },
    ],
    ['another kind', { '1.csv': 'a,b\n1,2', '2.json': '{"a":1}' }, 'different-columns', /2\.json: .*1\.csv/],
    [
      'a bad line',
      { '1.json': '{"a":1}', '2.json': '{"a":1}\n{"a": oops}' },
      'not-json',
      /2\.json: Line 2, column 7 /,
    ],
    ['a bad row', { '1.csv': 'a,b\n1,2', '2.csv': 'a,b\n1' }, 'ragged-row', /2\.csv: .* line 2: /],
  ] as const) {
    it(`refuses a part with ${what}, naming it`, async () => {
      const error = await failing(contents, options);
      assert.ok(error instanceof Failure);
      assert.match(error.message, pattern);
      assert.equal(error.code, code);
    });
  }

  it('keeps the text around a bad place out of the message, also of a named part', async () => {
    const error = await failing({ '1.json': '{"a": oops}', '2.json': '{"a":1}' });
    assert.ok(error instanceof Failure);
    assert.match(error.excerpt ?? '', /oops/);
    assert.doesNotMatch(error.message, /oops/);
  });

  it('names the part that changes or vanishes while the segment is read', async () => {
    const rows = '{"a":1}\n'.repeat(300_000);
    /** Changes the second part when its first record comes, or that of the first part. */
    const meddling = async (when: string, change: (path: string) => void): Promise<void> => {
      const root = files({ '1.ndjson': rows, '2.ndjson': rows });
      for await (const [record] of readRecords(await openSource(join(root, '*')))) {
        if (record?.line === 1 && record.file === join(root, when)) change(join(root, '2.ndjson'));
      }
    };
    const missing = { code: 'enoent', message: /2\.ndjson: The file was not found/ };
    await assert.rejects(meddling('1.ndjson', rmSync), missing);
    const changed = { code: 'segment-changed', message: /2\.ndjson: / };
    await assert.rejects(meddling('2.ndjson', rmSync), changed);
    await assert.rejects(
      meddling('2.ndjson', (path) => appendFileSync(path, 'x')),
      changed,
    );
  });

  it('refuses a pipe and a device at once, and reads a link to a file', async function () {
    if (process.platform === 'win32') this.skip();
    const root = files({ 'a.csv': 'a\n1\n' });
    execFileSync('mkfifo', [join(root, 'pipe.csv')]);
    symlinkSync(join(root, 'a.csv'), join(root, 'link.csv'));
    for (const path of [join(root, 'pipe.csv'), '/dev/null']) {
      const refused = { code: 'not-a-file', message: new RegExp(`^${path}: This is a pipe or a device`) };
      await assert.rejects(async () => allRecords(await openSource(path)), refused);
    }
    assert.deepEqual(await allRecords(await openSource(join(root, 'link.csv'))), [
      { line: 2, keys: ['a'], value: { a: '1' } },
    ]);
  });

  it('explains paths that lead nowhere', async function () {
    if (process.platform === 'win32') this.skip();
    const root = files({ 'a.csv': 'a\n1\n' });
    symlinkSync(join(root, 'loop.csv'), join(root, 'loop.csv'));
    const reading = (...names: string[]) => openSource(join(root, ...names)).then(allRecords);
    await assert.rejects(reading('loop.csv'), { code: 'eloop', message: /loop\.csv: .* in a circle/ });
    await assert.rejects(reading('a.csv', 'b.csv'), { code: 'enotdir', message: /b\.csv: .* is a file/ });
    await assert.rejects(reading('.'), { code: 'eisdir', message: /This is a folder/ });
  });

  it('names an only file in failures, and not in records', async () => {
    const root = files({ 'a.ndjson': '{"n":1}\n', 'bad.ndjson': 'oops\n' });
    assert.deepEqual(await allRecords(await openSource(join(root, 'a.ndjson'))), [
      { line: 1, value: { n: 1 } },
    ]);
    const path = join(root, 'bad.ndjson');
    await assert.rejects(allRecords(await openSource(path)), (error: Failure) => {
      assert.equal(error.code, 'not-json');
      return error.message.startsWith(`${path}: Line 1, column 1 `);
    });
  });

  it('passes a cancel on as it is', async () => {
    const controller = new AbortController();
    const part = memoryFile('1.json', [Buffer.from('{"a":1}\n')]);
    const source = sourceOf('x', [part, part]);
    controller.abort();
    const reading = async () => {
      for await (const batch of readRecords(source, controller.signal)) assert.fail(`read ${batch.length}`);
    };
    await assert.rejects(reading, { name: 'AbortError' });
  });

  it('refuses options that contradict each other', async () => {
    const root = files({ 'a.csv': 'a\n1' });
    await assert.rejects(openSource(join(root, 'a.csv'), { format: 'json', header: false }), {
      code: 'invalid-source-options',
    });
  });
});
