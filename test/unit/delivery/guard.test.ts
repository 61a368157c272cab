// The guard of other objects: each policy, and stores that keep no conditions.
import assert from 'node:assert/strict';
import { GetObjectTaggingCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { checkConnection } from '../../../src/delivery/check';
import type { Connection } from '../../../src/delivery/connection';
import { deliver } from '../../../src/delivery/deliver';
import { targetOf } from '../../../src/delivery/guard';
import { objectHeaders } from '../../../src/delivery/objectHeaders';
import { listDelivered, lookUp, readObject } from '../../../src/delivery/objects';
import { findOwnObject, prove } from '../../../src/delivery/proof';
import { push } from '../../../src/delivery/push';
import { Failure } from '../../../src/model/failure';
import { resolveFormat } from '../../../src/model/format';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';
import { ACCOUNT } from '../../s3/server/identities';
import { exportOf, figuresOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { owner, Store } from './store';

const signal = new AbortController().signal;
const key = 'daily/n.csv';

const planned = (text: string) =>
  planOf(memorySource('x.ndjson', `{"a":"${text}"}\n`), undefined, { fileName: 'n' });

describeOnServer('the guard of other objects', function (server) {
  this.timeout(60_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  const delivered = async (text: string, overwrite: string) =>
    deliver(await store.connect(owner, { overwrite }), await planned(text), { signal });
  const put = async (at: string, body: string) => {
    const { client } = await store.connect();
    await client.send(new PutObjectCommand({ Bucket: store.bucket, Key: at, Body: body }));
  };
  const textOf = async (at: string) => (await store.read(at)).bytes.toString();

  it('fail leaves the object that is there', async () => {
    await put('n.csv', 'theirs');
    await assert.rejects(delivered('ours', 'fail'), { code: 'key-taken' });
    assert.equal(await textOf('n.csv'), 'theirs');
  });

  it('replace puts the export in its place, or where nothing is', async () => {
    for (const text of ['first', 'second']) {
      const { files } = await delivered(text, 'replace');
      assert.deepEqual(
        files.map(({ key: at, guarded }) => [at, guarded]),
        [['n.csv', 'byStore']],
      );
      assert.equal(await textOf('n.csv'), `a\n${text}\n`);
    }
  });

  it('replace leaves an object that is another one than was seen', async () => {
    await put(key, 'seen');
    const connection = await store.connect();
    const target = await targetOf(connection, key, 'csv', 'replace');
    await put(key, 'changed since');
    for (const size of [1000, 6 * 1024 ** 2]) {
      const file = { ...exportOf(pattern(size)), ...target };
      await assert.rejects(push(connection, file, { signal, partSize: 5 * 1024 ** 2 }), {
        code: 'object-changed',
      });
    }
    assert.equal(await textOf(key), 'changed since');
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('rename takes the first free name', async () => {
    for (const expected of ['n.csv', 'n_1.csv', 'n_2.csv']) {
      const { files } = await delivered(expected, 'rename');
      assert.equal(files[0]?.key, expected);
      assert.equal(await textOf(expected), `a\n${expected}\n`);
    }
  });
});

describe('a store that keeps no conditions', () => {
  for (const conditions of ['ignored', 'refused'] as const) {
    for (const size of [1000, 6 * 1024 ** 2]) {
      it(`is found out, and looked at before the write: ${conditions}, ${size} bytes`, async () => {
        const store = await Store.start({ conditions });
        try {
          const connection = await store.connect();
          const [bytes, options] = [pattern(size), { signal, partSize: 5 * 1024 ** 2 }];
          const { guarded, proof } = await push(connection, exportOf(bytes, key), options);
          assert.deepEqual([guarded, proof], ['byLook', 'checksum']);
          await assert.rejects(push(connection, exportOf(pattern(size + 1), key), options), {
            code: 'key-taken',
          });
          assert.ok((await store.read(key)).bytes.equals(bytes));
          assert.deepEqual(await store.keys(), [key]);
          assert.equal(await store.unfinishedUploads(), 0);
        } finally {
          await store.close();
        }
      });
    }
  }
});

describeOnServer('what a store keeps with an object', function (server) {
  this.timeout(60_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  it('is what the destination says, of one request and of parts', async () => {
    const settings = { tags: { 'a b': 'c+d=é:/@' }, metadata: { team: 'growth' }, gzipAs: 'encoding' };
    const connection = await store.connect(owner, settings);
    const { client, destination } = connection;
    const format = resolveFormat({ compression: 'gzip' });
    const headers = objectHeaders(destination.object, format);
    for (const [at, size] of [
      ['small.csv.gz', 1000],
      ['large.csv.gz', 6 * 1024 ** 2],
    ] as const) {
      const file = { ...exportOf(pattern(size), at), headers };
      await push(connection, file, { signal, partSize: 5 * 1024 ** 2 });
      const object = { Bucket: store.bucket, Key: at };
      const head = await client.send(new HeadObjectCommand(object));
      assert.equal(head.ContentType, 'text/csv; charset=utf-8');
      assert.equal(head.ContentEncoding, 'gzip');
      assert.equal(head.Metadata?.['team'], 'growth');
      const { TagSet } = await client.send(new GetObjectTaggingCommand(object));
      assert.deepEqual(TagSet, [{ Key: 'a b', Value: 'c+d=é:/@' }]);
    }
  });

  /** Delivers one file and a manifest, in one request and in parts. */
  async function deliverBoth(settings: object): Promise<{ connection: Connection; keys: string[] }> {
    const connection = await store.connect(owner, { manifest: true, overwrite: 'rename', ...settings });
    const keys: string[] = [];
    for (const size of [10, 6 * 1024 ** 2]) {
      const plan = await planned('x'.repeat(size));
      const { files, manifest } = await deliver(connection, plan, { signal, partSize: 5 * 1024 ** 2 });
      keys.push(...files.map(({ key: at }) => at), manifest?.key ?? '');
    }
    return { connection, keys };
  }

  it('is encrypted with the key that the destination names', async () => {
    const encryption = { type: 'sse-kms', keyId: 'testkey-1' };
    const { connection, keys } = await deliverBoth({ encryption });
    assert.equal(keys.length, 4);
    for (const at of keys) {
      const head = await connection.client.send(new HeadObjectCommand({ Bucket: store.bucket, Key: at }));
      assert.deepEqual([head.ServerSideEncryption, head.SSEKMSKeyId], ['aws:kms', 'testkey-1']);
    }
  });

  it('is not delivered when it is encrypted otherwise', async () => {
    await push(await store.connect(), exportOf(pattern(10), key), { signal });
    const found = await findOwnObject(await store.connect(), key, figuresOf(pattern(10)));
    assert.ok(typeof found === 'object');
    const connection = await store.connect(owner, { encryption: { type: 'sse-kms' } });
    const proving = prove(connection, key, { sent: figuresOf(pattern(10)), written: found });
    await assert.rejects(proving, { code: 'encryption-mismatch' });
  });

  server.itLocally(
    'radosgw knows no storage classes but its own',
    'is proved where it cannot be read before it is restored',
    async () => {
      const { connection, keys } = await deliverBoth({ storageClass: 'DEEP_ARCHIVE' });
      for (const at of keys)
        await assert.rejects(readObject(connection, at), { code: 'invalid-object-state' });
      const { files } = await deliver(connection, await planned('y'), { signal });
      assert.equal(files[0]?.proof, 'checksum');
    },
  );

  server.itLocally('radosgw names owners otherwise', 'is asked of the owner in every request', async () => {
    const connection = await store.connect(owner, { bucketOwner: ACCOUNT, manifest: true });
    const owners: [string, unknown][] = [];
    connection.client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          owners.push([commandName ?? '', headers['x-amz-expected-bucket-owner']]);
          return next(args);
        },
      { step: 'finalizeRequest' },
    );
    await checkConnection(connection);
    await deliver(connection, await planned('x'.repeat(6 * 1024 ** 2)), { signal, partSize: 5 * 1024 ** 2 });
    await lookUp(connection, 'n.csv');
    await listDelivered(connection);
    await readObject(connection, 'n.csv');
    const commands = ['PutObject', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'];
    for (const name of [...commands, 'AbortMultipartUpload', 'HeadObject', 'GetObject', 'ListObjectsV2'])
      assert.ok(
        owners.some(([command]) => command === `${name}Command`),
        name,
      );
    assert.deepEqual(
      owners.filter(([, value]) => value !== ACCOUNT),
      [],
    );
  });

  it('is asked of the right owner only', async () => {
    const connection = await store.connect(owner, { bucketOwner: '999999999999' });
    await assert.rejects(push(connection, exportOf(pattern(10), key), { signal }), Failure);
    assert.deepEqual(await store.keys(), []);
  });
});
