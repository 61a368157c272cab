// Cancelling an export, at any moment of it: it ends with an AbortError, and no file stays open.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { exportHead } from '../../../src/export/head';
import { isCancelled } from '../../../src/model/failure';
import { fileSource } from '../../../src/segment/source';
import { planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

const records = Array.from({ length: 30_000 }, (_, index) => ({
  id: `${String((index * 7919) % 20_000).padStart(36, '-')}`,
  time: 1_600_000_000 + index,
}));
const ndjson = records.map((record) => `${JSON.stringify(record)}\n`).join('');
const contents = {
  'x.ndjson': ndjson,
  'x.json': JSON.stringify(records),
  'x.csv': `id,time\n${records.map(({ id, time }) => `${id},${time}\n`).join('')}`,
  'x.ndjson.gz': gzipSync(ndjson),
};
const definition = { deduplicate: { keys: ['id'], time: 'time' }, rowsPerFile: 3000 };

describe('a cancelled export', () => {
  const folder = temporaryFolder();
  const original = process.env['TMPDIR'];
  before(function () {
    if (process.platform !== 'linux') this.skip();
    mkdirSync(folder.path('tmp'));
    process.env['TMPDIR'] = folder.path('tmp');
    for (const [name, content] of Object.entries(contents)) writeFileSync(folder.path(name), content);
  });
  after(() => {
    if (original === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = original;
  });

  /** How many turns of the event loop an export takes. */
  async function turnsOf(work: () => Promise<unknown>): Promise<number> {
    let [turns, done] = [0, false];
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await work();
    done = true;
    return turns;
  }

  /** Aborts in a later turn of the event loop, where a person's cancel arrives. */
  function abortAfter(turns: number, controller: AbortController): void {
    if (turns <= 0) controller.abort();
    else setImmediate(() => abortAfter(turns - 1, controller));
  }

  /** Of this suite's files, those that are open, also without a name any more, and those that are still there. */
  const leftNow = () => {
    const open = readdirSync('/proc/self/fd').map(targetOf);
    return [...open.filter((path) => path.startsWith(folder.path(''))), ...readdirSync(folder.path('tmp'))];
  };
  /** Node tells that a file is closed a moment before the system has closed it. */
  const left = async () => {
    for (let times = 0; times < 200 && leftNow().length > 0; times++) await setTimeout(5);
    return leftNow();
  };

  for (const name of Object.keys(contents)) {
    it(`of ${name} ends with an AbortError and leaves no file`, async () => {
      const source = fileSource(folder.path(name));
      const scan = async (signal: AbortSignal) =>
        (await planOf(source, { compression: 'gzip' }, definition)).scan({ signal });
      const turns = await turnsOf(() => scan(new AbortController().signal));
      assert.deepEqual(await left(), []);
      let cancelled = 0;
      for (let tenth = 0; tenth < 10; tenth++) {
        const controller = new AbortController();
        abortAfter(Math.floor((turns * (tenth + Math.random())) / 10), controller);
        const outcome = await scan(controller.signal).then(
          () => 'done',
          (error: unknown) => (isCancelled(error) ? 'cancelled' : error),
        );
        // Runs differ in how many turns they take: the last moments may come when all is done.
        if (outcome === 'cancelled') cancelled++;
        else assert.equal(outcome, 'done');
        assert.deepEqual(await left(), [], `tenth ${tenth}`);
      }
      assert.ok(cancelled > 0);
    });
  }

  it('was cancelled before it began', async () => {
    const planned = await planOf(fileSource(folder.path('x.ndjson')), {}, definition);
    const signal = AbortSignal.abort();
    await assert.rejects(planned.scan({ signal }), { name: 'AbortError' });
    await assert.rejects(exportHead(planned, 10, { signal }), { name: 'AbortError' });
    assert.deepEqual(await left(), []);
  });

  it('may be run again', async () => {
    const planned = await planOf(fileSource(folder.path('x.ndjson')), {}, definition);
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await assert.rejects(planned.scan({ signal: controller.signal }), { name: 'AbortError' });
    assert.equal((await planned.scan()).rowsWritten, 20_000);
  });

  for (const name of Object.keys(contents)) {
    it(`leaves no file when the reader of ${name} stops in the middle of one`, async () => {
      const planned = await planOf(fileSource(folder.path(name)), { compression: 'zip' }, definition);
      const run = await planned.run();
      for await (const { chunks } of run.files()) {
        for await (const { bytes } of chunks) if (bytes.length > 0) break;
        break;
      }
      assert.deepEqual(await left(), []);
    });
  }
});

function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // That of the listing itself.
    return '';
  }
}
