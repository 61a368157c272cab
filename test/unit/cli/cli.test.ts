// The command line as a program: what it writes, where, and how it ends; against the local S3 endpoint.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { figures } from '../../../src/cli/terminal';
import type { Receipt, Totals } from '../../../src/model/receipt';
import { accessKey, assertComplaint, csv, program, run } from './program';

describe('command line', function () {
  this.timeout(60_000);
  const { folder, file, config, endpoint, delivered, read, withConfig: configured } = program();
  const withConfig = (...words: string[]) => configured(words);

  it('previews the exact bytes, as CSV and as TSV, whole or the first rows', async () => {
    assert.deepEqual(await run(['preview', file]), { code: 0, out: csv, err: '' });
    assert.equal((await run(['preview', file, '--format', 'tsv'])).out, csv.replaceAll(',', '\t'));
    assert.equal(
      (await run(['preview', file, '--rows', '1'])).out,
      `${csv.split('\n').slice(0, 2).join('\n')}\n`,
    );
    assert.equal((await withConfig('preview', file, '--destination', 'tabs')).out, csv.replaceAll(',', '\t'));
  });

  it('reads several files and patterns as one segment, by the options given', async () => {
    writeFileSync(folder.path('part-10.txt'), '3\t4\n');
    writeFileSync(folder.path('part-2.txt.gz'), gzipSync(Buffer.from('\uFEFF1\t2\n', 'utf16le')));
    const other = folder.path('other.txt');
    writeFileSync(other, '1\t2\t3\n');
    const words = ['--input-delimiter', '\\t', '--no-input-header'];
    const result = await run(['preview', folder.path('part-*'), ...words]);
    assert.deepEqual(result, { code: 0, out: 'column_1,column_2\n1,2\n3,4\n', err: '' });
    assertComplaint(
      await run(['preview', folder.path('part-*'), other, ...words]),
      1,
      /part-2\.txt\.gz: .*not the same .*other\.txt/,
    );
    assertComplaint(await run(['preview', folder.path('none-*')]), 1, /none-\*/);
  });

  it('pushes what it previews, and prints a receipt', async () => {
    const result = await withConfig('push', file, '--destination', 'acme', '--json');
    assert.deepEqual([result.code, result.err], [0, '']);
    const receipt = JSON.parse(result.out) as Receipt;
    const [object] = receipt.files;
    assert.ok(object);
    assert.match(object.key, /^daily\/amazon-s3_segmentprofiles_\d{14}\.csv$/);
    assert.deepEqual([receipt.rowsWritten, object.bytes, object.proof], [3, csv.length, 'checksum']);
    assert.equal(await read(object.key), csv);
    assert.doesNotMatch(result.out, new RegExp(accessKey.secretAccessKey));
  });

  it('says what a push would do, and touches nothing', async () => {
    const before = endpoint().requests.length;
    const result = await withConfig('push', file, '--destination', 'tabs', '--dry-run', '--json');
    assert.equal(result.code, 0);
    const report = JSON.parse(result.out) as Totals & { headers: string[] };
    assert.match(report.files[0]?.key ?? '', /^tabs\/.*\.txt$/);
    assert.equal(report.headers[0], 'person_name_firstName');
    assert.equal(report.files[0]?.bytes, csv.length);
    assert.equal(endpoint().requests.length, before);
  });

  it('counts one as one', async () => {
    const late = folder.path('late.ndjson');
    writeFileSync(late, `${'{"a":1}\n'.repeat(1000)}{"a":1,"b":2}\n`);
    const { out } = await withConfig('push', late, '--destination', 'acme', '--dry-run');
    assert.match(out, /^left out +1 value at paths that/m);
    assert.equal(figures(1, 1_000_000), '1 row · 1.0 MB');
    assert.equal(figures(12_000, 4_100_000), '12,000 rows · 4.1 MB');
  });

  it('checks and lists', async () => {
    const checked = await withConfig('check', 'acme');
    const lines = [
      'write  allowed  s3:PutObject',
      'read   allowed  s3:GetObject',
      'list   allowed  s3:ListBucket',
      'abort  allowed  s3:AbortMultipartUpload',
      'parts  allowed  s3:ListMultipartUploadParts',
    ];
    assert.deepEqual(checked, { code: 0, out: lines.map((line) => `${line}\n`).join(''), err: '' });
    const listed = await withConfig('list');
    assert.equal(listed.code, 0);
    assert.match(listed.out, /^acme +s3:\/\/cli-exports\/daily {2}csv \(\.csv\)$/m);
    assert.match(listed.out, /^broken +The destination "broken" cannot be used\./m);
  });

  it('tells programs what a check found, and what stands in the way', async () => {
    const ready = await withConfig('check', 'tabs', '--json');
    assert.equal(ready.code, 0);
    const { permissions, ...place } = JSON.parse(ready.out) as { permissions: unknown[] };
    assert.deepEqual(place, {
      destination: 'tabs',
      bucket: 'cli-exports',
      region: 'us-east-1',
      ready: true,
    });
    assert.deepEqual(permissions[0], { action: 's3:PutObject', use: 'write', access: 'allowed' });
    const elsewhere = await withConfig('check', 'elsewhere', '--json');
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.err, /Set the destination's region to "eu-west-1"/);
    const { error } = JSON.parse(elsewhere.out) as { error: { code: string; region: string } };
    assert.deepEqual([error.code, error.region], ['wrong-region', 'eu-west-1']);
  });

  it('prints the least policy, and says what is to be filled in', async () => {
    const { code, out, err } = await withConfig('policy', 'acme');
    assert.deepEqual([code, err], [0, '']);
    const { Statement } = JSON.parse(out) as { Statement: { Resource: string }[] };
    assert.equal(Statement[0]?.Resource, 'arn:aws:s3:::cli-exports/daily/*');
    const encrypted = await withConfig('policy', 'elsewhere');
    assert.equal(encrypted.code, 0);
    assert.match(encrypted.err, /^s3-destinations: Replace ACCOUNT_ID, KEY_ID/);
    assert.ok(JSON.parse(encrypted.out));
  });

  it('refuses wrong usage with exit code 2', async () => {
    assertComplaint(await run(['pull']), 2, /no command "pull".* --help/);
  });

  it('refuses a file that is not there, a config that is not there, an unknown and a broken destination', async () => {
    assertComplaint(await run(['preview', folder.path('nothing.csv')]), 1, /not found/);
    assertComplaint(await run(['list', '--config', folder.path('nothing.json')]), 1, /--config FILE/);
    assertComplaint(
      await withConfig('push', file, '--destination', 'nowhere'),
      1,
      /Registered are: acme, tabs/,
    );
    assertComplaint(await withConfig('check', 'broken'), 1, /lowercase/);
  });

  it('stops at a line that is not JSON with nothing in the bucket, and shows the place', async () => {
    const bad = folder.path('bad.ndjson');
    writeFileSync(bad, `${'{"a":1}\n'.repeat(2_000_000)}{"a": oops}\n`);
    const before = await delivered();
    const result = await withConfig('push', bad, '--destination', 'acme');
    assertComplaint(result, 1, /Line 2000001, column 7 .* In the file: ".*oops/);
    assert.deepEqual(await delivered(), before);
  });

  it('explains wrong keys, a missing bucket and no network', async () => {
    const wrong = { env: { AWS_SECRET_ACCESS_KEY: 'wrong' } };
    assertComplaint(await run(['check', 'acme', '--config', config], wrong), 1, /secret/i);
    assertComplaint(await withConfig('push', file, '--destination', 'missing'), 1, /no-such-bucket/);
    assertComplaint(await withConfig('push', file, '--destination', 'unreachable'), 1, /127\.0\.0\.1:1/);
  });
});
