// The local endpoint: conforms to S3, and keeps the promises that only a local one makes.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { conformance, stsConformance } from './conformance/conformance';
import { sendHttp } from './conformance/raw';
import { bytesOf, clientOf, refused, type Target } from './conformance/target';
import { userArn } from './server/identities';
import { type S3Endpoint, startS3Endpoint } from './server/server';

const OWNER = { accessKeyId: 'AKIAOWNER', secretAccessKey: 'owner-secret', name: 'owner' };
const OTHER = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other-secret', name: 'other' };
const ROLE = { arn: 'arn:aws:iam::123456789012:role/exporter', externalId: 'e-1', trusted: ['owner'] };
const BUCKET = 'exports';

interface EndpointUse {
  /** The endpoint's clock. */
  readonly now?: () => Date;
  /** A new endpoint for each test, where one is enough for the whole `describe` otherwise. */
  readonly each?: boolean;
}

/** An endpoint in a folder of its own. */
function useEndpoint({ now, each = false }: EndpointUse = {}) {
  let directory = '';
  let endpoint: S3Endpoint;
  const [start, stop] = each ? [beforeEach, afterEach] : [before, after];
  start(async () => {
    directory = mkdtempSync(join(tmpdir(), 's3-endpoint-'));
    const people = { users: [OWNER, OTHER], roles: [ROLE] } as const;
    endpoint = await startS3Endpoint({ directory, buckets: [BUCKET], ...people, ...(now && { now }) });
  });
  stop(async () => {
    await endpoint.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const target = (): Target => ({
    endpoint: endpoint.url,
    region: 'us-east-1',
    bucket: BUCKET,
    credentials: OWNER,
    otherUser: { ...OTHER, arn: userArn(OTHER.name) },
    sts: { roleArn: ROLE.arn, externalId: ROLE.externalId },
  });
  return { directory: () => directory, endpoint: () => endpoint, target };
}

async function eventually(check: () => boolean): Promise<void> {
  while (!check()) await sleep(10);
}

describe('local endpoint', () => {
  const { target } = useEndpoint();
  conformance('local endpoint', target);
  stsConformance('local endpoint', target);
});

describe('local endpoint: its disk', function () {
  this.timeout(60_000);
  const { directory, endpoint, target } = useEndpoint({ each: true });
  const files = (): number => readdirSync(directory()).length;
  const body = randomBytes(4 * 1024 ** 2);

  it('holds a body once, and nothing after its deletion', async () => {
    const client = clientOf(target());
    const object = { Bucket: BUCKET, Key: 'a' };
    await client.send(new PutObjectCommand({ ...object, Body: 'one' }));
    await client.send(new PutObjectCommand({ ...object, Body: 'two' }));
    assert.equal(files(), 1);
    await client.send(new DeleteObjectCommand(object));
    assert.equal(files(), 0);
  });

  it('holds nothing of a refused body', async () => {
    const wrong = { Bucket: BUCKET, Key: 'b', Body: 'x', ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' };
    await refused(clientOf(target()).send(new PutObjectCommand(wrong)), 400, 'BadDigest');
    assert.equal(files(), 0);
    await clientOf(target()).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'c', Body: 'x' }));
    const onlyNew = { Bucket: BUCKET, Key: 'c', Body: 'y', IfNoneMatch: '*' };
    await refused(clientOf(target()).send(new PutObjectCommand(onlyNew)), 412, 'PreconditionFailed');
    assert.equal(files(), 1);
  });

  it('holds nothing of a put whose sender went away', async () => {
    endpoint().setBytesPerSecond(100_000);
    const leaving = new AbortController();
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'd', Body: body });
    const sending = clientOf(target()).send(put, { abortSignal: leaving.signal });
    await eventually(() => files() === 1);
    leaving.abort();
    await assert.rejects(sending, { name: 'AbortError' });
    await eventually(() => files() === 0);
    await refused(clientOf(target()).send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'd' })), 404);
  });

  it('holds nothing of a part whose sender went away', async () => {
    const client = clientOf(target());
    const created = await client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'e' }));
    endpoint().setBytesPerSecond(100_000);
    const leaving = new AbortController();
    const part = { Bucket: BUCKET, Key: 'e', UploadId: created.UploadId, PartNumber: 1, Body: body };
    const sending = client.send(new UploadPartCommand(part), { abortSignal: leaving.signal });
    await eventually(() => files() === 1);
    leaving.abort();
    await assert.rejects(sending, { name: 'AbortError' });
    await eventually(() => files() === 0);
  });

  it('holds nothing of a put that was on its way when it was closed', async () => {
    endpoint().setBytesPerSecond(100_000);
    const sending = clientOf(target()).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'g', Body: body }));
    const failed = assert.rejects(sending);
    await eventually(() => files() === 1);
    await endpoint().close();
    assert.equal(files(), 0);
    await failed;
  });

  it('answers InternalError when it cannot be written', async () => {
    rmSync(directory(), { recursive: true });
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'f', Body: 'x' });
    await refused(clientOf(target()).send(put), 500, 'InternalError');
    await refused(clientOf(target()).send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'f' })), 404);
  });
});

