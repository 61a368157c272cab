// How the client is made: credentials, endpoint, the headers that it sends.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, UploadPartCommand, type S3Client } from '@aws-sdk/client-s3';
import { connect } from '../../../src/delivery/connection';
import { MissingAccessKey } from '../../../src/delivery/failures';
import { checkConnection } from '../../../src/delivery/check';
import { readDestination } from '../../../src/model/destination';
import { owner, Store } from './store';

const aws = { bucket: 'exports', region: 'eu-central-1', credentials: { type: 'accessKey' } };

/** The request as it would be sent, read before it leaves. */
async function signed(client: S3Client, command: PutObjectCommand | UploadPartCommand) {
  let request: { hostname: string; path: string; headers: Record<string, string> } | undefined;
  client.middlewareStack.add(
    () => (args) => {
      request = args.request as NonNullable<typeof request>;
      return Promise.reject(new Error('far enough'));
    },
    { step: 'finalizeRequest', priority: 'low', name: 'stopBeforeSending' },
  );
  await assert.rejects(client.send(command as PutObjectCommand), /far enough/);
  return request ?? assert.fail('no request');
}

const put = () => new PutObjectCommand({ Bucket: 'exports', Key: 'a', Body: Buffer.from('x') });
const part = () =>
  new UploadPartCommand({
    Bucket: 'exports',
    Key: 'a',
    UploadId: 'u',
    PartNumber: 1,
    Body: Buffer.from('x'),
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: 'jNxBbA==',
  });

describe('connect', function () {
  this.timeout(60_000);
  const environment = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  });

  const connectTo = (settings: object) =>
    connect(readDestination('test', { ...aws, ...settings }), () => Promise.resolve(owner));

  it('says what to do when there is no access key', async () => {
    const destination = readDestination('test', { ...aws, name: 'Daily exports' });
    const connecting = connect(destination, () => Promise.resolve(undefined));
    await assert.rejects(connecting, (error) => {
      assert.ok(error instanceof MissingAccessKey);
      assert.equal(error.code, 'missing-access-key');
      assert.match(error.message, /"Daily exports" has no access key/);
      return true;
    });
  });

  it('goes to AWS without an endpoint, whatever the environment says', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    const { client } = await connectTo({});
    assert.equal((await signed(client, put())).hostname, 'exports.s3.eu-central-1.amazonaws.com');
  });

  it('goes to the endpoint, with the bucket in the path if so wanted', async () => {
    const endpoint = 'https://s3.example.com';
    const virtualHost = await signed((await connectTo({ endpoint })).client, put());
    assert.equal(virtualHost.hostname, 'exports.s3.example.com');
    const inPath = await signed((await connectTo({ endpoint, pathStyle: true })).client, put());
    assert.equal(inPath.hostname, 's3.example.com');
    assert.equal(inPath.path, '/exports/a');
  });

  it('leaves payload hashes out over HTTPS only, and names the checksum algorithm', async () => {
    for (const command of [put, part]) {
      const overTls = await signed((await connectTo({})).client, command());
      assert.equal(overTls.headers['x-amz-content-sha256'], 'UNSIGNED-PAYLOAD');
      const plain = await signed((await connectTo({ endpoint: 'http://127.0.0.1:9' })).client, command());
      assert.match(plain.headers['x-amz-content-sha256'] ?? '', /^[0-9a-f]{64}$/);
      for (const { headers } of [overTls, plain]) {
        assert.equal(headers['x-amz-sdk-checksum-algorithm'], 'CRC32');
        assert.ok(headers['x-amz-checksum-crc32']);
        assert.equal(headers['Expect'], undefined);
      }
    }
  });

  it('signs with a profile, or with the default chain', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's3-destinations-'));
    const store = await Store.start();
    try {
      const file = join(folder, 'credentials');
      const keys = `aws_access_key_id=${owner.accessKeyId}\naws_secret_access_key=${owner.secretAccessKey}\n`;
      writeFileSync(file, `[work]\n${keys}`);
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = file;
      process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
      process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
      const never = () => Promise.reject(new Error('not to be asked'));
      const check = async (credentials: object) => {
        const connection = await connect(store.destination({ credentials }), never);
        return checkConnection(connection).finally(() => connection.close());
      };
      assert.equal((await check({ type: 'profile', profile: 'work' })).write, 'allowed');
      await assert.rejects(check({ type: 'profile', profile: 'ghost' }), { code: 'profile-not-found' });
      await assert.rejects(check({ type: 'default' }), { code: 'no-credentials' });
      process.env['AWS_ACCESS_KEY_ID'] = owner.accessKeyId;
      process.env['AWS_SECRET_ACCESS_KEY'] = owner.secretAccessKey;
      assert.equal((await check({ type: 'default' })).write, 'allowed');
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});
