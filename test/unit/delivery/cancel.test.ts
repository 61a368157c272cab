// Every way to cancel a push, and what must not remain of it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../src/delivery/connection';
import { UnfinishedUpload } from '../../../src/delivery/failures';
import { push } from '../../../src/delivery/push';
import type { Chunk } from '../../../src/export/run';
import { isCancelled } from '../../../src/model/failure';
import { exportOf, inChunks, pattern } from './exports';
import { startFaultProxy, type FaultProxy } from './faultProxy';
import { guest, owner, Store } from './store';
import { until } from './until';

const MiB = 1024 ** 2;
const partSize = 5 * MiB;

describe('cancelling a push', function () {
  this.timeout(120_000);
  let store: Store;
  let proxy: FaultProxy;
  let connection: Connection;
  const through = (accessKey = owner) => store.connect(accessKey, { endpoint: proxy.url });
  beforeEach(async () => {
    store = await Store.start();
    proxy = await startFaultProxy(store.endpoint.url);
    connection = await through();
  });
  afterEach(async () => {
    await proxy.close();
    await store.close();
  });

  const partsSeen = () => proxy.seen.filter((request) => request.includes('partNumber=')).length;

  it('in mid-upload leaves no object and no unfinished upload', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const options = { signal: controller.signal, partSize, onProgress };
    await assert.rejects(push(connection, exportOf(pattern(60 * MiB)), options), isCancelled);
    assert.deepEqual(await store.keys(), []);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('ends parts that hang', async () => {
    proxy.faults.push({ kind: 'stall', method: 'PUT', path: 'partNumber=', times: 4 });
    const controller = new AbortController();
    const pushing = push(connection, exportOf(pattern(60 * MiB)), { signal: controller.signal, partSize });
    void until(() => partsSeen() >= 4).then(() => controller.abort('a reason of another kind'));
    await assert.rejects(pushing, isCancelled);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('does not wait for a source that says nothing', async () => {
    const controller = new AbortController();
    async function* chunks(): AsyncGenerator<Chunk> {
      yield* inChunks(pattern(11 * MiB));
      controller.abort();
      await new Promise(() => undefined);
    }
    const silent = { ...exportOf(pattern(0)), chunks: chunks() };
    await assert.rejects(push(connection, silent, { signal: controller.signal, partSize }), isCancelled);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('before the start sends nothing at all', async () => {
    const pushing = push(connection, exportOf(pattern(10)), { signal: AbortSignal.abort() });
    await assert.rejects(pushing, isCancelled);
    assert.deepEqual(proxy.seen, []);
  });

  it('is too late when the object is about to appear: the push ends well', async () => {
    const controller = new AbortController();
    const bytes = pattern(11 * MiB);
    const onProgress = (sent: number) => {
      // The answer to the last part is in; after a moment the upload is being completed.
      if (sent === bytes.length) void completing.then(() => controller.abort());
    };
    const completing = until(() => proxy.seen.some((request) => /^POST .*uploadId=/.test(request)));
    const outcome = await push(connection, exportOf(bytes), {
      signal: controller.signal,
      partSize,
      onProgress,
    });
    assert.equal(outcome.proof, 'checksum');
    assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
  });

  it('says so when the unfinished upload could not be removed', async () => {
    await store.allowGuest(['s3:PutObject'], ['s3:AbortMultipartUpload']);
    const controller = new AbortController();
    const options = { signal: controller.signal, partSize, onProgress: () => controller.abort() };
    await assert.rejects(push(await through(guest), exportOf(pattern(60 * MiB)), options), (error) => {
      assert.ok(error instanceof UnfinishedUpload);
      assert.ok(isCancelled(error.interruption));
      assert.match(error.message, new RegExp(error.uploadId));
      assert.match(error.message, /s3:AbortMultipartUpload/);
      return true;
    });
    assert.equal(await store.unfinishedUploads(), 1);
  });

  it('is not needed to bound memory: the source is read no further than five parts ahead', async () => {
    proxy.faults.push({ kind: 'stall', method: 'PUT', path: 'partNumber=', times: 4 });
    let read = 0;
    async function* chunks() {
      for await (const chunk of inChunks(pattern(60 * MiB), MiB)) {
        read += chunk.bytes.length;
        yield chunk;
      }
    }
    const controller = new AbortController();
    const source = { ...exportOf(pattern(0)), chunks: chunks() };
    const pushing = push(connection, source, { signal: controller.signal, partSize });
    void until(() => partsSeen() >= 4 && read >= 5 * partSize)
      .then(() => sleep(300))
      .then(() => controller.abort());
    await assert.rejects(pushing, isCancelled);
    assert.equal(read, 5 * partSize);
  });
});
