// Addresses that are good without credentials: a store takes them, and takes none that has ended.
import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { connect } from '../../../src/delivery/connection';
import { presign } from '../../../src/delivery/presign';
import { useEnvironment } from './environment';
import { describeOnServer } from './servers';
import { owner, Store } from './store';

const key = 'daily/größe & a+b.csv';
const hour = 3600;

async function fetched(url: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

describeOnServer('a presigned address', function (server) {
  this.timeout(60_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
    const { client } = await store.connect();
    await client.send(new PutObjectCommand({ Bucket: store.bucket, Key: key, Body: 'by address' }));
  });
  afterEach(() => store.close());

  it('gives the object to whoever has it', async () => {
    const moment = new Date();
    const { url, endsAt, mayEndEarlier } = await presign(await store.connect(), key, {
      seconds: hour,
      moment,
    });
    assert.deepEqual(await fetched(url), { status: 200, text: 'by address' });
    assert.equal(endsAt.getTime(), moment.getTime() + hour * 1000);
    assert.equal(mayEndEarlier, false);
    assert.ok(!url.includes(owner.secretAccessKey));
  });

  it('is not taken once it has ended, or for another object', async () => {
    const moment = new Date(Date.now() - 2 * hour * 1000);
    const connection = await store.connect();
    const { url } = await presign(connection, key, { seconds: hour, moment });
    assert.equal((await fetched(url)).status, 403);
    const now = await presign(connection, key, { seconds: hour, moment: new Date() });
    assert.equal((await fetched(now.url.replace('/daily/', '/weekly/'))).status, 403);
  });
});

describe('a presigned address of temporary credentials', function () {
  this.timeout(60_000);
  const environment = useEnvironment();
  let store: Store;
  const role = { arn: 'arn:aws:iam::123456789012:role/exporter', externalId: 'acme-1', trusted: ['owner'] };
  before(async () => {
    store = await Store.start({ roles: [role] });
  });
  after(() => store.close());

  it('ends when they end', async () => {
    const assumeRole = { roleArn: role.arn, externalId: role.externalId, durationSeconds: 900 };
    const connection = await store.connect(owner, { credentials: { type: 'accessKey', assumeRole } });
    const moment = new Date();
    const { endsAt, mayEndEarlier } = await presign(connection, key, { seconds: 7 * 24 * hour, moment });
    assert.ok(endsAt.getTime() <= moment.getTime() + 1000 * 1000, endsAt.toISOString());
    assert.equal(mayEndEarlier, false);
  });

  it('says that nobody knows when, where the credentials do not tell', async () => {
    environment.set({
      AWS_ACCESS_KEY_ID: owner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: owner.secretAccessKey,
      AWS_SESSION_TOKEN: 'a-token',
    });
    const destination = store.destination({ credentials: { type: 'default' } });
    const connection = await connect(destination, () => Promise.resolve(undefined));
    const options = { seconds: hour, moment: new Date() };
    const { mayEndEarlier } = await presign(connection, key, options).finally(() => connection.close());
    assert.equal(mayEndEarlier, true);
  });
});
