// What is due is run once: by the state, by receipts, by what the objects say, and by what was begun.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runDue } from '../../../src/schedule/runDue';
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
  let workspace: string;
  beforeEach(async () => {
    store = await server.start();
    state = folder.path(randomUUID());
    workspace = folder.path(randomUUID());
  });
  afterEach(() => store.close());

  function define(definition: object = {}): string {
    const path = writeDefinition(workspace, 'people', {
      segment: { source: 'people.ndjson' },
      destination: 'test',
      schedule: daily,
      fileName: 'people-%DATETIME(yyyyMMddHHmmss)%',
      ...definition,
    });
    folder.write(
      join(workspace, 'people.ndjson').slice(folder.path('').length),
      '{"id":1}\n{"id":2}\n{"id":3}\n',
    );
    return path;
  }

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
});
