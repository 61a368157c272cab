// Opening a definition: what it says, which files its segment has, and what is said when it cannot be used.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openDefinition } from '../../../src/export/openDefinition';
import { defaultOptions } from '../../../src/model/definition';
import { disk } from '../../../src/segment/disk';
import { FailureInFile } from '../../../src/segment/failures';
import { temporaryFolder } from '../temporaryFolder';

describe('openDefinition', () => {
  const folder = temporaryFolder();

  /** Writes a definition into a folder of its own, beside some empty segment files. */
  function write(
    name: string,
    definition: string | Uint8Array | object,
    files: readonly string[] = [],
  ): string {
    const root = folder.path(name);
    for (const file of ['luxury.s3export.json', ...files])
      mkdirSync(join(root, file, '..'), { recursive: true });
    for (const file of files) writeFileSync(join(root, file), '');
    const path = join(root, 'luxury.s3export.json');
    const isText = typeof definition === 'string' || definition instanceof Uint8Array;
    writeFileSync(path, isText ? definition : JSON.stringify(definition));
    return path;
  }

  const opened = async (path: string) => {
    const { definition, source } = await openDefinition(path);
    return { definition, source, files: source.files.map((file) => relative(join(path, '..'), file.path)) };
  };

  it('reads a definition with comments, and a byte order mark', async () => {
    const text =
      '\uFEFF{\n// the segment\n"segment": { "source": "luxury.csv", "input": { "delimiter": ";" } },\n}';
    const { definition, source, files } = await opened(write('comments', text, ['luxury.csv']));
    assert.deepEqual(files, ['luxury.csv']);
    assert.equal(source.name, 'luxury.csv');
    assert.deepEqual(source.options, { delimiter: ';' });
    assert.equal(definition.destination, undefined);
    assert.equal(definition.rowsPerFile, defaultOptions.rowsPerFile);
  });

  it("finds the segment's files relative to its own folder, whatever that folder is called", async () => {
    const paths = ['daily/part-10.csv', 'daily/part-2.csv'];
    const definition = { segment: { source: ['./daily/part-*.csv', '../all the days/other.csv'] } };
    write('all the days', definition, ['daily/part-1.csv', 'other.csv']);
    assert.deepEqual((await opened(write('all * days?', definition, paths))).files, [
      'daily/part-2.csv',
      'daily/part-10.csv',
      '../all the days/other.csv',
    ]);
  });

  it('looks at nothing that it may not look at, not even whether it is there', async () => {
    const path = write('guarded', { segment: { source: ['in.csv', '../away/part-*.csv'] } }, ['in.csv']);
    const looked: string[] = [];
    const seen = { ...disk, namesIn: (at: string) => (looked.push(at), disk.namesIn(at)) };
    const asked: string[] = [];
    const allow = (place: string): Promise<void> => {
      asked.push(relative(folder.path('guarded'), place));
      return place.endsWith('away') ? Promise.reject(new Error('not there')) : Promise.resolve();
    };
    await assert.rejects(openDefinition(path, seen, allow), FailureInFile);
    assert.deepEqual(asked, ['in.csv', '../away']);
    assert.deepEqual(looked, []);
  });

  it('takes an absolute path as it is', async () => {
    const source = folder.path('elsewhere.csv');
    writeFileSync(source, '');
    const { source: found } = await openDefinition(write('absolute', { segment: { source } }));
    assert.deepEqual(
      found.files.map(({ path }) => path),
      [source],
    );
  });

  const definition = { segment: { source: 'luxury.csv' } };
  for (const [what, content, code, pattern] of [
    ['is no JSON', '{', 'invalid-definition', /It is not JSON/],
    ['has a field that does not exist', { ...definition, column: [] }, 'invalid-definition', /"column"/],
    ['is not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'invalid-definition', /not UTF-8/],
    ['is too large', ' '.repeat(5_000_001), 'invalid-definition', /larger than 5 MB/],
    ['has a pattern that no file matches', { segment: { source: 'x-*' } }, 'no-such-files', /x-\*/],
    [
      'has contradicting input options',
      { segment: { source: 'x', input: { format: 'json', header: true } } },
      'invalid-source-options',
      /neither a delimiter nor a header/,
    ],
    ['has columns of one header', { ...definition, columns: [{ path: 'a' }, { path: 'a' }] }, /./, /./],
  ] as const) {
    it(`names the file when it ${what}`, async () => {
      const path = write(what, content);
      await assert.rejects(openDefinition(path), (error: unknown) => {
        assert.ok(error instanceof FailureInFile);
        assert.match(error.code, typeof code === 'string' ? new RegExp(`^${code}$`) : code);
        assert.match(error.message, pattern);
        assert.equal(error.message.startsWith(`${path}: `), true);
        return true;
      });
    });
  }

  it('takes a definition of exactly the largest size', async () => {
    const text = JSON.stringify(definition).padEnd(5_000_000);
    assert.equal((await openDefinition(write('largest', text, ['luxury.csv']))).source.name, 'luxury.csv');
  });

  it('names the definition, the missing segment file, and the folder that its path begins in', async () => {
    for (const [source, code, what] of [
      ['daily/none.csv', 'enoent', 'daily/none.csv: The file was not found.'],
      ['daily/x-*', 'no-such-files', 'No file matches daily/x-*, beginning in the folder'],
    ] as const) {
      const path = write('missing', { segment: { source: ['there.csv', source] } }, ['there.csv']);
      await assert.rejects(openDefinition(path), (error: unknown) => {
        assert.ok(error instanceof FailureInFile);
        assert.equal(error.code, code);
        assert.ok(error.message.startsWith(`${path}: `), error.message);
        assert.ok(error.message.includes(what), error.message);
        assert.ok(error.message.includes(` folder ${folder.path('missing')}.`), error.message);
        return true;
      });
    }
  });

  it('names a file that is not there, and a folder', async () => {
    const path = folder.path('none.s3export.json');
    await assert.rejects(openDefinition(path), {
      code: 'enoent',
      message: /none\.s3export\.json: .*not found/,
    });
    await assert.rejects(openDefinition(folder.path('.')), { code: 'eisdir' });
  });
});