describe('local endpoint: its own controls', function () {
  this.timeout(60_000);
  let clock = new Date();
  const { endpoint, target } = useEndpoint({ now: () => clock });

  afterEach(() => {
    clock = new Date();
  });

  it('slows bodies down, and lets those under way go when the limit is lifted', async () => {
    endpoint().setBytesPerSecond(1000);
    let done = false;
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'slow', Body: randomBytes(1_000_000) });
    const sending = clientOf(target())
      .send(put)
      .finally(() => (done = true));
    await sleep(300);
    assert.equal(done, false, 'a megabyte at a kilobyte a second takes a quarter of an hour');
    endpoint().setBytesPerSecond(undefined);
    await sending;
  });

  it('logs what it answered', async () => {
    await clientOf(target()).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'logged', Body: 'x' }));
    await refused(
      clientOf(target()).send(new GetObjectCommand({ Bucket: BUCKET, Key: 'no' })),
      404,
      'NoSuchKey',
    );
    assert.deepEqual(endpoint().requests.slice(-2), [
      { method: 'PUT', path: `/${BUCKET}/logged?x-id=PutObject`, status: 200 },
      { method: 'GET', path: `/${BUCKET}/no?x-id=GetObject`, status: 404 },
    ]);
  });

  it('goes by its own clock: sessions expire', async () => {
    const session = fromTemporaryCredentials({
      masterCredentials: OWNER,
      params: {
        RoleArn: ROLE.arn,
        RoleSessionName: 'test',
        ExternalId: ROLE.externalId,
        DurationSeconds: 900,
      },
      clientConfig: { endpoint: endpoint().url, region: 'us-east-1' },
    });
    const credentials = await session();
    const put = () =>
      clientOf(target(), { credentials, systemClockOffset: clock.getTime() - Date.now() }).send(
        new PutObjectCommand({ Bucket: BUCKET, Key: 'session', Body: 'x' }),
      );
    await put();
    clock = new Date(Date.now() + 901_000);
    await refused(put(), 400, 'ExpiredToken');
  });

  it('gives a KMS object an ETag that is not its MD5', async () => {
    const put = new PutObjectCommand({
      Bucket: BUCKET,
      Key: 'kms',
      Body: '',
      ServerSideEncryption: 'aws:kms',
    });
    const { ETag } = await clientOf(target()).send(put);
    assert.match(ETag ?? '', /^"[0-9a-f]{32}"$/);
    assert.notEqual(ETag, '"d41d8cd98f00b204e9800998ecf8427e"');
  });

  it('answers 501 for what it does not do, and does nothing else instead', async () => {
    const object = { Bucket: BUCKET, Key: 'kept' };
    const client = clientOf(target());
    await client.send(new PutObjectCommand({ ...object, Body: 'kept' }));
    await refused(client.send(new PutObjectAclCommand({ ...object, ACL: 'private' })), 501, 'NotImplemented');
    assert.equal((await bytesOf(await client.send(new GetObjectCommand(object)))).toString(), 'kept');
  });

  it('refuses signature version 2 and says so', async () => {
    const { host } = new URL(endpoint().url);
    const path = `/${BUCKET}/a?AWSAccessKeyId=${OWNER.accessKeyId}&Expires=1900000000&Signature=x`;
    const { status, code } = await sendHttp(target(), 'GET', path, { host });
    assert.deepEqual({ status, code }, { status: 400, code: 'InvalidRequest' });
  });

  it('listens on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const host = outside?.address ?? '127.0.0.2';
    const socket = connect(endpoint().port, host);
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    socket.destroy();
    assert.equal(outcome, 'ECONNREFUSED');
  });
});
