// The lock: one holder at a time, whoever is killed, and whoever only seems to be.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { buildSync } from 'esbuild';
import { takeLock } from '../../../src/schedule/lock';
import { temporaryFolder } from '../temporaryFolder';

const quick = { silence: 1000, secondLook: 50 };
const { signal } = new AbortController();

describe('the lock of an export', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let path: string;
  beforeEach(() => (path = join(folder.path(randomUUID()), 'lock')));

  const take = () => takeLock(path, signal, quick);
  const left = () => readdirSync(join(path, '..'));

  /** As a process of another machine, of which nothing was heard for so long, leaves it. */
  async function foreign(silentMs: number): Promise<void> {
    await (await take())?.release();
    writeFileSync(path, JSON.stringify({ pid: 1, host: 'elsewhere', id: randomUUID() }));
    const then = Date.now() / 1000 - silentMs / 1000;
    utimesSync(path, then, then);
  }

  it('is had by one, also within a process, and leaves nothing behind', async () => {
    const [first, ...others] = (await Promise.all([take(), take(), take()])).filter((each) => each);
    assert.ok(first && others.length === 0);
    assert.equal(await take(), undefined);
    await first.release();
    assert.deepEqual(left(), []);
    await (await take())?.release();
  });

  it('goes over at once from a process that is gone, and that is seen by a holder that is not', async () => {
    const lost = await take();
    const gone = {
      ...(JSON.parse(readFileSync(path, 'utf8')) as object),
      pid: 2 ** 22 + 1,
      host: hostname(),
    };
    writeFileSync(path, JSON.stringify(gone));
    const taken = await take();
    assert.ok(taken && lost);
    assert.equal(await lost.isHeld(), false);
    await lost.release();
    assert.equal(await taken.isHeld(), true);
    await taken.release();
    assert.deepEqual(left(), []);
  });

  it('goes over from one of which nothing was heard for long, and not if it is heard at the second look', async () => {
    await foreign(500);
    assert.equal(await take(), undefined);
    await foreign(5000);
    const waking = takeLock(path, signal, { silence: 1000, secondLook: 300 });
    setTimeout(() => utimesSync(path, new Date(), new Date()), 50);
    assert.equal(await waking, undefined);
    await foreign(5000);
    const taken = (await Promise.all([take(), take(), take(), take()])).filter((each) => each);
    assert.equal(taken.length, 1);
    await taken[0]?.release();
  });

  it('goes over from a file that says nothing, when it is silent', async () => {
    await foreign(0);
    writeFileSync(path, '');
    assert.equal(await take(), undefined);
    const then = Date.now() / 1000 - 5;
    utimesSync(path, then, then);
    assert.ok(await take());
  });

  it('is had by one of several processes at a time, which are killed while they have it', async () => {
    const program = folder.path('lockProgram.js');
    buildSync({
      ...{ entryPoints: [join(__dirname, 'lockProgram.ts')], outfile: program, bundle: true },
      ...{ platform: 'node', logLevel: 'error' },
    });
    const log = folder.path('log.txt');
    writeFileSync(log, '');
    const work = async (): Promise<void> => {
      for (let life = 0; life < 3; life++) {
        const child = fork(program, [path, log, String(life < 2)]);
        await once(child, 'exit');
      }
    };
    await Promise.all([work(), work(), work()]);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    let holder: string | undefined;
    for (const line of lines) {
      const [what = '', pid = ''] = line.split(' ');
      if (what === 'has') assert.equal(holder, undefined, `${line} while ${holder} has it`);
      else assert.equal(holder, pid);
      holder = what === 'has' ? pid : undefined;
    }
    // Two lives of three turns and one of six.
    assert.equal(lines.length, 3 * 2 * 12);
    await (await take())?.release();
    assert.deepEqual(
      left().filter((name) => name === 'lock'),
      [],
    );
  });
});
