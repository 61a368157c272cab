// The command line as a function: the same program wherever somebody brings it a host.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { readSettingsFile } from '../../../src/cli/config';
import { inFolder, type Host } from '../../../src/cli/host';
import { run } from '../../../src/cli/run';
import { connect } from '../../../src/delivery/connection';
import { accessKey, csv, program } from './program';

describe('the command line in a host', function () {
  this.timeout(60_000);
  const { folder, file, config, define, delivered, read } = program();
  const root = folder.path('.');

  /** A host that has nothing of the process, with what was written. */
  function hostWith(more: Partial<Host> = {}) {
    const written = { out: '', err: '' };
    const stream = (name: keyof typeof written) =>
      new PassThrough().on('data', (data: Buffer) => (written[name] += data.toString()));
    const host: Host = {
      ...{ out: stream('out'), err: stream('err'), columns: undefined },
      ...{ signal: new AbortController().signal, folder: '/', path: (name: string) => name },
      stateFolder: () => folder.path('state'),
      settings: () => readSettingsFile(config),
      connect: (destination) => connect(destination, () => Promise.resolve(accessKey)),
      secrets: () => Promise.resolve([]),
      ...more,
    };
    return { host: inFolder(host, root), written };
  }

  it('writes results and complaints into its streams, and takes paths from its folder', async () => {
    const { host, written } = hostWith();
    assert.equal(await run(['preview', 'profiles.ndjson'], host), 0);
    assert.deepEqual(written, { out: csv, err: '' });
    assert.equal(await run(['pull'], host), 2);
    assert.match(
      written.err,
      /^s3-destinations: There is no command "pull"\. See s3-destinations --help\.\n$/,
    );
  });

  it('lets no name of a file steer the terminal', async () => {
    const { host, written } = hostWith();
    assert.equal(await run(['preview', 'gone\x1b[2J\r.csv'], host), 1);
    assert.match(written.err, /gone\uFFFD\[2J\uFFFD\.csv/);
    assert.ok(!written.err.includes('\x1b') && !written.err.includes('\r'));
  });

  it('complains of a place as compilers do, with columns as an editor counts them', async () => {
    writeFileSync(folder.path('wide.ndjson'), '{"a":1}\n{"😀":,}\n');
    const { host, written } = hostWith();
    assert.equal(await run(['preview', 'wide.ndjson'], host), 1);
    const start = `${folder.path('wide.ndjson')}:2:7: error: Line 2, column 7 of the segment file is not JSON.`;
    assert.ok(written.err.startsWith(start), written.err);
    assert.match(written.err, / \[not-json\]\n$/);
  });

  it('takes settings, keys and the state folder from it', async () => {
    const { host, written } = hostWith();
    assert.equal(await run(['push', file, '--destination', 'acme', '--file-name', 'by-host'], host), 0);
    assert.match(written.out, /^delivered {2}s3:\/\/cli-exports\/daily\/by-host\.csv/);
    assert.equal(await read('daily/by-host.csv'), csv);
    assert.equal(await run(['receipts'], host), 0);
    assert.match(written.out, /by-host\.csv · 3 rows · verified\n$/);
  });

  it('says nothing of progress without a terminal, and no more than fits into one', async () => {
    const { host, written } = hostWith();
    const words = ['push', file, '--destination', 'acme', '--dry-run'];
    await run(words, host);
    assert.equal(written.err, '');
    const narrow = hostWith({ columns: 12 });
    await run(words, narrow.host);
    const lines = narrow.written.err.split('\r\x1b[K').filter(Boolean);
    assert.deepEqual(
      lines.filter((line) => line.length > 11),
      [],
    );
    assert.ok(lines.length > 0);
  });

  it('asks it before anything is sent, and ends as a cancelled push when it declines', async () => {
    const before = await delivered();
    const asked: string[] = [];
    const pushes: Host['pushes'] = {
      confirm: ({ planned, totals }) => {
        asked.push(`${planned.plan.key}: ${totals.rowsWritten}`);
        return Promise.resolve(undefined);
      },
      delivered: () => assert.fail('Nothing was delivered.'),
    };
    const definition = define('asked', { segment: { source: 'profiles.ndjson' }, fileName: 'asked' });
    const { host, written } = hostWith({ pushes });
    assert.equal(await run(['push', definition, '--destination', 'acme'], host), 130);
    assert.deepEqual(asked, ['daily/asked.csv: 3']);
    assert.equal(written.err, 's3-destinations: Cancelled. Nothing was written to the bucket.\n');
    assert.deepEqual(await delivered(), before);
  });

  it('writes where it was said yes to, and tells what was delivered', async () => {
    const told: string[] = [];
    const target = { key: 'daily/elsewhere.csv', condition: { IfNoneMatch: '*' } } as const;
    const pushes: Host['pushes'] = {
      confirm: () => Promise.resolve({ targets: [target], request: {} }),
      delivered: ({ files }, { id }) => void told.push(id, ...files.map(({ key }) => key)),
    };
    const { host, written } = hostWith({ pushes });
    assert.equal(await run(['push', file, '--destination', 'acme'], host), 0, written.err);
    assert.deepEqual(told, ['acme', target.key]);
    assert.equal(await read(target.key), csv);
  });

  it('ends cancelled when its signal fires', async () => {
    const controller = new AbortController();
    const { host, written } = hostWith({ signal: controller.signal });
    controller.abort();
    assert.equal(await run(['push', file, '--destination', 'acme'], host), 130);
    assert.equal(written.err, 's3-destinations: Cancelled. Nothing was written to the bucket.\n');
  });
});
