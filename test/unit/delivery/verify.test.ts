// Objects looked at again after their delivery: unchanged, changed, gone, hidden; with versions and without checksums.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Connection } from '../../../src/delivery/connection';
import { deliver } from '../../../src/delivery/deliver';
import { listDelivered } from '../../../src/delivery/objects';
import { push } from '../../../src/delivery/push';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import { verifyDelivery, type VerifyOptions } from '../../../src/delivery/verify';
import type { DeliveredFile } from '../../../src/model/receipt';
import { planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { exportOf, pattern, sha256 } from './exports';
import type { Fault } from '../../s3/faults/fault';
import { startFaultProxy, type FaultProxy } from '../../s3/faults/proxy';
import { describeOnServer } from './servers';
import { guest, owner, type Store } from './store';

const signal = new AbortController().signal;
const bytes = pattern(70_000);
const other = Buffer.from(bytes).fill(0, 0, 1);

describeOnServer('verifying a delivery', function (server) {
  this.timeout(120_000);
  let store: Store;
  let proxy: FaultProxy;
  let connection: Connection;
  beforeEach(async () => {
    store = await server.start();
    proxy = await startFaultProxy(store.url);
    connection = await store.connect(owner, { endpoint: proxy.url });
  });
  afterEach(async () => {
    await proxy.close();
    await store.close();
  });

  const key = 'daily/export.csv';
  const delivered = async (body = bytes, partSize?: number): Promise<DeliveredFile> => {
    const outcome = await push(connection, exportOf(body, key), { signal, partSize });
    return { key, rows: 1, ...outcome };
  };
  const put = (Body: Buffer) =>
    connection.client.send(new PutObjectCommand({ Bucket: store.bucket, Key: key, Body }));
  const remove = (VersionId?: string) =>
    connection.client.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: key, VersionId }));
  /** State, evidence and version, and that all faults struck. */
  const verified = async (file: DeliveredFile, options?: VerifyOptions, by = connection) => {
    const verdict = await verifyDelivery(by, file, options);
    assert.deepEqual(proxy.faults, []);
    const { state, version } = verdict;
    return [state, ...('by' in verdict ? [verdict.by] : []), ...(version ? [version] : [])].join(' ');
  };

  it('says that it is unchanged, by checksum, or by all of its content', async () => {
    for (const body of [bytes, pattern(6 * 1024 ** 2), Buffer.alloc(0)]) {
      const file = await delivered(body, 5 * 1024 ** 2);
      assert.equal(await verified(file), 'unchanged checksum');
      const read: number[] = [];
      const onProgress = (count: number) => void read.push(count);
      assert.equal(await verified(file, { content: true, onProgress }), 'unchanged content');
      assert.equal(read.at(-1) ?? 0, body.length);
      // By which the tree tells, without asking for each object.
      const { objects } = await listDelivered(connection);
      assert.deepEqual(
        objects.map(({ etag, size }) => [etag, size]),
        [[file.etag, body.length]],
      );
      await remove();
    }
  });

  it('says that it is changed, and what it is now', async () => {
    const file = await delivered();
    await put(other);
    assert.equal(await verified(file, { content: true }), 'changed content');
    const verdict = await verifyDelivery(connection, file, { content: true });
    assert.ok(verdict.state === 'changed');
    assert.equal(verdict.found.sha256, sha256(other));
    assert.ok(verdict.found.lastModified);
    await put(Buffer.from('shorter'));
    assert.equal(await verified(file), 'changed size');
  });

  it('says that it is changed where the checksum is another one', async () => {
    const file = await delivered();
    proxy.faults.push({ kind: 'forgeChecksum', method: 'HEAD' });
    assert.equal(await verified(file), 'changed checksum');
  });

  it('says that it is gone', async () => {
    const file = await delivered();
    await remove();
    assert.equal(await verified(file), 'gone');
  });

  it('can be cancelled while it reads', async () => {
    const file = await delivered();
    const cancel = new AbortController();
    const onProgress = () => cancel.abort();
    const verifying = verifyDelivery(connection, file, { content: true, signal: cancel.signal, onProgress });
    await assert.rejects(verifying, { name: 'AbortError' });
  });

  describe('where the store shows no checksum', () => {
    const hide = (): void => void proxy.faults.push({ kind: 'hideChecksum', method: 'HEAD' });

    it('goes by an ETag that is still the same', async () => {
      const file = await delivered();
      hide();
      assert.equal(await verified(file), 'unchanged etag');
    });

    it('reads the object when its ETag is another one', async () => {
      const file = await delivered();
      const forged: Fault = { kind: 'forgeEtag', method: 'HEAD' };
      proxy.faults.push({ ...forged });
      assert.equal(await verified(file), 'unchanged content');
      await put(other);
      hide();
      assert.equal(await verified(file), 'changed content');
    });

    it('reads it when the receipt has no ETag', async () => {
      const file = { ...(await delivered()), etag: undefined };
      hide();
      assert.equal(await verified(file), 'unchanged content');
    });
  });

  describe('by credentials that may not read', () => {
    it('goes by the listing, where that is allowed', async () => {
      const file = await delivered();
      await store.allowGuest(['s3:ListBucket']);
      const lister = await store.connect(guest);
      assert.equal(await verified(file, {}, lister), 'unchanged etag');
      await put(other);
      await assert.rejects(verifyDelivery(lister, file), { code: 'access-denied', message: /s3:GetObject/ });
      await put(Buffer.from('shorter'));
      assert.equal(await verified(file, {}, lister), 'changed size');
      await remove();
      assert.equal(await verified(file, {}, lister), 'gone');
    });

    it('explains that it is not allowed', async () => {
      const file = await delivered();
      await store.allowGuest(['s3:PutObject']);
      const denied = { code: 'access-denied', message: /s3:GetObject/ };
      await assert.rejects(verifyDelivery(await store.connect(guest), file), denied);
    });

    it('explains a bucket that is not there', async () => {
      const file = await delivered();
      const elsewhere = await store.connect(owner, { bucket: 'no-such-bucket' });
      await assert.rejects(verifyDelivery(elsewhere, file), { code: 'no-such-bucket' });
    });
  });

  describe('in a bucket that keeps versions', () => {
    beforeEach(() =>
      connection.client.send(
        new PutBucketVersioningCommand({
          Bucket: store.bucket,
          VersioningConfiguration: { Status: 'Enabled' },
        }),
      ),
    );

    it('says when another version lies over it, and whether the delivered one is still there', async () => {
      const file = await delivered();
      assert.ok(file.versionId);
      assert.equal(await verified(file), 'unchanged checksum');
      const { VersionId } = await put(bytes);
      assert.equal(await verified(file, { content: true }), 'unchanged content kept');
      await put(other);
      assert.equal(await verified(file, { content: true }), 'changed content kept');
      await remove(file.versionId);
      assert.equal(await verified(file, { content: true }), 'changed content gone');
      assert.ok(VersionId);
    });

    it('says when it was deleted but is still there as a version', async () => {
      const file = await delivered();
      await remove();
      assert.equal(await verified(file), 'gone kept');
      await remove(file.versionId);
      assert.equal(await verified(file), 'gone gone');
    });
  });
});

describeOnServer('a kept receipt', (server) => {
  const folder = temporaryFolder();
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  it('is enough to verify its objects by, and has neither secrets nor rows', async () => {
    const source = folder.write('people.ndjson', '{"name":"Vonnegut"}\n{"name":"Lee"}\n{"name":"Orwell"}\n');
    const connection = await store.connect();
    const receipt = await deliver(connection, await planOf(source, {}, { rowsPerFile: 1 }), { signal });
    const path = folder.path('receipts');
    await new ReceiptStore(path).save(receipt);
    const [kept] = await new ReceiptStore(path).all();
    assert.equal(kept?.files.length, 3);
    for (const file of kept?.files ?? [])
      assert.equal((await verifyDelivery(connection, file, { content: true })).state, 'unchanged');
    const texts = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'));
    assert.equal(texts.length, 1);
    for (const secret of [owner.secretAccessKey, owner.accessKeyId, 'Vonnegut', 'Lee', 'Orwell'])
      assert.ok(!texts.join().includes(secret), secret);
  });
});
