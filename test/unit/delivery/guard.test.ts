// The guard of other objects: each policy, and stores that keep no conditions.
import assert from 'node:assert/strict';
import { GetObjectTaggingCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { deliver } from '../../../src/delivery/deliver';
import { targetOf } from '../../../src/delivery/guard';
import { objectHeaders } from '../../../src/delivery/objectHeaders';
import { push } from '../../../src/delivery/push';
import { Failure } from '../../../src/model/failure';
import { resolveFormat } from '../../../src/model/format';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';
import { exportOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { owner, Store } from './store';

const signal = new AbortController().signal;
const key = 'daily/n.csv';

describeOnServer('the guard of other objects', function (server) {
  this.timeout(60_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  const planned = (text: string) =>
    planOf(memorySource('x.ndjson', `{"a":"${text}"}\n`), undefined, { fileName: 'n' });
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
    const settings = { tags: { 'a b': 'c&d' }, metadata: { team: 'growth' }, gzipAs: 'encoding' };
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
      assert.deepEqual(TagSet, [{ Key: 'a b', Value: 'c&d' }]);
    }
  });

  it('is asked of the right owner only', async () => {
    const connection = await store.connect(owner, { bucketOwner: '999999999999' });
    await assert.rejects(push(connection, exportOf(pattern(10), key), { signal }), Failure);
    assert.deepEqual(await store.keys(), []);
  });
});
