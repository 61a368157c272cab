// Saving an object as a file: wholly or not at all, whatever stands there and however it ends.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { saveObject } from '../../../src/delivery/download';
import { push } from '../../../src/delivery/push';
import { isCancelled } from '../../../src/model/failure';
import { startFaultProxy } from '../../s3/faults/proxy';
import { temporaryFolder } from '../temporaryFolder';
import { exportOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { guest, owner, type Store } from './store';

const key = 'daily/a.csv';
const bytes = pattern(3_000_001);

describeOnServer('an object', function (server) {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let store: Store;
  let count = 0;
  /** Of a test: a folder with an older file in it. */
  let place: string;
  const older = () => `${place}/a.csv`;
  beforeEach(async () => {
    place = folder.path(String(++count));
    mkdirSync(place);
    writeFileSync(older(), 'older');
    store = await server.start();
    const { signal } = new AbortController();
    await push(await store.connect(), exportOf(bytes, key), { signal });
  });
  afterEach(() => store.close());

  const isAsBefore = () => {
    assert.deepEqual(readdirSync(place), ['a.csv']);
    assert.equal(readFileSync(older(), 'utf8'), 'older');
  };

  it('is saved as a new file, and in place of one', async () => {
    const progress: number[] = [];
    const onProgress = (read: number, all: number) => void progress.push(read / all);
    const connection = await store.connect();
    for (const path of [older(), `${place}/b.csv`]) {
      assert.equal(await saveObject(connection, key, path, { onProgress }), bytes.length);
      assert.ok(bytes.equals(readFileSync(path)));
    }
    assert.equal(progress.at(-1), 1);
    assert.deepEqual(readdirSync(place), ['a.csv', 'b.csv']);
  });

  it('leaves nothing when somebody cancels in the middle', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    await assert.rejects(saveObject(await store.connect(), key, older(), options), isCancelled);
    isAsBefore();
  });

  it('leaves the file that is there when it may not be read, or is gone', async () => {
    await assert.rejects(saveObject(await store.connect(guest), key, older()), { code: 'access-denied' });
    await assert.rejects(saveObject(await store.connect(), 'daily/none.csv', older()), {
      code: 'object-gone',
    });
    isAsBefore();
  });

  it('leaves the file that is there when what comes is not what the store has', async () => {
    const proxy = await startFaultProxy(store.url);
    try {
      proxy.faults.push({ kind: 'flipBitInAnswer', method: 'GET', path: key, times: 10 });
      const connection = await store.connect(owner, { endpoint: proxy.url });
      await assert.rejects(saveObject(connection, key, older()), (error: Error) => !isCancelled(error));
      assert.notEqual(proxy.struck.length, 0);
    } finally {
      await proxy.close();
    }
    isAsBefore();
  });

  it('goes on where an answer breaks off', async () => {
    const proxy = await startFaultProxy(store.url);
    try {
      proxy.faults.push({ kind: 'cutAnswer', method: 'GET', path: key });
      const connection = await store.connect(owner, { endpoint: proxy.url });
      await saveObject(connection, key, older());
      assert.equal(proxy.struck.length, 1);
    } finally {
      await proxy.close();
    }
    assert.ok(bytes.equals(readFileSync(older())));
  });

  it('is not saved where no file can be', async () => {
    await assert.rejects(saveObject(await store.connect(), key, `${place}/none/a.csv`), { code: 'ENOENT' });
    isAsBefore();
  });
});
