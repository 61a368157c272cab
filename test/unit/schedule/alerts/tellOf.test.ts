// Runs tell of what becomes of them: once, and whatever becomes of the telling.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../../../src/model/alert';
import { runDue } from '../../../../src/schedule/runDue';
import { describeOnServer } from '../../delivery/servers';
import { owner, type Store } from '../../delivery/store';
import { temporaryFolder } from '../../temporaryFolder';
import { outsideIn, scheduledExport, writeDefinition } from '../outside';

describeOnServer('alerts of scheduled runs', function (server) {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let store: Store;
  let workspace: string;
  let alerts: Alert[];
  let path: string;
  beforeEach(async () => {
    store = await server.start();
    alerts = [];
    workspace = folder.path(randomUUID());
    mkdirSync(workspace);
    path = define();
  });
  afterEach(() => store.close());

  function define(more: object = {}): string {
    return writeDefinition(workspace, 'people', {
      ...{ segment: { source: 'people.ndjson' }, destination: 'test' },
      ...{ schedule: { frequency: 'daily' }, fileName: 'people-%DATETIME(yyyyMMdd)%', ...more },
    });
  }

  function segment(rows: number): void {
    const lines = Array.from({ length: rows }, (_, id) => `${JSON.stringify({ id })}\n`);
    writeFileSync(join(workspace, 'people.ndjson'), lines.join(''));
  }

  async function due(day: string, more: object = {}): Promise<string[]> {
    const alert = (each: Alert) => Promise.resolve(void alerts.push(each));
    const outside = outsideIn(join(workspace, 'state'), owner, `2026-11-${day}T01:00:00Z`, {
      alert,
      ...more,
    });
    const results = await runDue(await scheduledExport(path, store.settings()), outside);
    return results.map(({ kind }) => kind);
  }
  const told = () => alerts.splice(0).map(({ event, outcome }) => `${event} ${outcome}`);

  it('tell of a delivery once', async () => {
    segment(10);
    await due('20');
    const [{ exportName, due: moment, rows, keys } = {} as Alert] = alerts;
    assert.equal(exportName, 'people');
    assert.equal(moment, '2026-11-20T00:00:00.000Z');
    assert.equal(rows, 10);
    assert.deepEqual(keys, await store.keys());
    assert.deepEqual(told(), ['success verified']);
    await due('20');
    assert.deepEqual(told(), []);
  });

  it('tell of a delivery that has far more or fewer rows than the one before', async () => {
    for (const [day, rows] of [10, 12, 13, 16].entries()) {
      segment(rows);
      await due(String(20 + day));
    }
    assert.deepEqual(told(), [...Array<string>(4).fill('success verified'), 'deviation verified']);
    segment(4);
    await due('24');
    const { rowsBefore, deviation } = alerts.find(({ event }) => event === 'deviation') ?? {};
    assert.deepEqual([rowsBefore, deviation], [16, -75]);
  });

  it('compare no increments', async () => {
    path = define({ mode: 'incremental', incremental: { by: 'changed' }, deduplicate: { keys: ['id'] } });
    segment(10);
    await due('20');
    segment(11);
    await due('21');
    assert.deepEqual(told(), ['success verified', 'success verified']);
  });

  it('tell of a failure once, and of the delivery after it', async () => {
    segment(10);
    const connect = () => Promise.reject(new Error('s3cret'));
    assert.deepEqual(await due('20', { connect }), ['failed']);
    assert.doesNotMatch(JSON.stringify(alerts), /s3cret/);
    assert.deepEqual(told(), ['failure failed']);
    assert.deepEqual(await due('20', { connect }), ['failed']);
    assert.deepEqual(told(), []);
    await due('20');
    assert.deepEqual(told(), ['success verified']);
  });

  it('change nothing about a run where they cannot be sent', async () => {
    segment(10);
    const alert = () => Promise.reject(new Error('nobody is there'));
    assert.deepEqual(await due('20', { alert }), ['delivered']);
    rmSync(join(workspace, 'people.ndjson'));
    segment(10);
    const connect = () => Promise.reject(new Error('no'));
    assert.deepEqual(await due('21', { alert, connect }), ['failed']);
  });
});
