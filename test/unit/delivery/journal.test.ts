// The journal: which runs it takes for interrupted, and that only one process takes one over.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Journal, type NewRun } from '../../../src/delivery/journal';
import type { RunRecord } from '../../../src/model/runRecord';
import { temporaryFolder } from '../temporaryFolder';

describe('the journal of runs', () => {
  const folder = temporaryFolder();
  let place: string;
  let number = 0;
  beforeEach(() => {
    place = folder.path(`journal-${++number}`);
  });

  const id = '12341e18-abcd-49c2-836d-123c88e76c39';
  const newRun: NewRun = {
    id,
    startedAt: '2020-04-08T06:18:04.000Z',
    moment: '2020-04-08T06:18:04.000Z',
    destination: 'acme',
    bucket: 'acme-exports',
    segment: 'luxury',
    request: { file: '/luxury.ndjson' },
  };
  const fileOf = () => `${place}/${id}.json`;

  /** A record as another process would have left it. */
  async function recordOf(owner: RunRecord['process'], change: object = {}): Promise<void> {
    const run = new Journal(place).begin(newRun);
    await run.write({ delivered: [] });
    await run.end();
    writeFileSync(fileOf(), JSON.stringify({ ...run.record, process: owner, ...change }));
  }
  const interrupted = async () => (await new Journal(place).interrupted()).map((record) => record.id);

  it('writes nothing before there is something to tell, and keeps others out', async () => {
    const run = new Journal(place).begin(newRun);
    assert.throws(() => readdirSync(place), { code: 'ENOENT' });
    await run.write({ delivered: [] });
    assert.equal(statSync(fileOf()).mode & 0o777, 0o600);
    assert.equal(statSync(place).mode & 0o777, 0o700);
    await run.end();
    assert.deepEqual(readdirSync(place), []);
  });

  it('does not take a run for interrupted that goes on here', async () => {
    const run = new Journal(place).begin(newRun);
    await run.write({ delivered: [] });
    assert.deepEqual(await interrupted(), []);
    run.leave();
    assert.deepEqual(await interrupted(), [id]);
  });

  it('finds the run of a process that was killed, at once', async () => {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    await recordOf({ pid: child.pid ?? 0, host: hostname() });
    assert.deepEqual(await interrupted(), []);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual(await interrupted(), [id]);
  });

  it('finds runs that nobody has touched for long: of another machine, or of a process that has its number only', async () => {
    const long = new Date(Date.now() - 3_600_000);
    for (const owner of [
      { pid: 1, host: 'another-machine' },
      { pid: process.ppid, host: hostname() },
    ]) {
      await recordOf(owner);
      assert.deepEqual(await interrupted(), []);
      utimesSync(fileOf(), long, long);
      assert.deepEqual(await interrupted(), [id]);
    }
  });

  it('finds a run of an earlier process with the same number', async () => {
    await recordOf({ pid: process.pid, host: hostname() });
    assert.deepEqual(await interrupted(), [id]);
  });

  it('passes over files that are no records of its version', async () => {
    await recordOf({ pid: process.pid, host: hostname() }, { version: 2 });
    writeFileSync(`${place}/broken.json`, '{');
    writeFileSync(`${place}/other.txt`, 'hello');
    assert.deepEqual(await interrupted(), []);
  });

  it('gives a run to one process only', async () => {
    await recordOf({ pid: process.pid, host: hostname() });
    const claims = await Promise.all([1, 2, 3, 4].map(() => new Journal(place).claim(id)));
    assert.equal(claims.filter(Boolean).length, 1);
    assert.deepEqual(await interrupted(), []);
    assert.deepEqual(readdirSync(place), [`${id}.json`]);
    claims.find(Boolean)?.leave();
    assert.deepEqual(await interrupted(), [id]);
  });

  it('goes without a record where the disk takes none, and knows it', async () => {
    writeFileSync(place, 'a file is no folder');
    const run = new Journal(place).begin(newRun);
    await run.write({ delivered: [] });
    assert.match(String(run.problem), /EEXIST|ENOTDIR/);
    await run.end();
  });

  it('ends where a file system takes no folders', async function () {
    if (process.platform !== 'linux') this.skip();
    const run = new Journal('/proc/no-such-folder/uploads').begin(newRun);
    await run.write({ delivered: [] });
    assert.match(String(run.problem), /ENOENT/);
    await run.end();
  });

  it('says so when it cannot be read', async () => {
    writeFileSync(place, 'a file is no folder');
    await assert.rejects(new Journal(place).interrupted(), { code: 'ENOTDIR' });
  });

  it('holds what it was told, and no more', async () => {
    const run = new Journal(place).begin(newRun);
    const started = { uploadId: 'u', partSize: 8 };
    const current = { key: 'k', condition: { IfNoneMatch: '*' }, started } as const;
    await run.write({ delivered: [], current });
    const kept = JSON.parse(readFileSync(fileOf(), 'utf8')) as RunRecord;
    assert.deepEqual(kept.current, current);
    await run.write({ delivered: [] });
    assert.equal((JSON.parse(readFileSync(fileOf(), 'utf8')) as RunRecord).current, undefined);
    await run.end();
  });
});
