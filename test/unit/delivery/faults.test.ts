// Pushes past lost answers that nobody can ask after, and to stores that say less than S3. Each fault by itself is in faults/.
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/delivery/connection';
import { DeliveryMismatch, DeliveryUnknown, KeyTaken } from '../../../src/delivery/failures';
import { push } from '../../../src/delivery/push';
import { askOnce } from './askedOnce';
import { exportOf, pattern } from './exports';
import type { Fault } from '../../s3/faults/fault';
import { startFaultProxy, type FaultProxy } from '../../s3/faults/proxy';
import { describeOnServer, type Server } from './servers';
import { guest, owner, type Store } from './store';

const MiB = 1024 ** 2;
const partSize = 5 * MiB;
const small = pattern(70_000);
const large = pattern(17 * MiB);
const signal = new AbortController().signal;

describeOnServer('push through a bad network', function (server) {
  this.timeout(120_000);
  let store: Store;
  let proxy: FaultProxy;
  let connection: Connection;
  beforeEach(async () => {
    store = await server.start();
    proxy = await startFaultProxy(store.url);
    connection = await askOnce(await store.connect(owner, { endpoint: proxy.url }), proxy);
  });
  afterEach(async () => {
    await proxy.close();
    await store.close();
  });

  /** Pushes past some faults, all of which must have struck. */
  async function pushPast(bytes: Buffer, ...faults: Fault[]) {
    proxy.faults.push(...faults);
    const outcome = await push(connection, exportOf(bytes), { signal, partSize });
    assert.deepEqual(proxy.faults, []);
    return outcome;
  }

  async function isDelivered(bytes: Buffer): Promise<void> {
    assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
    assert.equal(await store.unfinishedUploads(), 0);
  }

  for (const [way, bytes] of [
    ['single write', small],
    ['completion', large],
  ] as const) {
    it(`does not take another object for its own when the answer to the ${way} is lost`, async () => {
      await push(await store.connect(), exportOf(Buffer.from('of somebody else')), { signal });
      const method = bytes === small ? 'PUT' : 'POST';
      const path = bytes === small ? 'daily' : 'uploadId=';
      await assert.rejects(pushPast(bytes, { kind: 'loseAnswer', method, path }), KeyTaken);
      await isDelivered(Buffer.from('of somebody else'));
    });
  }

  const whyTwice = 'radosgw answers a repeated completion as it did the first';
  const commits: [string, Buffer, Pick<Fault, 'method' | 'path'>][] = [
    ['single write', small, { method: 'PUT', path: 'daily' }],
    ['completion', large, { method: 'POST', path: 'uploadId=' }],
  ];
  for (const [way, bytes, commit] of commits) {
    const test: Server['itLocally'] =
      bytes === small ? (_why, title, body) => void it(title, body) : server.itLocally;
    const title = `does not call an object undelivered that it cannot look for: the answer to the ${way} is lost`;
    test(whyTwice, title, async () => {
      await store.allowGuest(['s3:PutObject']);
      const writer = await store.connect(guest, { endpoint: proxy.url });
      proxy.faults.push({ kind: 'loseAnswer', ...commit });
      await assert.rejects(push(writer, exportOf(bytes), { signal, partSize }), (error) => {
        assert.ok(error instanceof DeliveryUnknown);
        assert.match(error.message, /Look for "daily\/export\.csv" in the bucket before you push again/);
        return true;
      });
      await isDelivered(bytes);
    });

    it(`does not call an object undelivered that it cannot look for: no network after the ${way}`, async () => {
      await assert.rejects(pushPast(bytes, { kind: 'goAway', ...commit }), {
        code: 'delivery-unknown',
        message: /Nothing answers/,
      });
      await isDelivered(bytes);
    });
  }

  it('is sure that nothing was written when the store said so, even where it may not look', async () => {
    await store.allowGuest(['s3:PutObject']);
    const writer = await store.connect(guest, { endpoint: proxy.url });
    await push(writer, exportOf(small), { signal });
    proxy.faults.push({ kind: 'slowDown', method: 'PUT' });
    await assert.rejects(push(writer, exportOf(small), { signal }), KeyTaken);
  });

  server.itLocally(
    whyTwice,
    'does not know its own object in a store that says neither checksum nor SHA-256',
    async () => {
      const lost = { kind: 'loseAnswer', method: 'POST', path: 'uploadId=' } as const;
      await assert.rejects(pushPast(large, lost, { kind: 'hideChecksum', method: 'HEAD' }), DeliveryUnknown);
      await isDelivered(large);
    },
  );

  it('knows its own object by its SHA-256 in a store without checksums', async () => {
    await pushPast(
      small,
      { kind: 'loseAnswer', method: 'PUT' },
      { kind: 'hideChecksum', method: 'HEAD', times: 2 },
    );
    await isDelivered(small);
  });

  describe('where a store gives no checksums', () => {
    const hidden = (key: string, bytes: Buffer): Fault[] => [
      {
        kind: 'hideChecksum',
        method: bytes === small ? 'PUT' : 'POST',
        path: bytes === small ? key : '?uploadId=',
      },
      { kind: 'hideChecksum', method: 'HEAD' },
    ];
    const key = 'daily/export.csv';

    it('is proved by the MD5 of an object in one piece', async () => {
      const { proof } = await pushPast(small, ...hidden(key, small));
      assert.equal(proof, 'md5');
    });

    it('is proved by reading back an object in parts', async () => {
      const read: number[] = [];
      proxy.faults.push(...hidden(key, large));
      const onReadBack = (bytes: number) => void read.push(bytes);
      const { proof } = await push(connection, exportOf(large), { signal, partSize, onReadBack });
      assert.deepEqual([proof, read.at(-1)], ['content', large.length]);
    });

    it('reads on where an answer broke off', async () => {
      const cuts: Fault = { kind: 'cutAnswer', method: 'GET', times: 3 };
      const { proof } = await pushPast(large, ...hidden(key, large), cuts);
      assert.equal(proof, 'content');
      assert.equal(proxy.seen.filter((each) => each.startsWith('GET ')).length, 4);
    });

    it('is proved by size alone when reading back fails or is cancelled', async () => {
      const broken: Fault = { kind: 'cutAnswer', method: 'GET', times: 6 };
      assert.equal((await pushPast(large, ...hidden(key, large), broken)).proof, 'size');
      proxy.faults.push(...hidden(key, large));
      const cancel = new AbortController();
      const onReadBack = () => cancel.abort();
      const options = { signal: cancel.signal, partSize, onReadBack };
      const { proof } = await push(connection, exportOf(large, 'daily/cancelled.csv'), options);
      assert.equal(proof, 'size');
    });

    it('finds out when the content is another one', async () => {
      const flip: Fault = { kind: 'flipBitInAnswer', method: 'GET' };
      await assert.rejects(pushPast(large, ...hidden(key, large), flip), (error) => {
        assert.ok(error instanceof DeliveryMismatch);
        assert.match(error.message, /The SHA-256 of its content is [0-9a-f]{64}/);
        return true;
      });
    });

    it('takes an ETag that is no MD5 for no proof either way', async () => {
      const forged: Fault = { kind: 'forgeEtag', method: 'HEAD' };
      const answer: Fault = { kind: 'hideChecksum', method: 'PUT', path: key };
      assert.equal((await pushPast(small, answer, forged)).proof, 'content');
    });

    it('does not trust an object with another MD5 that it cannot read', async () => {
      const faults: Fault[] = [
        { kind: 'hideChecksum', method: 'PUT', path: key },
        { kind: 'forgeEtag', method: 'HEAD' },
        { kind: 'cutAnswer', method: 'GET', times: 6 },
      ];
      await assert.rejects(pushPast(small, ...faults), DeliveryMismatch);
    });
  });

  it('is not proved where the object may not be read back and the answer gives no checksum', async () => {
    await store.allowGuest(['s3:PutObject']);
    proxy.faults.push({ kind: 'hideChecksum', method: 'PUT' });
    const writer = await store.connect(guest, { endpoint: proxy.url });
    assert.equal((await push(writer, exportOf(small), { signal })).proof, 'none');
  });

  it('finds out when the store has something else than was sent', async () => {
    const fault: Fault = { kind: 'forgeChecksum', method: 'HEAD' };
    await assert.rejects(pushPast(small, fault), (error) => {
      assert.ok(error instanceof DeliveryMismatch);
      assert.match(error.message, /AAAAAA==/);
      return true;
    });
  });

  it('leaves nothing when the network is gone for good', async () => {
    // Of a request on a connection that was open before, nobody could say whether it arrived.
    const unused = await store.connect(owner, { endpoint: proxy.url });
    await proxy.close();
    await assert.rejects(push(unused, exportOf(small), { signal }), { code: 'connection-refused' });
    assert.deepEqual(await store.keys(), []);
  });
});
