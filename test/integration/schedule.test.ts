// Exports that run by themselves in a real window: by the clock, and when their files change. Nobody is asked anything.
import { strict as assert } from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { workspace } from 'vscode';
import type { ScheduleSettings } from '../../src/model/scheduleSettings';
import { accessKey, withStore, type Store } from './store';

describe('an export with a schedule', function () {
  this.timeout(240_000);
  const folder = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'exports with a schedule');
  const configuration = () => workspace.getConfiguration('s3Destinations');
  const environment = {
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
  };
  beforeEach(() => {
    mkdirSync(folder);
    Object.assign(process.env, environment);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await configuration().update('destinations', undefined, true);
    for (const variable of Object.keys(environment)) delete process.env[variable];
  });

  const writeSegment = (text: string): void => writeFileSync(join(folder, 'luxury.csv'), text);
  const writeDefinition = (destination: string, schedule: ScheduleSettings): void =>
    writeFileSync(
      join(folder, `${destination}.s3export.json`),
      JSON.stringify({ segment: { source: 'luxury.csv' }, destination, schedule }),
    );
  /** A destination `plain`, and one `held` that is production. @param more settings of the latter */
  const setDestinations = ({ settings }: Store, more: object = {}) => {
    const plain = { ...settings, credentials: { type: 'default' } };
    return configuration().update(
      'destinations',
      { plain, held: { ...plain, folderPath: 'held', production: true, ...more } },
      true,
    );
  };

  /** Waits for objects for two minutes. */
  async function keys(store: Store, count: number): Promise<string[]> {
    for (let second = 0; second < 120 && (await store.keys()).length < count; second++) await sleep(1000);
    return store.keys();
  }

  it('runs at its time, which is in its name, and to production where that is allowed', async () => {
    await withStore(async (store) => {
      await setDestinations(store);
      writeSegment('a,b\n1,2\n');
      // The next full minute, or the one after it: the definitions are to be seen before.
      const moment = new Date(Math.ceil((Date.now() + 15_000) / 60_000) * 60_000);
      const schedule = { frequency: 'daily', time: moment.toISOString().slice(11, 16) } as const;
      for (const destination of ['held', 'plain']) writeDefinition(destination, schedule);
      const name = `amazon-s3_segmentluxury_${moment.toISOString().replaceAll(/[-:T]|\..*/g, '')}.csv`;
      assert.deepEqual(await keys(store, 1), [name]);
      assert.equal((await store.read(name)).toString(), 'a,b\n1,2\n');
      await setDestinations(store, { unattended: true });
      assert.deepEqual(await keys(store, 2), [name, `held/${name}`]);
    });
  });

  it('runs when its files have changed and are still, once for each change', async () => {
    await withStore(async (store) => {
      await setDestinations(store);
      writeSegment('a,b\n1,2\n');
      writeDefinition('plain', { frequency: 'onChange' });
      // What was there before the definition is no change.
      await sleep(15_000);
      assert.deepEqual(await store.keys(), []);
      writeSegment('a,b\n1,2\n3,4\n');
      const [first = ''] = await keys(store, 1);
      assert.equal((await store.read(first)).toString(), 'a,b\n1,2\n3,4\n');
      writeSegment('a,b\n5,6\n');
      const [before, second = '', ...others] = (await keys(store, 2)).sort();
      assert.deepEqual([before, others], [first, []]);
      assert.equal((await store.read(second)).toString(), 'a,b\n5,6\n');
    });
  });
});
