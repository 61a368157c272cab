// The last delivery of an export in the bucket: which objects it is, and how they come onto this machine to be compared.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { deliver } from '../../../src/delivery/deliver';
import type { Connection } from '../../../src/delivery/connection';
import { download } from '../../../src/delivery/download';
import { deliveryOf, lastDelivery } from '../../../src/delivery/lastDelivery';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import { compareExports } from '../../../src/export/compare/compare';
import { planExport } from '../../../src/export/plan';
import { readDefinition } from '../../../src/model/definition';
import { temporaryFolder } from '../temporaryFolder';
import { pattern } from './exports';
import { describeOnServer } from './servers';
import { guest, type Store } from './store';

describeOnServer('the last delivery of an export', (server) => {
  const folder = temporaryFolder();
  const { signal } = new AbortController();
  let store: Store;
  let receipts: ReceiptStore;
  let number = 0;
  beforeEach(async () => {
    store = await server.start();
    receipts = new ReceiptStore(folder.path(`receipts-${number++}`));
  });
  afterEach(() => store.close());

  const rows = (...names: string[]) => names.map((name) => `${JSON.stringify({ name })}\n`).join('');
  const planAt = (time: string, content = rows('Kurt', 'Harper', 'George'), definition: object = {}) => {
    const source = folder.write('people.ndjson', content);
    const options = readDefinition(JSON.stringify({ segment: { source: 'x' }, ...definition }));
    const target = store.destination();
    return planExport({ source, target, moment: new Date(`2020-04-${time}:00Z`), options });
  };
  const put = async (key: string, body: string | Buffer = 'name\n') => {
    const { client } = await store.connect();
    await client.send(new PutObjectCommand({ Bucket: store.bucket, Key: key, Body: body }));
  };
  const key = (time: string, part = '') => `daily/amazon-s3_segmentpeople_${time}${part}.csv`;
  const find = async (connection?: Connection, definition: object = {}) => {
    const { plan } = await planAt('09T06:18', undefined, definition);
    return lastDelivery(connection ?? (await store.connect()), { plan, receipts, signal });
  };

  it('is the newest object under a name of the export, with the files behind it', async () => {
    await put(key('20200407061800'));
    for (const part of ['', '_2', '_3', '_5']) await put(key('20200408061800', part));
    await put('daily/amazon-s3_segmentpeople2_20200408061900.csv');
    await put('daily/amazon-s3_segmentpeople_20200408061900.txt');
    await put('daily/amazon-s3_segmentpeople_latest.csv');
    await put('daily/manifest-test-1.json');
    const { keys, writtenAt } = await find();
    assert.deepEqual(keys, [key('20200408061800'), key('20200408061800', '_2'), key('20200408061800', '_3')]);
    assert.ok(writtenAt);
  });

  it('has the files that its receipt names, and where nobody may list it is that of the newest receipt', async () => {
    const connection = await store.connect();
    const planned = await planAt('08T06:18', undefined, { rowsPerFile: 1 });
    const receipt = await deliver(connection, planned, { signal });
    await receipts.save(receipt);
    // Nobody can tell it from a file of the export by its name.
    await put(key('20200408061800', '_4'));
    const expected = [key('20200408061800'), key('20200408061800', '_2'), key('20200408061800', '_3')];
    assert.deepEqual((await find(connection)).keys, expected);
    await store.allowGuest(['s3:GetObject']);
    const { keys, writtenAt } = await find(await store.connect(guest));
    assert.deepEqual([keys, writtenAt?.toISOString()], [expected, receipt.finishedAt]);
    await assert.rejects(find(await store.connect(guest), { fileName: 'other' }), {
      code: 'access-denied',
      missing: 's3:ListBucket',
    });
  });

  it('is under the plain name where that has no time, and what is left of an older one is no part of it', async () => {
    const fileName = 'people';
    await put('daily/people_2.csv');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await put('daily/people.csv');
    assert.deepEqual((await find(undefined, { fileName })).keys, ['daily/people.csv']);
    const renaming = await store.connect(undefined, { overwrite: 'rename' });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await put('daily/people_1.csv');
    assert.deepEqual((await find(renaming, { fileName })).keys, ['daily/people_1.csv']);
  });

  it('is not there before the first', async () => {
    await assert.rejects(find(), { code: 'nothing-delivered' });
  });

  it('of a chosen object has the files behind it', async () => {
    const { plan } = await planAt('09T06:18');
    const connection = await store.connect();
    for (const name of ['x/a.csv', 'x/a_2.csv', 'x/a_3.csv', 'x/ab.csv', 'x/b.txt']) await put(name);
    const keysOf = async (chosen: string) => (await deliveryOf(connection, chosen, { plan, receipts })).keys;
    assert.deepEqual(await keysOf('x/a.csv'), ['x/a.csv', 'x/a_2.csv', 'x/a_3.csv']);
    assert.deepEqual(await keysOf('x/a_2.csv'), ['x/a_2.csv']);
    assert.deepEqual(await keysOf('x/b.txt'), ['x/b.txt']);
  });

  it('is brought here and compared', async () => {
    const connection = await store.connect();
    await deliver(connection, await planAt('08T06:18', undefined, { rowsPerFile: 2 }), { signal });
    const progress: number[] = [];
    const onProgress = (read: number, all: number) => void progress.push(read / all);
    const old = await download(connection, await find(connection), { onProgress, folder: folder.path('') });
    const planned = await planAt('09T06:18', rows('Kurt', 'Harper', 'Ursula'));
    const comparison = await compareExports({ planned, old });
    assert.deepEqual(comparison.counts, { changed: 0, added: 1, removed: 1, unchanged: 2 });
    assert.equal(progress.at(-1), 1);
    await Promise.all([comparison.dispose(), old.dispose()]);
  });

  it('is brought here as it is, can be read again, and leaves nothing behind', async () => {
    const bytes = pattern(3_000_001);
    await put('x/large.csv', bytes);
    await put('x/empty.csv', Buffer.alloc(0));
    const work = folder.path('');
    const before = readdirSync(work);
    const old = await download(
      await store.connect(),
      { keys: ['x/large.csv', 'x/empty.csv'] },
      { folder: work },
    );
    for (let time = 0; time < 2; time++) {
      const read: Buffer[] = [];
      for (const file of old.files) for await (const chunk of file.read()) read.push(Buffer.from(chunk));
      assert.ok(Buffer.concat(read).equals(bytes));
    }
    assert.deepEqual(readdirSync(work), before);
    await old.dispose();
  });

  it('is not brought here when it may not be read, is gone, or somebody cancels', async () => {
    await put('x/a.csv');
    await store.allowGuest(['s3:ListBucket']);
    const keys = ['x/a.csv'];
    await assert.rejects(download(await store.connect(guest), { keys }), {
      code: 'access-denied',
      missing: 's3:GetObject',
    });
    const connection = await store.connect();
    await assert.rejects(download(connection, { keys }, { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    await connection.client.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: 'x/a.csv' }));
    await assert.rejects(download(connection, { keys }), { code: 'object-gone' });
  });
});
