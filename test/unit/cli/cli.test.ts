// The command line as a program: what it writes, where, and how it ends; against the local S3 endpoint.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startS3Endpoint, type S3Endpoint } from '../../s3/server/server';
import { connect, type Connection } from '../../../src/delivery/connection';
import { listDelivered, readObject } from '../../../src/delivery/objects';
import { readDestination } from '../../../src/model/destination';
import { figures } from '../../../src/cli/terminal';
import type { Receipt, Totals } from '../../../src/model/receipt';
import { temporaryFolder } from '../temporaryFolder';

const root = join(__dirname, '../../..');
const key = { accessKeyId: 'AKIACLITESTCLITEST00', secretAccessKey: 'secret-of-the-command-line-test' };
const profiles = readFileSync(join(root, 'test/golden/three-profiles.ndjson'));
const csv = `person_name_firstName,person_name_lastName,person_gender,person_birthYear,personalEmail_address
Kurt,Vonnegut,male,1922,kurt@vonnegut.com
Harper,Lee,female,1926,harper@lee.com
George,Orwell,male,1903,george@orwell.com
`;

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('command line', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const file = folder.path('profiles.ndjson');
  const config = folder.path('settings.json');
  let endpoint: S3Endpoint;
  let connection: Connection;
  const signal = new AbortController().signal;

  before(async () => {
    endpoint = await startS3Endpoint({
      directory: folder.path('s3'),
      users: [{ name: 'owner', ...key }],
      buckets: ['cli-exports'],
    });
    const common = { bucket: 'cli-exports', pathStyle: true, endpoint: endpoint.url };
    const destinations = {
      acme: { ...common, folderPath: 'daily', credentials: { type: 'accessKey' } },
      tabs: { ...common, folderPath: 'tabs', format: { type: 'tsv' } },
      missing: { ...common, bucket: 'no-such-bucket' },
      unreachable: { ...common, endpoint: 'http://127.0.0.1:1' },
      broken: { bucket: 'Bad_Name' },
    };
    const text = JSON.stringify({ 's3Destinations.destinations': destinations });
    writeFileSync(config, `// settings with a comment\n${text}`);
    writeFileSync(file, profiles);
    connection = await connect(readDestination('acme', destinations.acme), () => Promise.resolve(key));
  });
  after(async () => {
    connection.close();
    await endpoint.close();
  });

  /** Runs the program. @param onStart is handed the process, for example to interrupt it */
  function run(
    words: readonly string[],
    {
      env = {},
      stdout = 'pipe',
      onStart,
    }: {
      env?: NodeJS.ProcessEnv;
      stdout?: 'pipe' | number;
      onStart?: (child: ReturnType<typeof spawn>) => void;
    } = {},
  ): Promise<Result> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/cli.ts'), ...words], {
      cwd: root,
      stdio: ['ignore', stdout, 'pipe'],
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
        ...env,
      },
    });
    onStart?.(child);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  }

  const withConfig = (...words: string[]) => run([...words, '--config', config]);
  const delivered = async () =>
    (await listDelivered(connection, { signal })).objects.map((object) => object.key);

  /** One line on standard error, nothing on standard output. */
  function assertComplaint(result: Result, code: number, pattern: RegExp): void {
    assert.equal(result.out, '');
    assert.match(result.err, /^s3-destinations: [^\n]+\n$/);
    assert.match(result.err, pattern);
    assert.equal(result.code, code);
  }

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
    const [delivered] = receipt.files;
    assert.ok(delivered);
    assert.match(delivered.key, /^daily\/amazon-s3_segmentprofiles_\d{14}\.csv$/);
    assert.deepEqual([receipt.rowsWritten, delivered.bytes, delivered.proof], [3, csv.length, 'checksum']);
    const { bytes } = await readObject(connection, delivered.key, { maxBytes: 1_000_000, signal });
    assert.equal(Buffer.from(bytes).toString(), csv);
    assert.doesNotMatch(result.out, new RegExp(key.secretAccessKey));
  });

  it('says what a push would do, and touches nothing', async () => {
    const before = endpoint.requests.length;
    const result = await withConfig('push', file, '--destination', 'tabs', '--dry-run', '--json');
    assert.equal(result.code, 0);
    const report = JSON.parse(result.out) as Totals & { headers: string[] };
    assert.match(report.files[0]?.key ?? '', /^tabs\/.*\.txt$/);
    assert.equal(report.headers[0], 'person_name_firstName');
    assert.equal(report.files[0]?.bytes, csv.length);
    assert.equal(endpoint.requests.length, before);
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
    const out = 'write  allowed\nread   allowed\nlist   allowed\nabort  allowed\n';
    assert.deepEqual(checked, { code: 0, out, err: '' });
    const listed = await withConfig('list');
    assert.equal(listed.code, 0);
    assert.match(listed.out, /^acme +s3:\/\/cli-exports\/daily {2}csv \(\.csv\)$/m);
    assert.match(listed.out, /^broken +The destination "broken" cannot be used\./m);
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

  it('says that the disk is full', async function () {
    if (process.platform !== 'linux') this.skip();
    const full = openSync('/dev/full', 'w');
    const result = await run(['preview', file], { stdout: full });
    closeSync(full);
    assertComplaint(result, 1, /disk is full/);
  });

  it('ends quietly when nobody reads on', async () => {
    const long = folder.path('long.ndjson');
    writeFileSync(long, '{"a":"some text to fill the pipe"}\n'.repeat(300_000));
    const closeEarly = (child: ReturnType<typeof spawn>) =>
      child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await run(['preview', long], { onStart: closeEarly });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  it('speaks of no bucket when it is cancelled in a preview', async () => {
    const long = folder.path('long-preview.ndjson');
    writeFileSync(long, '{"a":"some text to fill the pipe"}\n'.repeat(2_000_000));
    const interrupt = (child: ReturnType<typeof spawn>) =>
      child.stdout?.once('data', () => child.kill('SIGINT'));
    const { code, err } = await run(['preview', long], { onStart: interrupt });
    assert.deepEqual({ code, err }, { code: 130, err: 's3-destinations: Cancelled.\n' });
  });

  it('cancels on Ctrl+C and leaves nothing in the bucket', async () => {
    const long = folder.path('slow.ndjson');
    writeFileSync(long, `{"a":"${'x'.repeat(1000)}"}\n`.repeat(40_000));
    const before = await delivered();
    endpoint.setBytesPerSecond(1_000_000);
    const uploads = () =>
      endpoint.requests.filter(({ method, path }) => method === 'POST' && path.includes('uploads'));
    const started = uploads().length;
    const interruptInUpload = (child: ReturnType<typeof spawn>) => {
      const timer = setInterval(() => {
        if (uploads().length === started) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 50);
      child.once('exit', () => clearInterval(timer));
    };
    const result = await run(['push', long, '--destination', 'acme', '--config', config], {
      onStart: interruptInUpload,
    });
    endpoint.setBytesPerSecond(undefined);
    assertComplaint(result, 130, /Cancelled\. Nothing was written/);
    assert.deepEqual(await delivered(), before);
    assert.equal(uploads().length, started + 1);
    const aborted = endpoint.requests.filter(({ method, status }) => method === 'DELETE' && status === 204);
    assert.equal(aborted.length > 0, true);
  });
});
