// Deleting an object as the one that was seen, and no other: with S3's own condition, and on stores that keep none.
import assert from 'node:assert/strict';
import {
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from '../../../src/delivery/connection';
import { deleteObject, lookBeforeDeletion, type SeenObject } from '../../../src/delivery/deleteObject';
import { listDelivered } from '../../../src/delivery/objects';
import { push } from '../../../src/delivery/push';
import { isCancelled } from '../../../src/model/failure';
import { startFaultProxy } from '../../s3/faults/proxy';
import { exportOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { guest, owner, Store } from './store';

const key = 'daily/a.csv';

async function put({ client, destination }: Connection, text: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: destination.bucket, Key: key, Body: text }));
}

/** The object as a listing shows it. */
async function seenIn(connection: Connection): Promise<SeenObject> {
  const { objects } = await listDelivered(connection);
  return objects[0] ?? assert.fail('Nothing is listed.');
}

describeOnServer('deleting an object', function (server) {
  this.timeout(60_000);
  let store: Store;
  let connection: Connection;
  beforeEach(async () => {
    store = await server.start();
    connection = await store.connect();
  });
  afterEach(() => store.close());

  it('deletes what was seen, also what was uploaded in parts', async () => {
    for (const size of [5, 6 * 1024 ** 2]) {
      const { signal } = new AbortController();
      await push(connection, exportOf(pattern(size), key), { signal, partSize: 5 * 1024 ** 2 });
      const seen = await seenIn(connection);
      const found = await lookBeforeDeletion(connection, seen);
      assert.ok(found?.lastModified instanceof Date);
      assert.equal(found.keepsVersions, undefined);
      assert.equal(await deleteObject(connection, seen), 'deleted');
      assert.deepEqual(await store.keys(), []);
    }
  });

  it('leaves an object that somebody has put in its place', async () => {
    await put(connection, 'first');
    const seen = await seenIn(connection);
    await put(connection, 'other');
    await assert.rejects(lookBeforeDeletion(connection, seen), { code: 'object-replaced' });
    await assert.rejects(deleteObject(connection, seen), { code: 'object-replaced' });
    assert.equal((await store.read(key)).bytes.toString(), 'other');
  });

  it('says that there is nothing to delete any more', async () => {
    await put(connection, 'first');
    const seen = await seenIn(connection);
    assert.equal(await deleteObject(connection, seen), 'deleted');
    assert.equal(await lookBeforeDeletion(connection, seen), undefined);
    assert.equal(await deleteObject(connection, seen), 'gone');
  });

  it('writes a marker in a bucket that keeps versions, which stay', async () => {
    const Bucket = store.bucket;
    const versioning = { Bucket, VersioningConfiguration: { Status: 'Enabled' } } as const;
    await connection.client.send(new PutBucketVersioningCommand(versioning));
    await put(connection, 'first');
    const seen = await seenIn(connection);
    assert.equal((await lookBeforeDeletion(connection, seen))?.keepsVersions, true);
    assert.equal(await deleteObject(connection, seen), 'marked');
    assert.deepEqual(await store.keys(), []);
    const { Versions = [] } = await connection.client.send(new ListObjectVersionsCommand({ Bucket }));
    const [version] = Versions;
    const first = { Bucket, Key: key, VersionId: version?.VersionId };
    assert.equal((await connection.client.send(new HeadObjectCommand(first))).ContentLength, 5);
  });

  it('names the permission that is missing', async () => {
    await put(connection, 'first');
    const seen = await seenIn(connection);
    await store.allowGuest(['s3:GetObject', 's3:ListBucket']);
    await assert.rejects(deleteObject(await store.connect(guest), seen), {
      code: 'access-denied',
      missing: 's3:DeleteObject',
      message: /^Deleting from .*\/daily is not allowed\./,
    });
    assert.deepEqual(await store.keys(), [key]);
  });

  it('can be cancelled while it only looks', async () => {
    await put(connection, 'first');
    const looking = lookBeforeDeletion(connection, await seenIn(connection), AbortSignal.abort());
    await assert.rejects(looking, isCancelled);
  });

  it('takes an answer that was lost for a deletion', async () => {
    await put(connection, 'first');
    const seen = await seenIn(connection);
    const proxy = await startFaultProxy(store.url);
    try {
      const through = await store.connect(owner, { endpoint: proxy.url });
      proxy.faults.push({ kind: 'loseAnswer', method: 'DELETE', path: key });
      assert.match(await deleteObject(through, seen), /^(gone|deleted)$/);
      assert.equal(proxy.struck.length, 1);
    } finally {
      await proxy.close();
    }
    assert.deepEqual(await store.keys(), []);
  });
});

describe('deleting on a store that keeps no conditions', () => {
  for (const conditions of ['ignored', 'refused'] as const) {
    it(`looks at the object right before: ${conditions}`, async () => {
      const store = await Store.start({ conditions });
      try {
        const connection = await store.connect();
        await put(connection, 'first');
        const seen = await seenIn(connection);
        assert.equal((await lookBeforeDeletion(connection, seen))?.guarded, 'byLook');
        await put(connection, 'other');
        await assert.rejects(deleteObject(connection, seen), { code: 'object-replaced' });
        assert.equal(await deleteObject(connection, await seenIn(connection)), 'deleted');
        assert.equal(await deleteObject(connection, seen), 'gone');
        assert.deepEqual(await store.keys(), []);
      } finally {
        await store.close();
      }
    });
  }

  it('trusts one that keeps them', async () => {
    const store = await Store.start();
    try {
      const connection = await store.connect();
      await put(connection, 'first');
      const seen = await seenIn(connection);
      assert.equal((await lookBeforeDeletion(connection, seen))?.guarded, 'byStore');
      const looks = () => store.requests.filter(({ method }) => method === 'HEAD').length;
      const before = looks();
      await deleteObject(connection, seen);
      assert.equal(looks(), before);
    } finally {
      await store.close();
    }
  });

  it('looks itself where an ETag is weak, which If-Match never matches', async () => {
    const store = await Store.start();
    try {
      const connection = await store.connect();
      await put(connection, 'first');
      weakenEtags(connection);
      const seen = await seenIn(connection);
      assert.match(seen.etag ?? '', /^W\//);
      assert.equal((await lookBeforeDeletion(connection, seen))?.guarded, 'byLook');
      assert.equal(await deleteObject(connection, seen), 'deleted');
      assert.deepEqual(await store.keys(), []);
    } finally {
      await store.close();
    }
  });
});

/** As a proxy does that compresses answers. */
function weakenEtags({ client }: Connection): void {
  client.middlewareStack.add(
    (next) => async (request) => {
      const answer = await next(request);
      const { Contents = [], ...output } = answer.output as { Contents?: { ETag?: string }[]; ETag?: string };
      for (const each of [output, ...Contents]) if (each.ETag !== undefined) each.ETag = `W/${each.ETag}`;
      Object.assign(answer.output, output);
      return answer;
    },
    { step: 'initialize' },
  );
}
