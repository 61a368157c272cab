// The command line killed by SIGKILL at random moments of scheduled exports, a full one and one of changes, each of two files,
// in parts. Called again with the same words until it has nothing to do, it has delivered each object once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { ReceiptStore } from '../../../../src/delivery/receiptStore';
import { startFaultProxy, type FaultProxy } from '../../../s3/faults/proxy';
import { buildProgram } from '../../cli/builtProgram';
import { temporaryFolder } from '../../temporaryFolder';
import { sha256 } from '../exports';
import { describeOnServer } from '../servers';
import { owner, type Store } from '../store';
import { Bucket } from './bucket';
import { inTurns } from './inTurns';
import { faultSeed } from './seed';

/** When a program is killed. */
const arbitraryKill = fc.record({
  /** The request before which it is killed. A run that nobody disturbs makes about twenty. */
  at: fc.integer({ min: 1, max: 18 }),
  /** In milliseconds, after that request has come. */
  after: fc.nat(60),
});
type Kill = typeof arbitraryKill extends fc.Arbitrary<infer T> ? T : never;

/** Those of each day. */
const arbitraryTrial = fc.tuple(...[1, 2].map(() => fc.array(arbitraryKill, { minLength: 1, maxLength: 2 })));
type Trial = readonly (readonly Kill[])[];

/** Of the segment on a day of January: text by id. */
type People = ReadonlyMap<string, string>;

const rowsPerFile = 12_000;

function people(day: number): People {
  const all = Array.from({ length: day === 1 ? 20_000 : 20_300 }, (_, row) => {
    const version = row % 10 < 7 ? day : 1;
    return [`p${String(row).padStart(6, '0')}`, sha256(Buffer.from(`${row} ${version}`)).repeat(16)] as const;
  });
  return new Map(day === 1 ? all : all.filter((_, row) => row % 10 > 0));
}

/** The rows of an export of what has changed. */
function changes(before: People, now: People): string[] {
  const written = [...now].flatMap(([id, text]) => {
    if (!before.has(id)) return [`${id},${text},added\n`];
    return before.get(id) === text ? [] : [`${id},${text},changed\n`];
  });
  return [...written, ...[...before.keys()].filter((id) => !now.has(id)).map((id) => `${id},,removed\n`)];
}

/** SHA-256 of its files. */
function filesOf(rows: readonly string[]): string[] {
  const files = [rows.slice(0, rowsPerFile), rows.slice(rowsPerFile)];
  return files.map((each) => sha256(Buffer.from(`id,text,change\n${each.join('')}`)));
}

