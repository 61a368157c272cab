// What the command line tells of an export: its files, and the records that are not in it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../../src/model/plan';
import type { Dropped, Receipt, Totals } from '../../../src/model/receipt';
import { assertComplaint, program } from './program';

type DryRun = Totals & { headers: string[]; droppedRecords: Dropped[] } & Pick<Plan, 'replacements'>;

describe('command line, on what is exported', function () {
  this.timeout(60_000);
  const { folder, withConfig, define, endpoint } = program();

  const report = async (...words: string[]) => {
    const { out, code, err } = await withConfig(['push', ...words]);
    assert.deepEqual([code, err], [0, '']);
    return out;
  };
  const dropped = (path: string) =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Dropped);

  /** Writes records of which every second one is a duplicate, and every tenth lacks its name. */
  function people(name: string, count: number): string {
    const path = folder.path(name);
    const records = Array.from({ length: count }, (_, index) =>
      JSON.stringify({ id: Math.floor(index / 2), name: index % 10 === 9 ? null : `n${index}` }),
    );
    writeFileSync(path, `${records.join('\n')}\n`);
    return path;
  }

  it('lists files and dropped records of a dry run: some for people, more for programs, all in a file', async () => {
    people('people-1.ndjson', 4000);
    people('people-2.ndjson', 10);
    const definition = define('people', {
      segment: { name: 'A/B', source: 'people-*.ndjson' },
      destination: 'acme',
      columns: [{ path: 'id' }, { path: 'name', mandatory: true }],
      deduplicate: { keys: ['id'], keep: 'first' },
      fileName: 'people of %SEGMENT_NAME%',
      rowsPerFile: 50,
    });
    const before = endpoint().requests.length;
    const all = folder.path('dropped.ndjson');
    const text = await report(definition, '--dry-run', '--dropped', all);
    assert.equal(
      (text.match(/s3:\/\/cli-exports\/daily\/people of A-B\S*\.csv · 50 rows · /g) ?? []).length,
      20,
    );
    assert.match(text, /^ +and 20 more$/m);
    assert.match(text, /^rows +2,000, of 4,010 records read$/m);
    assert.match(
      text,
      /^dropped +2,010 records: 401 without a mandatory value, 1,609 with the key of another record$/m,
    );
    assert.match(text, /^ +\S+people-1\.ndjson, line 2: with the key of another record$/m);
    assert.match(text, /^ +\S+people-1\.ndjson, line 10: without a value in name$/m);
    assert.match(text, /^ +and 1,990 more$/m);
    assert.match(text, /^name +segment name "A\/B" is written as "A-B"$/m);

    const lines = dropped(all);
    assert.equal(lines.length, 2010);
    const file = folder.path('people-1.ndjson');
    assert.deepEqual(lines[0], { line: 2, reason: 'duplicate', file });
    assert.deepEqual(lines[4], { line: 10, reason: 'mandatory', column: 'name', file });
    assert.deepEqual(lines.at(-1), {
      ...{ line: 10, reason: 'mandatory', column: 'name', file: folder.path('people-2.ndjson') },
    });

    const json = JSON.parse(await report(definition, '--dry-run', '--json')) as DryRun;
    assert.deepEqual([json.files.length, json.rowsRead, json.rowsWritten], [40, 4010, 2000]);
    assert.deepEqual(json.droppedRecords, lines.slice(0, 1000));
    assert.deepEqual(json.replacements, [{ macro: 'SEGMENT_NAME', value: 'A/B', written: 'A-B' }]);
    assert.equal(
      json.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)),
      true,
    );
    assert.equal(endpoint().requests.length, before);
  });

  it('writes the dropped records of a push, and overwrites no file', async () => {
    const file = people('pushed.ndjson', 4);
    const all = folder.path('pushed-dropped.ndjson');
    const words = [file, '--destination=acme', '--dedupe=id', '--dropped', all];
    const receipt = JSON.parse(await report(...words, '--json')) as Receipt;
    assert.equal(receipt.dropped.duplicate, 2);
    const lines = [2, 4].map((line) => `{"line":${line},"reason":"duplicate"}\n`);
    assert.equal(readFileSync(all, 'utf8'), lines.join(''));
    const before = endpoint().requests.length;
    assertComplaint(await withConfig(['push', ...words]), 1, /pushed-dropped\.ndjson\. .* there already/);
    assert.equal(endpoint().requests.length, before);
    assert.equal(readFileSync(all, 'utf8'), lines.join(''));
    const nowhere = folder.path('no/such/folder');
    assertComplaint(
      await withConfig(['push', ...words.slice(0, -1), nowhere]),
      1,
      /cannot be written to .*no\/such\/folder\. There is no such folder\./,
    );
  });

  it('keeps no incomplete file of dropped records, but that of an export without rows', async () => {
    const bad = folder.path('bad-end.ndjson');
    writeFileSync(bad, '{"id":1}\n{"id":1}\n{"id":\n');
    const all = folder.path('bad-dropped.ndjson');
    const words = ['--destination=acme', '--dry-run', '--dropped', all, '--columns', 'id'];
    assertComplaint(await withConfig(['push', bad, ...words, '--segment-id=x']), 1, /Line 3/);
    assert.equal(existsSync(all), false);
    const good = folder.path('strangers.ndjson');
    writeFileSync(good, '{"id":1,"segmentMembership":{}}\n'.repeat(3));
    assertComplaint(
      await withConfig(['push', good, ...words, '--segment-id=x', '--empty=fail']),
      1,
      /no rows/,
    );
    assert.deepEqual(
      dropped(all).map(({ line, reason }) => [line, reason]),
      [1, 2, 3].map((line) => [line, 'notAMember']),
    );
  });

  it('tells texts that a spreadsheet would run, and values in no column', async () => {
    const file = folder.path('formulas.ndjson');
    writeFileSync(file, `${'{"a":"=1+1"}\n'.repeat(1000)}{"a":"b","b":1}\n`);
    const words = [file, '--destination', 'acme', '--file-name', 'formulas-%TIMESTAMP%'];
    for (const more of [['--dry-run'], []]) {
      const text = await report(...words, ...more);
      assert.match(text, /^formulas +1,000 texts would run as formulas in a spreadsheet; see formulaGuard$/m);
      assert.match(text, /^left out +1 value at paths that/m);
    }
  });

  it('shows no control characters of a header on a terminal', async () => {
    const file = folder.path('escape.csv');
    writeFileSync(file, 'a\u001b[31m,b\n1,2\n');
    assert.match(await report(file, '--destination', 'acme', '--dry-run'), /^columns +a\uFFFD\[31m, b$/m);
  });

  it('names the segment file of a failure', async () => {
    const bad = folder.path('oops.ndjson');
    writeFileSync(bad, '{"a":1}\noops\n');
    const place = /^\S+oops\.ndjson:2:1: error: Line 2, column 1 .* \[not-json\]$/m;
    assertComplaint(await withConfig(['preview', bad]), 1, place);
    const gone = folder.path('gone.ndjson');
    assertComplaint(await withConfig(['preview', gone]), 1, /^s3-destinations: \S+gone\.ndjson: .*not found/);
    const words = ['push', bad, '--destination', 'acme', '--columns', 'a'];
    assertComplaint(await withConfig(words), 1, place);
  });
});
