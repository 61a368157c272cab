// Credentials that expire in the middle of a push, for real: sessions of the local endpoint's STS, whose clock is put forward.
import assert from 'node:assert/strict';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { connect, type Connection } from '../../../src/delivery/connection';
import type { GetAccessKey } from '../../../src/delivery/credentials';
import { UnfinishedUpload } from '../../../src/delivery/failures';
import { lookUp } from '../../../src/delivery/objects';
import { push } from '../../../src/delivery/push';
import type { Chunk } from '../../../src/export/run';
import type { AccessKey } from '../../../src/model/accessKey';
import { useEnvironment } from './environment';
import { exportOf, inChunks, pattern } from './exports';
import { owner, Store } from './store';
import { until } from './until';

const MiB = 1024 ** 2;
const partSize = 5 * MiB;
const key = 'daily/export.csv';
const signal = new AbortController().signal;
const role = { arn: 'arn:aws:iam::123456789012:role/exporter', externalId: 'acme-1', trusted: ['owner'] };
const assumeRole = { roleArn: role.arn, externalId: role.externalId, durationSeconds: 900 };
const params = { RoleArn: role.arn, ExternalId: role.externalId, RoleSessionName: 'typed' };
const asOwner: GetAccessKey = () => Promise.resolve(owner);