describeOnServer(`scheduled exports killed in the middle, seed ${faultSeed},`, function (server) {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const [first, second] = [people(1), people(2)];
  const segments = [first, second].map((each) =>
    [...each].map(([id, text]) => `${JSON.stringify({ id, text })}\n`).join(''),
  );
  const expected = [changes(new Map(), first), changes(first, second)].map(filesOf);
  let store: Store;
  let bucket: Bucket;
  let program: string;
  before(async () => {
    store = await server.start();
    bucket = await Bucket.keepingVersions(store);
    program = await buildProgram(folder.path('program'));
  });
  after(() => store.close());

  /** A folder with a definition that is due when its segment changes. */
  function prepare(name: string, endpoint: string): string {
    const own = folder.path(name);
    mkdirSync(join(own, 'tmp'), { recursive: true });
    const definition = {
      ...{ segment: { source: 'people.ndjson' }, destination: 'acme', schedule: { frequency: 'onChange' } },
      ...{ columns: [{ path: 'id' }, { path: 'text' }], deduplicate: { keys: ['id'] } },
      ...{ mode: 'incremental', incremental: { by: 'changed' }, rowsPerFile },
      fileName: `${name}-%DATETIME(yyyyMMdd)%`,
    };
    writeFileSync(join(own, 'people.s3export.json'), JSON.stringify(definition));
    const destinations = { acme: store.settings({ folderPath: '', endpoint }) };
    writeFileSync(
      join(own, 'settings.json'),
      JSON.stringify({ 's3Destinations.destinations': destinations }),
    );
    return own;
  }

  /** @param onStart is handed what kills it @returns what it said of each moment */
  async function runDue(own: string, onStart: (kill: () => void) => void = () => undefined) {
    const words = ['run', '--due', '--json', '--config', 'settings.json', '--state', 'state'];
    const child = spawn(process.execPath, [program, ...words], {
      cwd: own,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: process.env['PATH'], TMPDIR: join(own, 'tmp') },
        ...{ AWS_ACCESS_KEY_ID: owner.accessKeyId, AWS_SECRET_ACCESS_KEY: owner.secretAccessKey },
      },
    });
    onStart(() => child.kill('SIGKILL'));
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    assert.equal(err, '');
    const lines = out.split('\n').filter((line) => line !== '');
    const events = lines.map(
      (line) => JSON.parse(line) as { event: string; outcome: string; resumed: boolean },
    );
    return { code, events: events.filter(({ event }) => event === 'run') };
  }

  /** Runs a day to its end, killing what runs as often as is wanted. @returns whether a run was carried on */
  async function runDay(own: string, day: number, kills: readonly Kill[], proxy: KillingProxy) {
    const segment = join(own, 'people.ndjson');
    writeFileSync(segment, segments[day - 1] ?? assert.fail());
    utimesSync(segment, Date.UTC(2026, 0, day) / 1000, Date.UTC(2026, 0, day) / 1000);
    let resumed = false;
    for (const kill of [...kills, undefined]) {
      const { code, events } = await runDue(own, (end) => proxy.arm(kill, end));
      assert.ok(code === 0 || (kill && code === null), `${code}: ${JSON.stringify(events)}`);
      resumed ||= events.some((event) => event.resumed);
    }
    assert.deepEqual((await runDue(own)).events, []);
    return resumed;
  }

  interface KillingProxy extends FaultProxy {
    /** From now on requests are counted. */
    arm(kill: Kill | undefined, end: () => void): void;
  }

  async function startKillingProxy(): Promise<KillingProxy> {
    let [armed, end]: [Kill | undefined, () => void] = [undefined, () => undefined];
    const before = (count: number): void => {
      if (armed && count === armed.at) void sleep(armed.after).then(end);
    };
    const proxy = await startFaultProxy(store.url, { before });
    const arm = (kill: Kill | undefined, killer: () => void): void => {
      proxy.forget();
      [armed, end] = [kill, killer];
    };
    return { ...proxy, arm };
  }

  /** @returns the snapshots of both days, and on how many a run was carried on */
  async function trial(name: string, kills: Trial) {
    const proxy = await startKillingProxy();
    try {
      const own = prepare(name, proxy.url);
      const snapshots: Buffer[] = [];
      let resumed = 0;
      for (const day of [1, 2]) {
        if (await runDay(own, day, kills[day - 1] ?? [], proxy)) resumed++;
        snapshots.push(snapshotIn(own));
        const versions = await bucket.versions(`${name}-2026010${day}`);
        const found = versions.sort((a, b) => (a.key < b.key ? -1 : 1)).map((version) => version.sha256);
        assert.deepEqual(found, expected[day - 1]);
      }
      assert.deepEqual(
        (await bucket.unfinished(name)).filter(({ parts }) => parts > 0),
        [],
      );
      const receipts = await new ReceiptStore(join(own, 'state', 'receipts')).all();
      assert.deepEqual(
        receipts.map(({ due }) => due),
        ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
      );
      assert.deepEqual(leftIn(own), []);
      return { snapshots, resumed };
    } finally {
      await proxy.close();
    }
  }

  function snapshotIn(own: string): Buffer {
    const [schedule = assert.fail()] = readdirSync(join(own, 'state', 'schedules'));
    return readFileSync(join(own, 'state', 'schedules', schedule, 'snapshot'));
  }

  /** What is neither a record nor what the next run needs. */
  function leftIn(own: string): string[] {
    const kept =
      /^(receipts|runs)(\/[\w-]+\.json)?$|^uploads$|^schedules(\/\w+(\/(state\.json|snapshot))?)?$/;
    const state = readdirSync(join(own, 'state'), { recursive: true, encoding: 'utf8' });
    return [...state.filter((path) => !kept.test(path)), ...readdirSync(join(own, 'tmp'))];
  }

  it('are delivered once, with receipts and snapshots as if nobody had killed them', async () => {
    const undisturbed = await trial('undisturbed', [[], []]);
    const trials: Trial[] = fc.sample(arbitraryTrial, { seed: faultSeed, numRuns: 2 });
    const failed: string[] = [];
    let resumed = 0;
    const tryOut = async (kills: Trial, index: number): Promise<void> => {
      try {
        const left = await trial(`killed-${index}`, kills);
        assert.deepEqual(left.snapshots.map(sha256), undisturbed.snapshots.map(sha256));
        resumed += left.resumed;
      } catch (error) {
        failed.push(`trial ${index} of seed ${faultSeed}, ${JSON.stringify(kills)}: ${String(error)}`);
      }
    };
    await Promise.all(inTurns(trials, tryOut, 2));
    console.log(`      ${resumed} of ${2 * trials.length} runs were carried on`);
    assert.deepEqual(failed, []);
    assert.equal(undisturbed.resumed, 0);
    assert.ok(resumed > 0);
  });
});
