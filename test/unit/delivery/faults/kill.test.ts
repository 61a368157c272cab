// Programs killed by SIGKILL in the middle of a push. Nothing of theirs is visible, and whoever starts next finds the
// unfinished upload and carries it on, or removes it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Connection } from '../../../../src/delivery/connection';
import { deliver } from '../../../../src/delivery/deliver';
import { checkResumable, clearUp, keepingRecord } from '../../../../src/delivery/interrupted';
import { Journal, type RunJournal } from '../../../../src/delivery/journal';
import { fileSource } from '../../../../src/segment/source';
import { startFaultProxy, type FaultProxy } from '../../../s3/faults/proxy';
import { planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { sha256 } from '../exports';
import { describeOnServer } from '../servers';
import { owner, type Store } from '../store';
import { Bucket, type UnfinishedPush } from './bucket';
import { inTurns } from './inTurns';
import { buildPushProgram, startPush } from './programs';
import { faultSeed } from './seed';
import { partSize } from './trial';

/** When a program is killed, and what is done then. */
const arbitraryKill = fc.record({
  /** The request before which it is killed: asking about conditions, beginning, twelve parts, completing, looking. */
  at: fc.integer({ min: 2, max: 24 }),
  /** In milliseconds, after that request has come. */
  after: fc.nat(60),
  then: fc.constantFrom('resume', 'abort'),
});
type Kill = typeof arbitraryKill extends fc.Arbitrary<infer T> ? T : never;

const kills = fc.sample(arbitraryKill, { seed: faultSeed, numRuns: 20 });
const signal = new AbortController().signal;

describeOnServer(
  `pushes killed in the middle, seed ${faultSeed},`,
  function (server) {
    this.timeout(180_000);
    const folder = temporaryFolder();
    const source = folder.path('people.ndjson');
    const plan = (name: string) => planOf(fileSource(source), { type: 'csv' }, { fileName: name });
    let store: Store;
    let bucket: Bucket;
    let program: string;
    let [allParts, expectedSha256] = [0, ''];
    before(async () => {
      store = await server.start();
      bucket = await Bucket.keepingVersions(store);
      program = buildPushProgram(folder.path('.'));
      let text = '';
      for (let row = 0; row < 3000; row++)
        text += `{"id":"${row}","text":"${sha256(Buffer.from(`${row}`)).repeat(16)}"}\n`;
      folder.write('people.ndjson', text);
    });
    after(() => store.close());

    /** Starts the program behind a slow link and kills it. @returns the proxy that it went through, in good order again */
    async function killed(name: string, { at, after: wait }: Kill): Promise<FaultProxy> {
      let kill = (): void => undefined;
      const before = (count: number): void => {
        if (count === at) void sleep(wait).then(() => kill());
      };
      const proxy = await startFaultProxy(store.url, { before });
      proxy.setBytesPerSecond(8_000_000);
      const { child, ended } = startPush(program, {
        ...{ source, definition: { fileName: name }, partSize, accessKey: owner, journal: folder.path(name) },
        destination: store.settings({ folderPath: '', endpoint: proxy.url }),
      });
      kill = () => child.kill('SIGKILL');
      await ended;
      proxy.setBytesPerSecond(undefined);
      proxy.forget();
      return proxy;
    }

    /** Those that anybody can know of: whoever is killed before the id comes leaves an upload without parts. */
    async function unfinished(name: string): Promise<UnfinishedPush[]> {
      return (await bucket.unfinished(`${name}.csv`)).filter(({ parts }) => parts > 0);
    }

    /** Carries a run on as the next start does. */
    async function resume(connection: Connection, name: string, run: RunJournal): Promise<void> {
      const planned = await plan(name);
      await checkResumable(run, planned, connection, signal);
      const expected = run.record.confirmed?.files ?? assert.fail();
      await keepingRecord(run, () =>
        deliver(connection, planned, { signal, expected, journal: run, partSize }),
      );
    }

    /** Kills a push, and sets things right. @returns how */
    async function trial(kill: Kill, index: number): Promise<string> {
      const name = `killed-${index}`;
      const proxy = await killed(name, kill);
      try {
        const connection = await store.connect(owner, { folderPath: '', endpoint: proxy.url });
        const journal = new Journal(folder.path(name));
        const before = await bucket.versions(`${name}.csv`);
        const [{ parts } = { parts: 0 }] = await unfinished(name);
        const [record] = await journal.interrupted();
        // An upload that holds parts is in the journal.
        if (parts > 0) assert.equal(record?.current?.key, `${name}.csv`);
        const run = record && ((await journal.claim(record.id)) ?? assert.fail());
        if (run && kill.then === 'abort') {
          assert.equal(await clearUp(connection, run), before.length > 0 ? 'delivered' : 'removed');
          await run.end();
        } else if (run) {
          await resume(connection, name, run);
          const sent = proxy.seen.filter((line) => /\.csv\?\S*partNumber=/.test(line)).length;
          // What is there already is not sent again.
          assert.ok(before.length > 0 ? sent === 0 : sent <= allParts - parts, `${sent} parts were sent`);
        }
        const whole = before.length > 0 || (run !== undefined && kill.then === 'resume');
        const hashes = (await bucket.versions(`${name}.csv`)).map((version) => version.sha256);
        assert.deepEqual(hashes, whole ? [expectedSha256] : []);
        assert.deepEqual(await unfinished(name), []);
        assert.deepEqual(await journal.interrupted(), []);
        if (run) return kill.then === 'resume' ? 'resumed' : 'aborted';
        return whole ? 'delivered' : 'not begun';
      } finally {
        await proxy.close();
      }
    }

    it('are carried on or removed by the next start', async () => {
      const { files } = await (await plan('any')).scan();
      const [file = assert.fail()] = files;
      allParts = Math.ceil(file.bytes / partSize);
      expectedSha256 = file.sha256;
      const failed: string[] = [];
      const ends = await Promise.all(
        inTurns(
          kills,
          (kill, index) =>
            trial(kill, index).catch((error: unknown) => {
              failed.push(`kill ${index} of seed ${faultSeed}, ${fc.stringify(kill)}: ${String(error)}`);
              return 'failed';
            }),
          4,
        ),
      );
      const shown = ['resumed', 'aborted', 'delivered', 'not begun'].map(
        (end) => `${ends.filter((each) => each === end).length} ${end}`,
      );
      console.log(`      ${shown.join(', ')}`);
      assert.deepEqual(failed, []);
      assert.ok(ends.includes('resumed') && ends.includes('aborted'));
    });
  },
  { minPartBytes: partSize },
);
