// The snapshot of an incremental export is that of the last run that was delivered, whoever was at it before.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ExportAtWork } from '../../../src/schedule/exportAtWork';
import { alone } from '../../../src/schedule/exportLock';
import { exportFolder, filesIn, type FilesOfExport } from '../../../src/schedule/exportState';
import { resetIncremental } from '../../../src/schedule/reset';
import { runDue } from '../../../src/schedule/runDue';
import type { ScheduledExport } from '../../../src/schedule/scheduledExport';
import { describeOnServer } from '../delivery/servers';
import { owner, type Store } from '../delivery/store';
import { temporaryFolder } from '../temporaryFolder';
import { outsideIn, scheduledExport, writeDefinition } from './outside';

describeOnServer('the snapshot of an incremental export', function (server) {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let store: Store;
  let what: ScheduledExport;
  let files: FilesOfExport;
  let state: string;
  const outsideAt = (now: string) => outsideIn(state, owner, now);

  beforeEach(async () => {
    store = await server.start();
    state = folder.path(randomUUID());
    folder.write('people.ndjson', '{"id":1}\n{"id":2}\n');
    const path = writeDefinition(folder.path(''), 'people', {
      ...{ segment: { source: 'people.ndjson' }, destination: 'test' },
      ...{ schedule: { frequency: 'daily', time: '06:00' }, fileName: 'people-%DATETIME(yyyyMMddHHmmss)%' },
      ...{ columns: [{ path: 'id' }], deduplicate: { keys: ['id'] } },
      ...{ mode: 'incremental', incremental: { by: 'changed' } },
    });
    what = await scheduledExport(path, store.settings());
    const outside = outsideAt('2026-11-22T07:30:00Z');
    files = filesIn(exportFolder(what, outside));
    assert.equal((await runDue(what, outside))[0]?.kind, 'delivered');
  });
  afterEach(() => store.close());

  it('does not become that of a later run by one which is settled already', async () => {
    const before = readFileSync(files.snapshot);
    writeFileSync(files.nextSnapshot, 'of a run that was not delivered');
    const outside = outsideAt('2026-11-22T08:00:00Z');
    await alone(what, outside, async (lock) => {
      const at = await ExportAtWork.open(what, outside, lock);
      await at.settle(new Date('2026-11-22T06:00:00Z'), 'moves');
    });
    assert.deepEqual(readFileSync(files.snapshot), before);
  });

  it('is reset together with what an interrupted run has put aside', async () => {
    writeFileSync(files.nextSnapshot, readFileSync(files.snapshot));
    await resetIncremental(what, outsideAt('2026-11-22T08:00:00Z'));
    assert.deepEqual([existsSync(files.snapshot), existsSync(files.nextSnapshot)], [false, false]);
  });
});
