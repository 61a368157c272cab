// How the command line ends when nobody reads on, nothing more can be written, or somebody stops it.
import assert from 'node:assert/strict';
import { type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { DeliveredFile } from '../../../src/model/receipt';
import { assertComplaint, csv, program, run } from './program';

describe('command line, at its end', function () {
  this.timeout(60_000);
  const { folder, file, endpoint, delivered, read, withConfig } = program();

  /** Runs with an output that takes nothing: Linux has a device for that. */
  async function runOnFullDisk(words: readonly string[]) {
    const full = openSync('/dev/full', 'w');
    try {
      return await withConfig(words, { stdout: full });
    } finally {
      closeSync(full);
    }
  }

  it('says that the disk is full', async function () {
    if (process.platform !== 'linux') this.skip();
    assertComplaint(await runOnFullDisk(['preview', file]), 1, /disk is full/);
    assertComplaint(
      await runOnFullDisk(['push', file, '--destination', 'acme', '--dry-run']),
      1,
      /^s3-destinations: Nothing more could be written/,
    );
  });

  it('says that an export is delivered whose receipt finds no room', async function () {
    if (process.platform !== 'linux') this.skip();
    const before = await delivered();
    const result = await runOnFullDisk(['push', file, '--destination', 'acme', '--json']);
    assertComplaint(result, 1, /The export was delivered \(s3:\/\/cli-exports\/.*\), but .* disk is full/);
    const [key = ''] = (await delivered()).filter((each) => !before.includes(each));
    assert.equal(await read(key), csv);
    assert.ok(result.err.includes(`(s3://cli-exports/${key})`), result.err);
    assert.doesNotMatch(result.err, /again: what was written/);
  });

  it('says that an export is delivered whose receipt nobody reads, and is content', async () => {
    const words = ['push', file, '--destination', 'tabs', '--rows-per-file', '2'];
    const { code, err } = await withConfig(words, { onStart: (child) => child.stdout?.destroy() });
    assert.match(err, /delivered \(s3:\/\/cli-exports\/tabs\/\S+\.txt, s3:\/\/\S+_2\.txt\), .* Nobody reads/);
    assert.equal(code, 0);
  });

  it('says nothing when nobody reads the report of a dry run', async () => {
    const words = ['push', file, '--destination', 'tabs', '--dry-run'];
    const { code, err } = await withConfig(words, { onStart: (child) => child.stdout?.destroy() });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  it('ends quietly when nobody reads on', async () => {
    const long = folder.path('long.ndjson');
    writeFileSync(long, '{"a":"some text to fill the pipe"}\n'.repeat(300_000));
    const closeEarly = (child: ChildProcess) => child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await run(['preview', long], { onStart: closeEarly });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  for (const [what, words] of [
    ['a preview', []],
    // What is printed before the end was not kept until then.
    ['a preview of many rows', ['--rows', '1999999']],
  ] as const) {
    it(`speaks of no bucket when it is cancelled in ${what}`, async () => {
      const long = folder.path('long-preview.ndjson');
      writeFileSync(long, '{"a":"some text to fill the pipe"}\n'.repeat(2_000_000));
      const interrupt = (child: ChildProcess) => child.stdout?.once('data', () => child.kill('SIGINT'));
      const { code, err } = await run(['preview', long, ...words], { onStart: interrupt });
      assert.deepEqual({ code, err }, { code: 130, err: 's3-destinations: Cancelled.\n' });
    });
  }

  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`cancels on ${name} and leaves nothing in the bucket`, async () => {
      const long = folder.path('slow.ndjson');
      writeFileSync(long, `{"a":"${'x'.repeat(1000)}"}\n`.repeat(40_000));
      const before = await delivered();
      endpoint().setBytesPerSecond(1_000_000);
      const { requests } = endpoint();
      const uploads = () =>
        requests.filter(({ method, path }) => method === 'POST' && path.includes('uploads'));
      const aborted = () => requests.filter(({ method, status }) => method === 'DELETE' && status === 204);
      const [started, stopped] = [uploads().length, aborted().length];
      const interruptInUpload = (child: ChildProcess) => {
        const timer = setInterval(() => {
          if (uploads().length === started) return;
          clearInterval(timer);
          child.kill(name);
        }, 50);
        child.once('exit', () => clearInterval(timer));
      };
      const dropped = folder.path(`dropped-${name}.ndjson`);
      const words = ['push', long, '--destination', 'acme', '--dropped', dropped];
      const result = await withConfig(words, { onStart: interruptInUpload });
      endpoint().setBytesPerSecond(undefined);
      assertComplaint(result, 130, /Cancelled\. Nothing was written/);
      assert.deepEqual(await delivered(), before);
      assert.deepEqual([uploads().length, aborted().length], [started + 1, stopped + 1]);
      // An incomplete file would stand in the way of the next try.
      assert.throws(() => openSync(dropped, 'r'), { code: 'ENOENT' });
    });
  }

  it('names the files that are in the bucket when a push of several is cancelled', async () => {
    const halfway = folder.path('halfway.ndjson');
    writeFileSync(halfway, `{"a":"small"}\n{"a":"${'x'.repeat(4_000_000)}"}\n`);
    const { requests } = endpoint();
    const isFirst = ({ method, path, status }: (typeof requests)[number]) =>
      method === 'PUT' && status === 200 && path.includes('halfway.csv');
    const interruptAfterFirst = (child: ChildProcess) => {
      const timer = setInterval(() => {
        if (!requests.some(isFirst)) return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 20);
      child.once('exit', () => clearInterval(timer));
    };
    endpoint().setBytesPerSecond(1_000_000);
    const words = [
      'push',
      halfway,
      '--destination=acme',
      '--file-name=halfway',
      '--rows-per-file=1',
      '--json',
    ];
    const { code, out, err } = await withConfig(words, { onStart: interruptAfterFirst });
    endpoint().setBytesPerSecond(undefined);
    assert.match(err, /^s3-destinations: Only the first file .*: daily\/halfway\.csv\. .*cancelled.*\n$/);
    assert.equal(code, 130);
    const { files, error } = JSON.parse(out) as {
      files: DeliveredFile[];
      error: { code: string; message: string };
    };
    assert.deepEqual(
      files.map(({ key, rows, bytes, proof }) => [key, rows, bytes, proof]),
      [['daily/halfway.csv', 1, 8, 'checksum']],
    );
    assert.equal(error.code, 'partly-delivered');
    assert.match(error.message, /cancelled/);
  });
});
