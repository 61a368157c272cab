// The check of a destination, for each thing that may be wrong with it.
import assert from 'node:assert/strict';
import { checkConnection } from '../../../src/delivery/check';
import { isCancelled } from '../../../src/model/failure';
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
    });
    assert.deepEqual(await store.keys(), []);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('tells what is denied beside writing', async () => {
    const connection = await store.connect(guest);
    await store.allowGuest(['s3:PutObject', 's3:ListBucket']);
    assert.equal((await checkConnection(connection)).list, 'allowed');
    await store.allowGuest(['s3:PutObject']);
    const { read, list } = await checkConnection(connection);
    assert.deepEqual({ read, list }, { read: 'unknown', list: 'denied' });
    await store.allowGuest(['s3:PutObject'], ['s3:AbortMultipartUpload']);
    assert.equal((await checkConnection(connection)).abort, 'denied');
  });

  const whyRead = 'radosgw says of an object that is not there that it is not there, whoever may list asks';
  server.itLocally(whyRead, 'tells that reading is denied where listing is allowed', async () => {
    await store.allowGuest(['s3:PutObject', 's3:ListBucket'], ['s3:GetObject']);
    assert.equal((await checkConnection(await store.connect(guest))).read, 'denied');
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
    await assert.rejects(checking, { message: /Set the destination's region to "us-east-1"/ });
  });

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
