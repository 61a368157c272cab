// Looking up, listing and reading what a bucket holds.
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/delivery/connection';
import { listDelivered, lookUp, readObject } from '../../../src/delivery/objects';
import { push } from '../../../src/delivery/push';
import { isCancelled } from '../../../src/model/failure';
import { exportOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { guest, owner, type Store } from './store';

const signal = new AbortController().signal;

describeOnServer('objects', function (server) {
  this.timeout(60_000);
  let store: Store;
  let connection: Connection;
  beforeEach(async () => {
    store = await server.start();
    connection = await store.connect();
  });
  afterEach(() => store.close());

  const deliver = (key: string, bytes: Uint8Array = Buffer.from(key)) =>
    push(connection, exportOf(bytes, key), { signal });

  it('are looked up: free, taken, or not to be known', async () => {
    assert.deepEqual(await lookUp(connection, 'daily/a.csv'), { state: 'free' });
    await deliver('daily/a.csv');
    const taken = await lookUp(connection, 'daily/a.csv', signal);
    assert.equal(taken.state, 'taken');
    assert.equal(taken.state === 'taken' && taken.size, 11);
    assert.ok(taken.state === 'taken' && taken.lastModified instanceof Date);
    assert.deepEqual(await lookUp(await store.connect(guest), 'daily/a.csv'), { state: 'unknown' });
  });

  it('are looked up by a listing where they may not be read', async () => {
    await store.allowGuest(['s3:ListBucket']);
    await deliver('daily/a.csv');
    const lister = await store.connect(guest);
    assert.equal((await lookUp(lister, 'daily/a.csv')).state, 'taken');
    assert.deepEqual(await lookUp(lister, 'daily/a'), { state: 'free' });
  });

  it('are not looked up where nothing can be: what is wrong is said', async () => {
    for (const [accessKey, bucket, code] of [
      [owner, 'no-such-bucket', 'no-such-bucket'],
      [{ ...owner, secretAccessKey: 'wrong' }, store.bucket, 'signature-does-not-match'],
      [{ ...owner, accessKeyId: 'AKIANOBODY' }, store.bucket, 'invalid-access-key-id'],
    ] as const) {
      await assert.rejects(lookUp(await store.connect(accessKey, { bucket }), 'daily/a.csv'), { code });
    }
  });

  it('are listed below the folder path, page by page', async () => {
    for (const key of [
      'daily/',
      'daily/1.csv',
      'daily/2.csv',
      'daily/old/3.csv',
      'dailyX.csv',
      'other/4.csv',
    ]) {
      await deliver(key);
    }
    const first = await listDelivered(connection, { pageSize: 3 });
    assert.deepEqual(
      first.objects.map(({ key, name, size }) => [key, name, size]),
      [
        ['daily/1.csv', '1.csv', 11],
        ['daily/2.csv', '2.csv', 11],
      ],
    );
    const second = await listDelivered(connection, { pageSize: 3, continuationToken: first.next });
    assert.deepEqual(
      second.objects.map(({ name }) => name),
      ['old/3.csv'],
    );
    assert.equal(second.next, undefined);
    const root = await listDelivered(await store.connect(undefined, { folderPath: '' }));
    assert.equal(root.objects.length, 6);
  });

  it('are not listed to those who may not', async () => {
    const listing = listDelivered(await store.connect(guest));
    await assert.rejects(listing, { code: 'access-denied', message: /s3:ListBucket/ });
  });

  it('are read whole or in part', async () => {
    const bytes = pattern(100_000);
    await deliver('daily/a.csv', bytes);
    const whole = await readObject(connection, 'daily/a.csv');
    assert.ok(bytes.equals(whole.bytes));
    assert.equal(whole.total, 100_000);
    const beginning = await readObject(connection, 'daily/a.csv', { maxBytes: 1000, signal });
    assert.ok(bytes.subarray(0, 1000).equals(beginning.bytes));
    assert.equal(beginning.total, 100_000);
    await deliver('daily/empty.csv', Buffer.alloc(0));
    assert.deepEqual(await readObject(connection, 'daily/empty.csv', { maxBytes: 10 }), {
      bytes: new Uint8Array(),
      total: 0,
    });
  });

  it('that do not exist are explained', async () => {
    await assert.rejects(readObject(connection, 'daily/none.csv'), { code: 'no-such-key' });
  });

  it('can be cancelled', async () => {
    const cancelled = { signal: AbortSignal.abort() };
    await assert.rejects(lookUp(connection, 'daily/a.csv', cancelled.signal), isCancelled);
    await assert.rejects(listDelivered(connection, cancelled), isCancelled);
    await assert.rejects(readObject(connection, 'daily/a.csv', cancelled), isCancelled);
  });
});
