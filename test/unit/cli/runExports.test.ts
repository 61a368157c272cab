// `run` and `reset` as a program: schedules whose days are over, so that the same moment is due whenever the tests run.
import assert from 'node:assert/strict';
import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accessKey, builtProgram, csv, program, run } from './program';

const execute = promisify(execFile);

/** Due for the last time on 2 January. */
const twoDays = { frequency: 'daily', time: '06:00', startDate: '2026-01-01', endDate: '2026-01-03' };
const due = '2026-01-02T06:00:00.000Z';

interface Line {
  readonly event: string;
  readonly export: string;
  readonly due: string;
  readonly outcome: string;
  readonly keys: string[];
  readonly failure: { readonly code: string };
  readonly [field: string]: unknown;
}

describe('command line, scheduled exports', function () {
  this.timeout(120_000);
  const { folder, file, config, endpoint, read, withConfig, define } = program();
  let number = 0;

  /** A definition beside the segment, and a state folder for it. */
  function scheduled(settings: object = {}) {
    const name = `export-${++number}`;
    const definition = {
      ...{ segment: { source: 'profiles.ndjson' }, destination: 'acme', schedule: twoDays },
      ...{ fileName: `${name}-%DATETIME(yyyyMMdd)%`, ...settings },
    };
    return { name, path: define(name, definition), state: folder.path(`state-${number}`) };
  }

  async function runJson(...words: readonly string[]) {
    const { code, out, err } = await withConfig(['run', ...words, '--json']);
    const lines = out.split('\n').slice(0, -1);
    const events = lines.map((line) => JSON.parse(line) as Line);
    const summary = events.pop();
    assert.equal(summary?.event, 'summary');
    return { code, err, events, outcomes: summary['outcomes'] };
  }
  const runDue = (path: string, state: string, ...words: string[]) =>
    runJson('--due', path, '--state', state, ...words);
  const written = (name: string) =>
    endpoint().requests.filter(({ method, path }) => method === 'PUT' && path.includes(name)).length;

  it('delivers what is due, once', async () => {
    const { name, path, state } = scheduled();
    const first = await runDue(path, state);
    const key = `daily/${name}-20260102.csv`;
    const [{ receipt, sha256, ...event } = assert.fail(), ...others] = first.events;
    assert.deepEqual(event, {
      ...{ event: 'run', export: name, definition: path, destination: 'acme', due },
      ...{ outcome: 'verified', keys: [key], rows: 3, bytes: csv.length, resumed: false },
    });
    assert.match(String(receipt), /^[0-9a-f-]{36}$/);
    assert.match(String(sha256), /^[0-9a-f]{64}$/);
    assert.deepEqual([first.code, first.err, others, first.outcomes], [0, '', [], { verified: 1 }]);
    assert.equal(await read(key), csv);
    assert.deepEqual(await runDue(path, state), { code: 0, err: '', events: [], outcomes: {} });
    assert.equal(written(name), 1);
  });

  it('tells people a line for each, and nothing when nothing is due', async () => {
    const { name, path, state } = scheduled();
    const words = ['run', '--due', path, '--state', state];
    assert.deepEqual(await withConfig(words), {
      code: 0,
      out: `verified     ${name} · 2026-01-02 06:00:00 UTC · s3://cli-exports/daily/${name}-20260102.csv · 3 rows · ${csv.length} bytes\n`,
      err: '',
    });
    assert.deepEqual(await withConfig(words), { code: 0, out: '', err: '' });
  });

  for (const [what, settings] of [
    ['whose name has its day', {}],
    [
      'whose name says nothing of it, where it would be replaced',
      { fileName: 'luxury', destination: 'replaced' },
    ],
  ] as const) {
    it(`delivers nothing twice without the state of before, ${what}`, async () => {
      const { name, path, state } = scheduled(settings);
      const [first] = (await runDue(path, state)).events;
      rmSync(state, { recursive: true });
      const before = written(name) + written('luxury');
      const { code, err, events } = await runDue(path, state);
      const [{ outcome, by, keys } = assert.fail(), ...others] = events;
      assert.deepEqual([code, err, others, outcome, by], [0, '', [], 'known', 'object']);
      assert.deepEqual(keys, first?.keys);
      assert.equal(written(name) + written('luxury'), before);
    });
  }

  it('finds all definitions with a schedule below the folder', async () => {
    const cwd = folder.path('workspace');
    mkdirSync(`${cwd}/deeper`, { recursive: true });
    const definition = (schedule?: object) =>
      JSON.stringify({ segment: { source: file }, destination: 'acme', schedule, fileName: 'below' });
    writeFileSync(`${cwd}/by-hand.s3export.json`, definition());
    writeFileSync(`${cwd}/deeper/weekly.s3export.json`, definition(twoDays));
    const words = ['run', '--due', '--json', '--state', folder.path('below'), '--config', config];
    const { code, out } = await run(words, { cwd });
    const [first = ''] = out.split('\n');
    assert.equal((JSON.parse(first) as Line).definition, `${cwd}/deeper/weekly.s3export.json`);
    assert.deepEqual([code, out.split('\n').length], [0, 3]);
  });

  it('runs the others when one fails, and tries that again', async () => {
    const failing = scheduled({ segment: { source: 'late.ndjson' } });
    const other = scheduled();
    const words = ['--due', failing.path, other.path, '--state', failing.state];
    const first = await runJson(...words);
    assert.deepEqual(
      first.events.map(({ outcome, due, destination }) => [outcome, due, destination]),
      [
        ['failed', due, 'acme'],
        ['verified', due, 'acme'],
      ],
    );
    assert.deepEqual([first.code, first.events[0]?.failure.code], [1, 'enoent']);
    assert.match(first.err, new RegExp(`^s3-destinations: ${failing.name}: [^\\n]*late\\.ndjson[^\\n]*\\n$`));
    writeFileSync(folder.path('late.ndjson'), '{"a":1}\n');
    const second = await runJson(...words);
    assert.deepEqual([second.code, second.outcomes], [0, { verified: 1 }]);
    rmSync(folder.path('late.ndjson'));
    assert.deepEqual((await runJson(...words)).outcomes, {}, 'What is not due needs no segment.');
  });

  it('says what keeps a definition from being run', async () => {
    const broken = folder.path('broken.s3export.json');
    writeFileSync(broken, '{');
    const definitions = [
      broken,
      scheduled({ schedule: undefined }).path,
      scheduled({ destination: undefined }).path,
      scheduled({ destination: 'nowhere' }).path,
      scheduled({ destination: 'production' }).path,
      scheduled({ destination: 'missing' }).path,
      folder.path('gone.s3export.json'),
    ];
    const { code, events, outcomes } = await runJson(
      '--due',
      ...definitions,
      '--state',
      folder.path('state'),
    );
    assert.deepEqual(
      events.map(({ failure }) => failure.code),
      [
        ...['invalid-definition', 'no-schedule', 'no-destination', 'unknown-destination', 'not-unattended'],
        ...['no-such-bucket', 'enoent'],
      ],
    );
    assert.deepEqual([code, outcomes], [1, { failed: 7 }]);
  });

  it('tells those who want to know of an export that cannot be opened', async () => {
    const { name, path, state } = scheduled({ segment: { source: 'nowhere.ndjson' } });
    const [told, settings] = [folder.path('told.json'), folder.path('with-alerts.json')];
    const alerts = [{ on: ['failure'], command: ['/bin/sh', '-c', `cat >> ${told}`] }];
    const destinations = { acme: { bucket: 'cli-exports', endpoint: endpoint().url, pathStyle: true } };
    writeFileSync(
      settings,
      JSON.stringify({ 's3Destinations.destinations': destinations, 's3Destinations.alerts': alerts }),
    );
    const words = ['run', '--due', path, '--state', state, '--config', settings];
    assert.equal((await run([...words, '--dry-run'])).code, 1);
    assert.equal((await run(words)).code, 1);
    const alert = JSON.parse(readFileSync(told, 'utf8')) as { [field: string]: unknown };
    assert.deepEqual(
      [alert['event'], alert['exportName'], alert['due'], alert['outcome']],
      ['failure', name, due, 'failed'],
    );
  });

  it('starts no program for the settings of a folder that nobody named', async () => {
    const { path, state } = scheduled({ segment: { source: 'nowhere.ndjson' } });
    const [cwd, told] = [folder.path('cloned'), folder.path('told-by-folder')];
    mkdirSync(join(cwd, '.vscode'), { recursive: true });
    const destinations = { acme: { bucket: 'cli-exports', endpoint: endpoint().url, pathStyle: true } };
    const alerts = [{ command: ['touch', told] }];
    const settings = { 's3Destinations.destinations': destinations, 's3Destinations.alerts': alerts };
    writeFileSync(join(cwd, '.vscode/settings.json'), JSON.stringify(settings));
    const words = ['run', '--due', path, '--state', state];
    const { code, err } = await run(words, { cwd });
    assert.equal(code, 1);
    assert.match(err, /alerts of \.vscode\/settings\.json are not sent/);
    assert.ok(!existsSync(told));
    await run([...words, '--config', '.vscode/settings.json'], { cwd });
    assert.ok(existsSync(told));
  });

  it('tells nothing of a segment, and no secret', async () => {
    const { path, state } = scheduled({ segment: { source: 'bad.ndjson' } });
    writeFileSync(folder.path('bad.ndjson'), '{"a":1}\n{"email": kurt@vonnegut.com}\n');
    const { code, out, err } = await withConfig(['run', '--due', path, '--json', '--state', state]);
    assert.equal(code, 1);
    assert.match(err, /Line 2/);
    assert.doesNotMatch(out + err, new RegExp(`kurt|${accessKey.secretAccessKey}`));
  });

  it('runs now, whole, apart from the schedule', async () => {
    const { name, path, state } = scheduled({ fileName: `now-%DATETIME(yyyyMMddHHmmss)%` });
    const { events } = await runJson(path, '--state', state);
    const [{ outcome, due: now, keys } = assert.fail()] = events;
    assert.equal(outcome, 'verified');
    assert.ok(Date.parse(now) > Date.parse(due));
    assert.match(keys[0] ?? '', /^daily\/now-\d{14}\.csv$/);
    assert.deepEqual(
      (await runDue(path, state)).events.map((event) => [event.export, event.due]),
      [[name, due]],
    );
  });

  it('only says what would run', async () => {
    const { name, path, state } = scheduled();
    const before = endpoint().requests.length;
    const { code, events } = await runDue(path, state, '--dry-run');
    const [{ sha256, ...event } = assert.fail()] = events;
    assert.deepEqual(event, {
      ...{ event: 'run', export: name, definition: path, destination: 'acme', due },
      ...{ outcome: 'planned', keys: [`daily/${name}-20260102.csv`], rows: 3, bytes: csv.length },
    });
    assert.deepEqual([code, endpoint().requests.length, existsSync(state)], [0, before, false]);
    const [delivered] = (await runDue(path, state)).events;
    assert.deepEqual(delivered?.['sha256'], sha256);
    assert.deepEqual((await runDue(path, state, '--dry-run')).events, []);
    assert.deepEqual((await runJson(path, '--state', state, '--dry-run')).outcomes, { planned: 1 });
  });

  describe('of changes', () => {
    const segment = folder.path('people.ndjson');
    /** A segment as it was written on a day of January. */
    const write = (day: number, people: readonly (readonly [id: string, city: string])[]): void => {
      const text = people.map(([id, city]) => `${JSON.stringify({ id, city })}\n`).join('');
      writeFileSync(segment, text);
      const time = Date.UTC(2026, 0, day);
      utimesSync(segment, time / 1000, time / 1000);
    };
    const incremental = () =>
      scheduled({
        segment: { source: 'people.ndjson' },
        columns: [{ path: 'id' }, { path: 'city' }],
        deduplicate: { keys: ['id'] },
        ...{ mode: 'incremental', incremental: { by: 'changed' }, schedule: { frequency: 'onChange' } },
      });
    const firstDay = [
      ['1', 'Berlin'],
      ['2', 'Rome'],
    ] as const;
    const secondDay = [
      ['1', 'Bonn'],
      ['3', 'Oslo'],
    ] as const;

    it('delivers all, then what has changed, and says beforehand how much that is', async () => {
      const { name, path, state } = incremental();
      write(1, firstDay);
      assert.deepEqual(
        (await runDue(path, state)).events.map(({ due, rows, changes }) => [due, rows, changes]),
        [['2026-01-01T00:00:00.000Z', 2, undefined]],
      );
      write(2, secondDay);
      const before = readdirSync(state, { recursive: true });
      const changes = { added: 1, changed: 1, removed: 1 };
      const planned = await runDue(path, state, '--dry-run');
      assert.deepEqual(
        planned.events.map((event) => [event.outcome, event.due, event['changes']]),
        [['planned', '2026-01-02T00:00:00.000Z', changes]],
      );
      assert.deepEqual(readdirSync(state, { recursive: true }), before);
      const { events } = await runDue(path, state);
      assert.deepEqual(
        events.map((event) => [event.outcome, event['changes'], event['sha256']]),
        [['verified', changes, planned.events[0]?.['sha256']]],
      );
      assert.equal(
        await read(`daily/${name}-20260102.csv`),
        'id,city,change\n1,Bonn,changed\n3,Oslo,added\n2,,removed\n',
      );
      assert.deepEqual((await runDue(path, state)).outcomes, {});
    });

    it('delivers all again after a reset', async () => {
      const { name, path, state } = incremental();
      write(1, firstDay);
      await runDue(path, state);
      const reset = await withConfig(['reset', path, '--state', state]);
      assert.deepEqual(reset, { code: 0, out: `${name}: the next run is full\n`, err: '' });
      assert.deepEqual((await runDue(path, state)).events, []);
      write(2, secondDay);
      const { events } = await runDue(path, state);
      assert.deepEqual(
        events.map(({ rows, changes }) => [rows, changes]),
        [[2, undefined]],
      );
    });
  });

  it('runs as cron runs it: without a terminal, a home and almost any environment', async () => {
    const { path, state } = scheduled();
    const command = [process.execPath, await builtProgram(), 'run', '--due', path, '--config', config]
      .map((word) => `'${word}'`)
      .join(' ');
    const environment = [
      ...['PATH=/usr/bin:/bin', `AWS_ACCESS_KEY_ID=${accessKey.accessKeyId}`],
      ...[`AWS_SECRET_ACCESS_KEY=${accessKey.secretAccessKey}`, `STATE_DIRECTORY=${state}:/nowhere`],
    ];
    const cron = () => execute('/usr/bin/env', ['-i', ...environment, '/bin/sh', '-c', `cd / && ${command}`]);
    const { stdout, stderr } = await cron();
    assert.equal(stderr, '');
    assert.match(stdout, /^verified +export-\d+ · 2026-01-02 06:00:00 UTC · /);
    assert.ok(existsSync(state));
    assert.deepEqual(await cron(), { stdout: '', stderr: '' });
  });

  describe('that take a while', () => {
    const long = () => {
      const source = `long-${number + 1}.ndjson`;
      writeFileSync(folder.path(source), `{"a":"${'x'.repeat(1000)}"}\n`.repeat(20_000));
      return scheduled({ segment: { source } });
    };
    beforeEach(() => endpoint().setBytesPerSecond(20_000_000));
    afterEach(() => endpoint().setBytesPerSecond(undefined));

    it('run once when two programs begin at once', async () => {
      const { name, path, state } = long();
      const both = await Promise.all([runDue(path, state), runDue(path, state)]);
      assert.deepEqual(
        both.map(({ code }) => code),
        [0, 0],
      );
      assert.deepEqual(both.map(({ events }) => events.map(({ outcome }) => outcome)).sort(), [
        ['busy'],
        ['verified'],
      ]);
      const done = endpoint().requests.filter(
        ({ method, path }) => method === 'POST' && path.includes(name) && path.includes('uploadId'),
      );
      assert.equal(done.length, 1);
    });

    it('are cancelled by SIGTERM, leave nothing, and run at the next call', async () => {
      const { name, path, state } = long();
      const stopInUpload = (child: ChildProcess): void => {
        const timer = setInterval(() => {
          if (written(name) === 0) return;
          child.kill('SIGTERM');
          clearInterval(timer);
        }, 20);
        child.once('exit', () => clearInterval(timer));
      };
      const words = ['run', '--due', path, '--state', state];
      const { code, err } = await withConfig(words, { onStart: stopInUpload });
      assert.deepEqual([code, err], [130, 's3-destinations: Cancelled.\n']);
      assert.equal((await withConfig(['uploads', '--state', state])).out, '');
      assert.deepEqual(
        readdirSync(state, { recursive: true }).filter((each) => /\.tmp$|lock|snapshot/.test(String(each))),
        [],
      );
      assert.deepEqual((await runDue(path, state)).outcomes, { verified: 1 });
    });
  });

  it('delivers all even if nobody reads what it says', async () => {
    const { path, state } = scheduled();
    const other = scheduled();
    const words = ['run', '--due', path, other.path, '--state', state];
    const { code, err } = await withConfig(words, { onStart: (child) => child.stdout?.destroy() });
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual((await runJson('--due', path, other.path, '--state', state)).outcomes, {});
  });
});
