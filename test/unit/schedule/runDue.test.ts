// What is due is run once: by the state, by receipts, by what the objects say, and by what was begun.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { KeyTaken } from '../../../src/delivery/failures';
import type { Alert } from '../../../src/model/alert';
import { alone, ExportBusy } from '../../../src/schedule/exportLock';
import { exportFolder, filesIn, stateOf } from '../../../src/schedule/exportState';
import { NotUnattended } from '../../../src/schedule/notUnattended';
import { resetIncremental } from '../../../src/schedule/reset';
import { retryAt } from '../../../src/schedule/retryAt';
import { runDue } from '../../../src/schedule/runDue';
import { runNow } from '../../../src/schedule/runNow';
import type { Outside, RunResult } from '../../../src/schedule/scheduledExport';
import { describeOnServer } from '../delivery/servers';
import { owner, type Store } from '../delivery/store';
import { temporaryFolder } from '../temporaryFolder';
import { outsideIn, scheduledExport, writeDefinition } from './outside';

const daily = { frequency: 'daily', time: '06:00' };

describeOnServer('a scheduled export', function (server) {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let store: Store;
  let state: string;
  let inFolder: string;
  beforeEach(async () => {
    store = await server.start();
    state = folder.path(randomUUID());
    inFolder = randomUUID();
  });
  afterEach(() => store.close());

  function define(definition: object = {}, name = 'people'): string {
    const path = writeDefinition(folder.path(inFolder), name, {
      segment: { source: 'people.ndjson' },
      destination: 'test',
      schedule: daily,
      fileName: 'people-%DATETIME(yyyyMMddHHmmss)%',
      ...definition,
    });
    folder.write(`${inFolder}/people.ndjson`, '{"id":1}\n{"id":2}\n{"id":3}\n');
    return path;
  }

  const exportAt = (path: string) => scheduledExport(path, store.settings());

  async function due(path: string, now: string, more: Partial<Outside> = {}, settings: object = {}) {
    const what = await scheduledExport(path, store.settings(settings));
    return runDue(what, outsideIn(state, owner, now, more));
  }

  const kinds = (results: readonly RunResult[]) =>
    results.map((result) => `${result.kind} ${result.moment.toISOString()}`);

  it('is delivered for the moment that it was due at, and says so in its objects', async () => {
    const path = define();
    assert.deepEqual(kinds(await due(path, '2026-11-22T07:30:00Z')), ['delivered 2026-11-22T06:00:00.000Z']);
    assert.deepEqual(await store.keys(), ['daily/people-20261122060000.csv']);
    const { Metadata } = await store.read('daily/people-20261122060000.csv');
    assert.equal(Metadata?.['due'], '2026-11-22T06:00:00.000Z');
    assert.equal(Metadata?.['files'], '1');
    assert.deepEqual(await due(path, '2026-11-22T08:30:00Z'), []);
  });

  it('is known by its object where no state is', async () => {
    const path = define({ rowsPerFile: 1 });
    await due(path, '2026-11-22T07:30:00Z');
    assert.equal((await store.keys()).length, 3);
    rmSync(state, { recursive: true });
    assert.deepEqual(kinds(await due(path, '2026-11-22T07:30:00Z')), ['known 2026-11-22T06:00:00.000Z']);
  });

  it('is caught up once for all missed moments, or for each, oldest first', async () => {
    const path = define();
    await due(path, '2026-11-20T07:00:00Z');
    const results = await due(path, '2026-11-23T07:00:00Z');
    assert.deepEqual(kinds(results), [
      'passedOver 2026-11-21T06:00:00.000Z',
      'passedOver 2026-11-22T06:00:00.000Z',
      'delivered 2026-11-23T06:00:00.000Z',
    ]);
    define({ schedule: { ...daily, catchUp: 'each' } });
    assert.deepEqual(kinds(await due(path, '2026-11-25T07:00:00Z')), [
      'delivered 2026-11-24T06:00:00.000Z',
      'delivered 2026-11-25T06:00:00.000Z',
    ]);
  });

  it('waits for the next moment in a window that has just been opened', async () => {
    const path = define();
    assert.deepEqual(await due(path, '2026-11-22T07:00:00Z', { atFirst: 'wait' }), []);
    const results = await due(path, '2026-11-23T07:00:00Z', { atFirst: 'wait' });
    assert.deepEqual(kinds(results), ['delivered 2026-11-23T06:00:00.000Z']);
  });

  it('does not go to production unless that is allowed, and is told once', async () => {
    const path = define();
    const production = { production: true };
    for (const attempts of [1, 2]) {
      const [result] = await due(path, '2026-11-22T07:00:00Z', {}, production);
      assert.ok(result?.kind === 'failed' && result.error instanceof NotUnattended);
      const { failed } = await stateOf(await exportAt(path), outsideIn(state, owner, 0));
      assert.deepEqual(failed, {
        ...{ moment: new Date('2026-11-22T06:00:00Z'), at: new Date('2026-11-22T07:00:00Z') },
        ...{ attempts, code: 'not-unattended' },
      });
    }
    assert.equal((await outsideIn(state, owner, 0).history.recent()).length, 1);
    const allowed = { production: true, unattended: true };
    assert.equal((await due(path, '2026-11-22T07:00:00Z', {}, allowed))[0]?.kind, 'delivered');
    assert.equal((await stateOf(await exportAt(path), outsideIn(state, owner, 0))).failed, undefined);
  });

  it('replaces an older run under one name, never a newer one', async () => {
    const path = define({ fileName: 'latest' });
    const replace = { overwrite: 'replace' };
    await due(path, '2026-11-22T07:00:00Z', {}, replace);
    await due(path, '2026-11-23T07:00:00Z', {}, replace);
    assert.equal((await store.read('daily/latest.csv')).Metadata?.['due'], '2026-11-23T06:00:00.000Z');
    rmSync(state, { recursive: true });
    assert.deepEqual(kinds(await due(path, '2026-11-22T07:00:00Z', {}, replace)), [
      'passedOver 2026-11-22T06:00:00.000Z',
    ]);
    assert.deepEqual(kinds(await due(path, '2026-11-23T08:00:00Z', {}, replace)), [
      'known 2026-11-23T06:00:00.000Z',
    ]);
  });

  it("does not take another export's object for its own", async () => {
    await due(define(), '2026-11-22T07:00:00Z');
    const [result] = await due(define({}, 'others'), '2026-11-22T07:00:00Z');
    assert.ok(result?.kind === 'failed' && result.error instanceof KeyTaken);
  });

  it('is found under the name that it was given instead of a taken one', async () => {
    const rename = { overwrite: 'rename' };
    const path = define({ fileName: 'people' });
    for (const day of [22, 23]) await due(path, `2026-11-${day}T07:00:00Z`, {}, rename);
    rmSync(state, { recursive: true });
    const [result] = await due(path, '2026-11-23T08:00:00Z', {}, rename);
    assert.deepEqual(result?.kind === 'known' && result.keys, ['daily/people_1.csv']);
  });

  it('is busy while another one is at it', async () => {
    const path = define();
    const what = await exportAt(path);
    const outside = outsideIn(state, owner, '2026-11-22T07:00:00Z');
    await alone(what, outside, async () => {
      assert.deepEqual(
        (await runDue(what, outside)).map(({ kind }) => kind),
        ['busy'],
      );
      assert.equal((await runNow(what, outside)).kind, 'busy');
      await assert.rejects(resetIncremental(what, outside), ExportBusy);
    });
  });

  it('goes on where the list of runs says, when its state cannot be read', async () => {
    const path = define({ schedule: { ...daily, catchUp: 'each' } });
    await due(path, '2026-11-20T07:00:00Z');
    const file = filesIn(exportFolder(await exportAt(path), outsideIn(state, owner, 0))).state;
    writeFileSync(file, '{');
    assert.deepEqual(kinds(await due(path, '2026-11-22T07:00:00Z', { atFirst: 'wait' })), [
      'delivered 2026-11-21T06:00:00.000Z',
      'delivered 2026-11-22T06:00:00.000Z',
    ]);
  });

  it('is exported now as a whole, apart from the schedule', async () => {
    const path = define();
    const outside = outsideIn(state, owner, '2026-11-22T05:00:00Z');
    assert.equal((await runNow(await exportAt(path), outside)).kind, 'delivered');
    assert.equal((await stateOf(await exportAt(path), outside)).done, undefined);
    assert.deepEqual(kinds(await due(path, '2026-11-22T06:00:00Z')), ['delivered 2026-11-22T06:00:00.000Z']);
  });

  it('writes what has changed since the last delivered run, and everything after a reset', async () => {
    const path = define({
      ...{ mode: 'incremental', incremental: { by: 'changed' }, deduplicate: { keys: ['id'] } },
      columns: [{ path: 'id' }],
    });
    const changes = async (day: number) => {
      const [result] = await due(path, `2026-11-${day}T07:00:00Z`);
      return result?.kind === 'delivered' ? result.changes : assert.fail(result?.kind);
    };
    assert.equal(await changes(20), undefined);
    folder.write(`${inFolder}/people.ndjson`, '{"id":1}\n{"id":2}\n{"id":4}\n');
    assert.deepEqual(await changes(21), { added: 1, changed: 0, removed: 1 });
    const what = await exportAt(path);
    assert.equal((await stateOf(what, outsideIn(state, owner, 0))).hasSnapshot, true);
    await resetIncremental(what, outsideIn(state, owner, 0));
    assert.equal((await stateOf(what, outsideIn(state, owner, 0))).hasSnapshot, false);
    assert.equal(await changes(22), undefined);
  });

  it('is whole after another one has delivered it: its snapshot is not that of the last run', async () => {
    const path = define({
      ...{ mode: 'incremental', incremental: { by: 'changed' }, deduplicate: { keys: ['id'] } },
      columns: [{ path: 'id' }],
    });
    await due(path, '2026-11-20T07:00:00Z');
    const own = state;
    state = folder.path(randomUUID());
    await due(path, '2026-11-21T07:00:00Z');
    state = own;
    assert.deepEqual(kinds(await due(path, '2026-11-21T08:00:00Z')), ['known 2026-11-21T06:00:00.000Z']);
    const [result] = await due(path, '2026-11-22T07:00:00Z');
    assert.ok(result?.kind === 'delivered' && result.changes === undefined);
  });

  it('is told elsewhere: delivered, with many more rows, and once that it failed', async () => {
    const path = define();
    const told: string[] = [];
    const alert = (each: Alert) => Promise.resolve(void told.push(`${each.event} ${each.outcome}`));
    await due(path, '2026-11-20T07:00:00Z', { alert });
    folder.write(`${inFolder}/people.ndjson`, '{"id":1}\n');
    await due(path, '2026-11-21T07:00:00Z', { alert });
    for (const hour of ['07', '08'])
      await due(path, `2026-11-22T${hour}:00:00Z`, { alert }, { production: true });
    assert.deepEqual(told, ['success verified', 'success verified', 'deviation verified', 'failure failed']);
  });

  it('is tried again 1, 5, 15 and 60 minutes after it failed', () => {
    const at = new Date('2026-11-22T07:00:00Z');
    const minutes = [1, 2, 3, 4, 9].map((attempts) => {
      const again = retryAt({ failed: { moment: at, attempts, at, code: 'x' } });
      return (Number(again) - +at) / 60_000;
    });
    assert.deepEqual(minutes, [1, 5, 15, 60, 60]);
    assert.equal(retryAt({ failed: undefined }), undefined);
  });
});
