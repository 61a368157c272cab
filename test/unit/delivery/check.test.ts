// The check of a destination, for each thing that may be wrong with it.
import assert from 'node:assert/strict';
import type { CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3';
import { checkConnection, permissionsOf } from '../../../src/delivery/check';
import { isCancelled } from '../../../src/model/failure';
import { push } from '../../../src/delivery/push';
import { exportOf } from './exports';
import { startFaultProxy } from '../../s3/faults/proxy';
import { describeOnServer } from './servers';
import { guest, owner, Store } from './store';

describeOnServer('checking a connection', function (server) {
  this.timeout(60_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  it('finds that everything is allowed, and leaves no trace', async () => {
    assert.deepEqual(await checkConnection(await store.connect()), {
      write: 'allowed',
      read: 'allowed',
      list: 'allowed',
      abort: 'allowed',
      parts: 'allowed',
    });
    assert.deepEqual(await store.keys(), []);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('sends what exports are written with, and names the permission of each', async () => {
    const connection = await store.connect(owner, { metadata: { team: 'a' }, tags: { kind: 'export' } });
    const inputs: CreateMultipartUploadCommandInput[] = [];
    connection.client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'CreateMultipartUploadCommand')
            inputs.push(args.input as CreateMultipartUploadCommandInput);
          return next(args);
        },
      { step: 'initialize' },
    );
    const permissions = permissionsOf(connection.destination, await checkConnection(connection));
    assert.deepEqual(permissions.at(-1), { action: 's3:PutObjectTagging', use: 'tag', access: 'allowed' });
    const [{ Tagging, Metadata, ContentType } = {}] = inputs;
    assert.deepEqual([Tagging, Metadata], ['kind=export', { team: 'a' }]);
    assert.match(ContentType ?? '', /^text\/csv/);
  });

  it('tells what is denied beside writing', async () => {
    const connection = await store.connect(guest);
    await store.allowGuest(['s3:PutObject', 's3:ListBucket']);
    assert.equal((await checkConnection(connection)).list, 'allowed');
    await store.allowGuest(['s3:PutObject']);
    const { read, list } = await checkConnection(connection);
    assert.deepEqual([read === 'allowed', list], [false, 'denied']);
    await store.allowGuest(['s3:PutObject'], ['s3:AbortMultipartUpload']);
    assert.equal((await checkConnection(connection)).abort, 'denied');
    await store.allowGuest(['s3:PutObject'], ['s3:ListMultipartUploadParts']);
    assert.equal((await checkConnection(connection)).parts, 'denied');
  });

  const whyTags = 'radosgw asks for no permission of its own for tags that come with an object';
  server.itLocally(whyTags, 'names the permission for tags, told by the store or not', async () => {
    const missing = { code: 'access-denied', missing: 's3:PutObjectTagging' };
    await store.allowGuest(['s3:PutObject', 's3:AbortMultipartUpload']);
    const tagged = { tags: { kind: 'export' } };
    await assert.rejects(checkConnection(await store.connect(guest, tagged)), missing);
    const silent = await startFaultProxy(store.url);
    silent.faults.push({ kind: 'hideReason', method: 'POST' });
    try {
      const connection = await store.connect(guest, { ...tagged, endpoint: silent.url });
      await assert.rejects(checkConnection(connection), missing);
      assert.equal(await store.unfinishedUploads(), 0);
    } finally {
      await silent.close();
    }
  });

  const whySse = 'radosgw keeps the keys of SSE-S3 in a Vault, which is not there';
  server.itLocally(whySse, "tries what a bucket's policy asks of an upload", async () => {
    const Resource = `arn:aws:s3:::${store.bucket}/*`;
    await store.setGuestPolicy([
      { Effect: 'Allow', Action: ['s3:PutObject', 's3:AbortMultipartUpload'], Resource },
      {
        Effect: 'Deny',
        Action: ['s3:PutObject'],
        Resource,
        Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
      },
    ]);
    const without = checkConnection(await store.connect(guest));
    await assert.rejects(without, { code: 'access-denied', missing: 's3:PutObject' });
    const connection = await store.connect(guest, { encryption: { type: 'sse-s3' } });
    assert.equal((await checkConnection(connection)).write, 'allowed');
  });

  const whySentence = 'radosgw says AccessDenied and no more';
  server.itLocally(whySentence, 'tells which policy denies, and what the destination sends', async () => {
    await store.allowGuest(['s3:PutObject'], ['s3:PutObject']);
    const connection = await store.connect(guest, { encryption: { type: 'sse-s3' } });
    await assert.rejects(checkConnection(connection), {
      message:
        /^Writing to exports-\w+\/daily is not allowed\. A statement denies s3:PutObject, in the policy of the bucket or key\. .*This destination sends: SSE-S3, no tags, STANDARD\.$/,
    });
  });

  const whyOwner = 'radosgw has no accounts of twelve digits';
  server.itLocally(whyOwner, 'says that the bucket may belong to somebody else', async () => {
    const checking = checkConnection(await store.connect(owner, { bucketOwner: '999999999999' }));
    await assert.rejects(checking, { code: 'access-denied', message: /another account than 999999999999/ });
  });

  const whyKms = 'radosgw needs a key service, which is not there';
  server.itLocally(whyKms, 'tries a part with a KMS key, which needs more than to begin', async () => {
    const encryption = { type: 'sse-kms', keyId: 'my-key' };
    const connection = await store.connect(owner, { encryption });
    const check = await checkConnection(connection);
    assert.equal(check.decrypt, 'allowed');
    const actions = permissionsOf(connection.destination, check).map(({ action }) => action);
    assert.deepEqual(actions.slice(-2), ['kms:GenerateDataKey', 'kms:Decrypt']);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('explains a disabled KMS key', async () => {
    const proxy = await startFaultProxy(store.url);
    proxy.faults.push({ kind: 'disabledKey', method: 'POST' });
    try {
      const connection = await store.connect(owner, { endpoint: proxy.url });
      await assert.rejects(checkConnection(connection), { code: 'kms-key-disabled' });
    } finally {
      await proxy.close();
    }
  });

  const whyRead = 'radosgw says of an object that is not there that it is not there, whoever may list asks';
  server.itLocally(whyRead, 'tells that reading is denied where listing is allowed', async () => {
    await store.allowGuest(['s3:PutObject', 's3:ListBucket'], ['s3:GetObject']);
    assert.equal((await checkConnection(await store.connect(guest))).read, 'denied');
  });

  it('reads an object that is there', async () => {
    await push(await store.connect(), exportOf(Buffer.from('x')), { signal: AbortSignal.timeout(60_000) });
    await store.allowGuest(['s3:PutObject', 's3:ListBucket'], ['s3:GetObject']);
    const connection = await store.connect(guest);
    assert.equal((await checkConnection(connection)).read, 'denied');
    await store.allowGuest(['s3:PutObject', 's3:ListBucket', 's3:GetObject']);
    assert.equal((await checkConnection(connection)).read, 'allowed');
  });

  server.itLocally(whySentence, 'goes by what is denied where there is no object', async () => {
    const connection = await store.connect(guest);
    await store.allowGuest(['s3:PutObject', 's3:GetObject']);
    assert.equal((await checkConnection(connection)).read, 'allowed');
    await store.allowGuest(['s3:PutObject']);
    assert.equal((await checkConnection(connection)).read, 'denied');
    const silent = await startFaultProxy(store.url);
    silent.faults.push({ kind: 'hideReason', method: 'GET', path: 'x-id=GetObject' });
    try {
      const check = await checkConnection(await store.connect(guest, { endpoint: silent.url }));
      assert.equal(check.read, 'unknown');
    } finally {
      await silent.close();
    }
  });

  it('names the permission when writing is denied', async () => {
    await store.allowGuest(['s3:GetObject', 's3:ListBucket']);
    const checking = checkConnection(await store.connect(guest));
    await assert.rejects(checking, { code: 'access-denied', message: /s3:PutObject/ });
  });

  it('explains a wrong secret without quoting anything of it', async () => {
    const checking = checkConnection(await store.connect({ ...owner, secretAccessKey: 'wrong-secret' }));
    await assert.rejects(checking, (error: Error) => {
      assert.equal((error as Error & { code: string }).code, 'signature-does-not-match');
      assert.doesNotMatch(error.message, /wrong-secret|AKIAOWNER/);
      return true;
    });
  });

  it('explains an unknown key and a missing bucket', async () => {
    const unknown = await store.connect({ ...owner, accessKeyId: 'AKIANOBODY' });
    await assert.rejects(checkConnection(unknown), { code: 'invalid-access-key-id' });
    const missing = await store.connect(owner, { bucket: 'no-such-bucket' });
    await assert.rejects(checkConnection(missing), { code: 'no-such-bucket', message: /"no-such-bucket"/ });
  });

  const whyToken = 'radosgw overlooks session tokens unless it has STS';
  server.itLocally(whyToken, 'explains a wrong session token', async () => {
    const bogus = await store.connect({ ...owner, sessionToken: 'bogus' });
    await assert.rejects(checkConnection(bogus), { code: 'invalid-token' });
  });

  server.itLocally('radosgw takes any region', 'names the right region', async () => {
    const checking = checkConnection(await store.connect(owner, { region: 'eu-west-1' }));
    await assert.rejects(checking, {
      region: 'us-east-1',
      message: /Set the destination's region to "us-east-1"/,
    });
  });

  server.itLocally('radosgw redirects nobody', 'names the region that a redirect tells', async () => {
    const aws = await Store.start({ elsewhere: { exports: 'eu-west-1' } });
    try {
      const wrong = checkConnection(await aws.connect());
      await assert.rejects(wrong, { code: 'wrong-region', region: 'eu-west-1' });
      const right = await aws.connect(owner, { region: 'eu-west-1' });
      assert.equal((await checkConnection(right)).write, 'allowed');
    } finally {
      await aws.close();
    }
  });

  server.itLocally(
    'radosgw takes any region',
    'asks for the region that a redirect does not tell',
    async () => {
      const aws = await Store.start({ elsewhere: { exports: 'eu-west-1' } });
      const proxy = await startFaultProxy(aws.url);
      proxy.faults.push({ kind: 'redirect', method: 'POST' });
      try {
        const checking = checkConnection(await aws.connect(owner, { endpoint: proxy.url }));
        await assert.rejects(checking, { code: 'wrong-region', region: 'eu-west-1' });
        assert.match(proxy.seen.at(-1) ?? '', /^HEAD \/exports\/?$/);
      } finally {
        await proxy.close();
        await aws.close();
      }
    },
  );

  it('explains that nothing answers', async () => {
    const connection = await store.connect(owner, { endpoint: 'http://127.0.0.1:1' });
    await assert.rejects(checkConnection(connection), {
      code: 'connection-refused',
      message: /127\.0\.0\.1:1/,
    });
  });

  it('explains a name that does not exist', async () => {
    const connection = await store.connect(owner, { endpoint: 'http://store.invalid' });
    await assert.rejects(checkConnection(connection), { code: 'host-not-found' });
  });

  it('explains an endpoint of another protocol', async () => {
    const endpoint = store.url.replace('http:', 'https:');
    const connection = await store.connect(owner, { endpoint });
    await assert.rejects(checkConnection(connection), { code: 'protocol-mismatch' });
  });

  it('can be cancelled, and leaves no trace then either', async () => {
    const checking = checkConnection(await store.connect(), AbortSignal.abort());
    await assert.rejects(checking, isCancelled);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  server.itLocally('its clock can be set', 'gets over a clock that is wrong by an hour', async () => {
    const ahead = await Store.start({ now: () => new Date(Date.now() + 3_600_000) });
    try {
      assert.equal((await checkConnection(await ahead.connect())).write, 'allowed');
    } finally {
      await ahead.close();
    }
  });
});
