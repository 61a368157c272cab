// Every way to cancel a push, and what must not remain of it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../src/delivery/connection';
import { DeliveryUnknown, UnfinishedUpload } from '../../../src/delivery/failures';
import { findTarget } from '../../../src/delivery/guard';
import { push } from '../../../src/delivery/push';
import type { Chunk } from '../../../src/export/run';
import { isCancelled } from '../../../src/model/failure';
import { askOnce } from './askedOnce';
import { exportOf, inChunks, pattern } from './exports';
import type { Fault } from '../../s3/faults/fault';
import { startFaultProxy, type FaultProxy } from '../../s3/faults/proxy';
import { describeOnServer } from './servers';
import { guest, owner, type Store } from './store';
import { until } from './until';

const MiB = 1024 ** 2;
const partSize = 5 * MiB;

describeOnServer('cancelling a push', function (server) {
  this.timeout(120_000);
  let store: Store;
  let proxy: FaultProxy;
  let connection: Connection;
  const through = (accessKey = owner) => store.connect(accessKey, { endpoint: proxy.url });
  beforeEach(async () => {
    store = await server.start();
    proxy = await startFaultProxy(store.url);
    connection = await askOnce(await through(), proxy);
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

  it('removes parts that land while the upload is being removed', async () => {
    proxy.faults.push({ kind: 'feignSuccess', method: 'DELETE', times: 2 });
    const controller = new AbortController();
    const options = { signal: controller.signal, partSize, onProgress: () => controller.abort() };
    await assert.rejects(push(connection, exportOf(pattern(60 * MiB)), options), isCancelled);
    assert.equal(await store.unfinishedUploads(), 0);
    assert.deepEqual(proxy.faults, []);
  });

  it('says so when parts remain however often they are removed', async () => {
    proxy.faults.push({ kind: 'feignSuccess', method: 'DELETE', times: 100 });
    const controller = new AbortController();
    const options = { signal: controller.signal, partSize, onProgress: () => controller.abort() };
    const pushing = push(connection, exportOf(pattern(60 * MiB)), options);
    await assert.rejects(pushing, UnfinishedUpload);
    assert.equal(proxy.seen.filter((request) => request.startsWith('DELETE ')).length, 5);
  });

  describe('of a single request', () => {
    const bytes = pattern(70_000);
    const looks = () => proxy.seen.filter((request) => request.startsWith('HEAD ')).length;

    /** Pushes into a fault, and cancels at a moment. */
    function cancelWhen(moment: () => boolean, fault: Fault, from = connection, export_ = exportOf(bytes)) {
      proxy.faults.push(fault);
      const controller = new AbortController();
      const options = { signal: controller.signal, partSize: 64 * MiB };
      void until(moment).then(() => controller.abort());
      return push(from, export_, options);
    }
    const sent = () => proxy.seen.some((request) => request.startsWith('PUT '));
    const taken = () => proxy.answered.some((request) => request.startsWith('PUT '));

    it('needs no look at the bucket while a part of the body is still here', async () => {
      const large = exportOf(pattern(60 * MiB));
      const pushing = cancelWhen(sent, { kind: 'stall', method: 'PUT' }, connection, large);
      await assert.rejects(pushing, isCancelled);
      assert.equal(looks(), 0);
    });

    it('looks twice when the whole body had left', async () => {
      await assert.rejects(cancelWhen(sent, { kind: 'stall', method: 'PUT' }), isCancelled);
      assert.equal(looks(), 2);
      assert.deepEqual(await store.keys(), []);
    });

    it('is too late when the object is there: the push ends well', async () => {
      const outcome = await cancelWhen(taken, { kind: 'keepAnswer', method: 'PUT' });
      assert.equal(outcome.proof, 'checksum');
      assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
    });

    it('finds an object that appears after the first look', async () => {
      const outcome = await cancelWhen(sent, { kind: 'deliverLate', method: 'PUT' });
      assert.equal(outcome.proof, 'checksum');
      assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
    });

    it('finds an object that takes the place of another one after the first look', async () => {
      await push(connection, exportOf(Buffer.from('before')), { signal: new AbortController().signal });
      const { target } = await findTarget(connection, 'daily/export.csv', 'csv', 'replace');
      proxy.forget();
      const replacing = { ...exportOf(bytes), ...target };
      const outcome = await cancelWhen(sent, { kind: 'deliverLate', method: 'PUT' }, connection, replacing);
      assert.equal(outcome.proof, 'checksum');
      assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
    });

    it('is not called cancelled when the bucket may not be looked at', async () => {
      await store.allowGuest(['s3:PutObject']);
      const pushing = cancelWhen(sent, { kind: 'stall', method: 'PUT' }, await through(guest));
      await assert.rejects(pushing, DeliveryUnknown);
    });
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
