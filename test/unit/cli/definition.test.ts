// The command line with an export definition, or with the same things as options.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Receipt } from '../../../src/model/receipt';
import { assertComplaint, csv, program, run } from './program';

describe('command line, with definitions and options', function () {
  this.timeout(60_000);
  const { folder, file, withConfig, read, define, delivered } = program();
  const lines = csv.split('\n');

  const preview = async (...words: string[]) => {
    const result = await withConfig(['preview', ...words]);
    assert.deepEqual([result.err, result.code], ['', 0]);
    return result.out;
  };

  it('previews and pushes a definition: its segment beside it, its destination and options', async () => {
    mkdirSync(folder.path('daily'));
    for (const part of [2, 10]) writeFileSync(folder.path(`daily/part-${part}.txt`), `${part};x\n`);
    const open = define('open', {
      segment: { source: 'daily/part-*.txt', input: { delimiter: ';', header: false } },
      destination: 'tabs',
      columns: [{ path: 'column_2' }, { path: 'column_1', header: 'number' }],
      fileName: 'open-%TIMESTAMP%',
    });
    assert.equal(await preview(open), 'column_2\tnumber\nx\t2\nx\t10\n');
    const { out, code } = await withConfig(['push', relative(process.cwd(), open), '--json']);
    assert.equal(code, 0);
    const { destination, files } = JSON.parse(out) as Receipt;
    assert.equal(destination, 'tabs');
    assert.match(files[0]?.key ?? '', /^tabs\/open-\d{10}\.txt$/);
    assert.equal(await read(files[0]?.key ?? ''), 'column_2\tnumber\nx\t2\nx\t10\n');
  });

  it('lets --destination and --format go before the destination of a definition', async () => {
    const definition = define('elsewhere', { segment: { source: 'profiles.ndjson' }, destination: 'tabs' });
    assert.equal(await preview(definition), csv.replaceAll(',', '\t'));
    assert.equal(await preview(definition, '--destination', 'acme'), csv);
    assert.equal((await run(['preview', definition, '--format', 'csv'])).out, csv);
    const { out } = await withConfig(['push', definition, '--destination', 'acme', '--dry-run']);
    assert.match(out, /^object +s3:\/\/cli-exports\/daily\//m);
  });

  it('previews a definition without a destination as CSV, and pushes it only to one that is named', async () => {
    const definition = define('homeless', { segment: { source: 'profiles.ndjson' } });
    assert.equal((await run(['preview', definition])).out, csv);
    assert.equal((await run(['preview', definition, '--format', 'tsv'])).out, csv.replaceAll(',', '\t'));
    assertComplaint(await withConfig(['push', definition]), 2, /no "destination".*--destination ID/);
  });

  it('names a definition that cannot be used, and one that is not there', async () => {
    assertComplaint(
      await run(['preview', define('bad', { segment: { source: 'x' }, rowsPerFile: 0 })]),
      1,
      /bad\.s3export\.json: The export definition cannot be used\. .*"rowsPerFile"/,
    );
    assertComplaint(
      await run(['preview', folder.path('none.s3export.json')]),
      1,
      /none\.s3export\.json: .*not found/,
    );
  });

  /** Three records, of which the first is in segment x and the second has left it. */
  function members(): string {
    const path = folder.path('members.ndjson');
    const memberships = [
      { x: { status: 'realized' } },
      { x: { status: 'exited' } },
      { y: { status: 'realized' } },
    ];
    const records = memberships.map((ups, a) => JSON.stringify({ a, segmentMembership: { ups } }));
    writeFileSync(path, records.join('\n'));
    return path;
  }

  it('takes what a definition says as options, too', async () => {
    const segment = folder.path('visits.csv');
    const records = ['id,at,"a,b"', '1,2026-01-01,x', '1,2026-01-03,y', '1,2026-01-02,z', '2,,w'];
    writeFileSync(segment, records.join('\n'));
    const dedupe = ['--dedupe', 'id'];
    assert.equal(await preview(segment, ...dedupe), 'id,at,"a,b"\n1,2026-01-01,x\n2,,w\n');
    assert.equal(
      await preview(segment, ...dedupe, '--dedupe-keep=last'),
      'id,at,"a,b"\n1,2026-01-02,z\n2,,w\n',
    );
    assert.equal(
      await preview(segment, ...dedupe, '--dedupe-time', 'at', '--columns', '"a,b",id'),
      '"a,b",id\ny,1\nw,2\n',
    );
    assert.equal((await preview(segment, ...dedupe, '--dedupe', 'at')).split('\n').length, 6);
    const words = ['push', segment, '--destination', 'acme', '--dry-run', '--segment-name', 'Very VIP'];
    const { out } = await withConfig([...words, '--file-name', 'x-%SEGMENT_NAME%-%SEGMENT_ID%']);
    assert.match(out, /^object +s3:\/\/cli-exports\/daily\/x-Very VIP-visits\.csv · /m);
    assert.equal(await preview(members(), '--segment-id', 'x', '--columns', 'a'), 'a\n0\n');
  });

  it('previews the files of an export one after the other, or one of them', async () => {
    const header = lines[0] ?? '';
    const two = ['--rows-per-file', '2'];
    const second = `${header}\n${lines[3]}\n`;
    assert.equal(await preview(file, ...two), `${lines.slice(0, 3).join('\n')}\n${second}`);
    assert.equal(await preview(file, ...two, '--file', '1'), `${lines.slice(0, 3).join('\n')}\n`);
    assert.equal(await preview(file, ...two, '--file', '2'), second);
    assertComplaint(await run(['preview', file, ...two, '--file', '3']), 1, /no file 3\. It has 2 files\./);
    assertComplaint(await run(['preview', file, '--file', '2']), 1, /It has one file\./);
  });

  it('previews the first rows of the first file, and nothing of an export that is skipped', async () => {
    const words = ['--rows-per-file', '2', '--rows'];
    assert.equal(await preview(file, ...words, '1'), `${lines.slice(0, 2).join('\n')}\n`);
    assert.equal(await preview(file, ...words, '3'), `${lines.slice(0, 3).join('\n')}\n`);
    const skipped = ['--segment-id=z', '--columns=a', '--empty=skip'];
    assert.equal(await preview(members(), ...skipped, '--rows', '3'), '');
  });

  it('delivers several files with a line each, and their proof', async () => {
    const words = ['push', file, '--destination', 'acme', '--rows-per-file', '2', '--file-name', 'several'];
    const { out, code } = await withConfig(words);
    assert.equal(code, 0);
    const digest = 'SHA-256 [0-9a-f]{64}';
    assert.match(
      out,
      new RegExp(`^delivered +s3://cli-exports/daily/several\\.csv · 2 rows · \\d+ bytes · ${digest}$`, 'm'),
    );
    assert.match(
      out,
      new RegExp(`^delivered +s3://cli-exports/daily/several_2\\.csv · 1 row · \\d+ bytes · ${digest}$`, 'm'),
    );
    assert.match(out, /^rows +3, of 3 records read$/m);
    assert.match(out, /^proof +2 files: verified: /m);
    assert.equal(await read('daily/several_2.csv'), `${lines[0]}\n${lines[3]}\n`);
  });

  it('says which files of an export were delivered when one is not', async () => {
    const push = (name: string, rows: string, ...more: string[]) =>
      withConfig(['push', file, '--destination=acme', '--file-name', name, '--rows-per-file', rows, ...more]);
    assert.equal((await push('partly_2', '9')).code, 0);
    // Who reads the segment first knows all keys before anything is sent.
    assertComplaint(await push('partly', '2'), 1, /"daily\/partly_2\.csv" already, which is left as it is/);
    assert.ok(!(await delivered()).includes('daily/partly.csv'));
    assertComplaint(
      await push('partly', '2', '--single-pass'),
      1,
      /Only the first file .*: daily\/partly\.csv\..*daily\/partly_2\.csv/,
    );
    assert.ok((await delivered()).includes('daily/partly.csv'));
  });

  it('tells programs which files of an export were delivered when one is not', async () => {
    const push = (name: string, rows: string) =>
      withConfig([
        'push',
        file,
        '--destination=acme',
        '--file-name',
        name,
        '--rows-per-file',
        rows,
        '--single-pass',
        '--json',
      ]);
    assert.equal((await push('half_2', '9')).code, 0);
    const { code, out, err } = await push('half', '2');
    const { error, files, ...told } = JSON.parse(out) as {
      error: { code: string; message: string };
      files: { key: string; rows: number; proof: string }[];
    };
    assert.deepEqual(told, { destination: 'acme', bucket: 'cli-exports' });
    assert.deepEqual(
      files.map(({ key, rows, proof }) => [key, rows, proof]),
      [['daily/half.csv', 2, 'checksum']],
    );
    assert.equal(error.code, 'partly-delivered');
    assert.equal(err, `s3-destinations: ${error.message}\n`);
    assert.equal(code, 1);
  });

  it('delivers nothing, an object without rows, or fails when no row is left', async () => {
    const words = [
      'push',
      members(),
      '--destination=acme',
      '--segment-id=z',
      '--columns=a',
      '--file-name=empty',
    ];
    const push = (empty: string, ...more: string[]) => withConfig([...words, '--empty', empty, ...more]);
    const before = await delivered();
    for (const more of [[], ['--dry-run']]) {
      const skipped = await push('skip', ...more);
      assert.deepEqual([skipped.code, skipped.err], [0, '']);
      assert.match(skipped.out, /^skipped +nothing to deliver: no rows$/m);
      assert.match(skipped.out, /^dropped +3 records: 3 not in the segment$/m);
    }
    assertComplaint(await push('fail'), 1, /no rows/);
    assert.deepEqual(await delivered(), before);
    assert.match((await push('write')).out, /^delivered +\S+empty\.csv · 0 rows/m);
    assert.equal(await read('daily/empty.csv'), 'a\n');
  });
});