describe('credentials that expire', function () {
  this.timeout(120_000);
  const environment = useEnvironment();
  let store: Store;
  /** Of the endpoint: how many seconds it is ahead of this machine's clock. Requests are good within 900. */
  let ahead: number;
  const connections: Connection[] = [];

  beforeEach(async () => {
    // Sessions of 900 s end in 400 s, which is late enough not to be renewed before.
    ahead = -500;
    store = await Store.start({ roles: [role], now: () => new Date(Date.now() + ahead * 1000) });
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.close();
    await store.close();
  });

  const expireNow = (): void => void (ahead = 450);
  const open = async (credentials: object, getAccessKey: GetAccessKey, more = {}): Promise<Connection> => {
    const connection = await connect(store.destination({ credentials, ...more }), getAccessKey);
    connections.push(connection);
    return connection;
  };
  /** A key that expires, as a person would type it. */
  const newSession = async (): Promise<AccessKey> => {
    const {
      accessKeyId,
      secretAccessKey,
      sessionToken = '',
    } = await fromTemporaryCredentials({
      masterCredentials: owner,
      params: { ...params, DurationSeconds: 900 },
      clientConfig: { endpoint: store.url, region: 'us-east-1' },
    })();
    return { accessKeyId, secretAccessKey, sessionToken };
  };
  const answered = (method: string, path: RegExp, status: number): number =>
    store.requests.filter((each) => each.method === method && path.test(each.path) && each.status === status)
      .length;
  const rolesGiven = (): number => answered('POST', /^\/$/, 200);
  const partsRefused = (): number => answered('PUT', /partNumber/, 400);

  const bytes = pattern(37 * MiB + 17);
  /** Lets the credentials expire once two of the eight parts are there; all others are made at once then. */
  const expiringExport = () => {
    let sent = 0;
    async function* chunks(): AsyncGenerator<Chunk> {
      yield* inChunks(bytes.subarray(0, 10 * MiB), MiB);
      await until(() => sent >= 10 * MiB);
      expireNow();
      yield* inChunks(bytes.subarray(10 * MiB), MiB);
    }
    const onProgress = (count: number): void => void (sent = count);
    return { file: { ...exportOf(bytes, key), chunks: chunks() }, options: { signal, partSize, onProgress } };
  };
  const pushExpiring = (connection: Connection) => {
    const { file, options } = expiringExport();
    return push(connection, file, options);
  };
  const assertWhole = async (): Promise<void> => {
    assert.ok((await store.read(key)).bytes.equals(bytes));
    assert.equal(await store.unfinishedUploads(), 0);
  };

  it('those of a role are assumed once more, and the upload goes on', async () => {
    const outcome = await pushExpiring(await open({ type: 'accessKey', assumeRole }, asOwner));
    assert.equal(outcome.proof, 'checksum');
    assert.ok(partsRefused() > 0);
    assert.equal(rolesGiven(), 2);
    await assertWhole();
  });

  it('those of a person are asked for once for all parts in flight, and the upload goes on', async () => {
    const first = await newSession();
    const asked: (AccessKey | undefined)[] = [];
    const connection = await open({ type: 'ask' }, async (expired) => {
      asked.push(expired);
      if (!expired) return first;
      await until(() => partsRefused() === 4);
      return newSession();
    });
    const outcome = await pushExpiring(connection);
    assert.equal(outcome.proof, 'checksum');
    assert.deepEqual(asked, [undefined, first]);
    assert.equal(partsRefused(), 4);
    await assertWhole();
  });

  it('are renewed for a single request too, and for the look at what was written', async () => {
    const small = Buffer.from('a\n');
    const connection = await open({ type: 'accessKey', assumeRole }, asOwner);
    await lookUp(connection, key);
    expireNow();
    await push(connection, exportOf(small, key), { signal });
    assert.equal(answered('PUT', /daily/, 400), 1);
    ahead = -500;
    const reader = await open({ type: 'accessKey', assumeRole }, asOwner);
    await lookUp(reader, key);
    expireNow();
    assert.equal((await lookUp(reader, key)).state, 'taken');
  });

  it('are not asked for when it is something else that an answer without words means', async () => {
    const typed = await newSession();
    let asked = 0;
    const connection = await open({ type: 'ask' }, () => Promise.resolve(asked++ === 0 ? typed : undefined), {
      region: 'eu-west-1',
    });
    await assert.rejects(lookUp(connection, key), { code: 'wrong-region' });
    assert.equal(asked, 1);
  });

  it('those of a profile are read again from its file', async () => {
    const write = ({ accessKeyId, secretAccessKey, sessionToken }: AccessKey) => {
      const lines = [
        `aws_access_key_id=${accessKeyId}`,
        `aws_secret_access_key=${secretAccessKey}`,
        `aws_session_token=${sessionToken}`,
      ];
      return environment.write('credentials', `[work]\n${lines.join('\n')}\n`);
    };
    write(await newSession());
    const connection = await open({ type: 'profile', profile: 'work' }, () =>
      Promise.reject(new Error('not to be asked')),
    );
    await lookUp(connection, key);
    expireNow();
    write(await newSession());
    await push(connection, exportOf(Buffer.from('a\n'), key), { signal });
    assert.equal(answered('PUT', /daily/, 400), 1);
  });

  it('are renewed before, where they say when they expire', async () => {
    // Sessions of 900 s end in 250 s.
    ahead = -650;
    const connection = await open({ type: 'accessKey', assumeRole }, asOwner);
    await lookUp(connection, key);
    await lookUp(connection, key);
    assert.ok(rolesGiven() > 1);
    assert.equal(answered('HEAD', /./, 400), 0);
  });

  it('those that a role is assumed with are asked for too', async () => {
    const typed = await newSession();
    const asked: (AccessKey | undefined)[] = [];
    const connection = await open({ type: 'ask', assumeRole }, (expired) => {
      asked.push(expired);
      return Promise.resolve(expired ? owner : typed);
    });
    expireNow();
    await push(connection, exportOf(Buffer.from('a\n'), key), { signal });
    assert.deepEqual(asked, [undefined, typed]);
  });

  it('twice end the push, without an object, and without an upload once there are good ones', async () => {
    const [first, second] = [await newSession(), await newSession()];
    const keys = [first, second, owner];
    const connection = await open({ type: 'ask' }, () => Promise.resolve(keys.shift()));
    await assert.rejects(pushExpiring(connection), { code: 'expired-token' });
    assert.deepEqual(keys, []);
    assert.deepEqual(await store.keys(), []);
    assert.equal(await store.unfinishedUploads(), 0);
  });

  it('and that nobody renews end the push with the id of what remains; nobody is asked again', async () => {
    const typed = await newSession();
    let asked = 0;
    const connection = await open({ type: 'ask' }, () => Promise.resolve(asked++ === 0 ? typed : undefined));
    await assert.rejects(pushExpiring(connection), (error) => {
      assert.ok(error instanceof UnfinishedUpload);
      assert.equal((error.interruption as { code?: string }).code, 'expired-token');
      return true;
    });
    assert.equal(asked, 2);
    assert.deepEqual(await store.keys(), []);
  });
});
