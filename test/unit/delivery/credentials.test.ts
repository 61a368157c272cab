// Where credentials come from: typed keys, AWS profiles, the environment, and roles assumed with any of these.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../src/delivery/connection';
import type { GetAccessKey } from '../../../src/delivery/credentials';
import { push } from '../../../src/delivery/push';
import type { AccessKey } from '../../../src/model/accessKey';
import { readDestination, type Destination } from '../../../src/model/destination';
import { useEnvironment } from './environment';
import { exportOf, pattern } from './exports';
import { cephRoleArn } from '../../s3/ceph/cluster';
import { serverKind, useCeph } from '../../s3/servers';
import { guest, owner, Store } from './store';

const role = { arn: 'arn:aws:iam::123456789012:role/exporter', externalId: 'acme-1', trusted: ['owner'] };
const assumeRole = { roleArn: role.arn, externalId: role.externalId };
const signal = new AbortController().signal;
const never: GetAccessKey = () => Promise.reject(new Error('not to be asked'));
const asOwner: GetAccessKey = () => Promise.resolve(owner);

/** A profile's lines with an access key. */
const keyLines = ({ accessKeyId, secretAccessKey }: AccessKey) =>
  `aws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`;

describe('credentials', function () {
  this.timeout(60_000);
  const environment = useEnvironment();
  let store: Store;
  before(async () => {
    store = await Store.start({ roles: [role] });
  });
  after(() => store.close());

  let count = 0;
  /** Puts an object, which must then be there. */
  const deliver = async (destination: Destination, getAccessKey: GetAccessKey = never): Promise<void> => {
    const key = `daily/${++count}.csv`;
    const connection = await connect(destination, getAccessKey);
    try {
      await push(connection, exportOf(Buffer.from('a\n'), key), { signal });
    } finally {
      connection.close();
    }
    assert.equal((await store.read(key)).bytes.toString(), 'a\n');
  };
  /** The credentials that a connection would sign with. */
  const identityOf = async (credentials: object) => {
    const connection = await connect(withCredentials(credentials), asOwner);
    return connection.client.config.credentials().finally(() => connection.close());
  };
  const withCredentials = (credentials: object): Destination => store.destination({ credentials });
  const exportOwner = (variables = {}): void =>
    environment.set({
      AWS_ACCESS_KEY_ID: owner.accessKeyId,
      AWS_SECRET_ACCESS_KEY: owner.secretAccessKey,
      ...variables,
    });
  /** A program that prints what `credential_process` has to. @returns the line for the profile */
  const processLine = (key: AccessKey): string => {
    const answer = { Version: 1, AccessKeyId: key.accessKeyId, SecretAccessKey: key.secretAccessKey };
    const script = `console.log(${JSON.stringify(JSON.stringify(answer))})`;
    return `credential_process=${process.execPath} ${environment.write('process.js', script)}\n`;
  };

  describe('a role', () => {
    it('is assumed with an access key, stored or asked for', async () => {
      await deliver(withCredentials({ type: 'accessKey', assumeRole }), asOwner);
      await deliver(withCredentials({ type: 'ask', assumeRole }), asOwner);
    });

    it('is assumed with a profile, also one that runs a program', async () => {
      environment.write('credentials', `[keys]\n${keyLines(owner)}`);
      environment.write('config', `[profile program]\n${processLine(owner)}`);
      for (const profile of ['keys', 'program'])
        await deliver(withCredentials({ type: 'profile', profile, assumeRole }));
    });

    it('is assumed with the environment', async () => {
      exportOwner();
      await deliver(withCredentials({ type: 'default', assumeRole }));
    });

    it('signs, not the credentials that it is assumed with', async () => {
      const { accessKeyId, sessionToken } = await identityOf({ type: 'accessKey', assumeRole });
      assert.match(accessKeyId, /^ASIA/);
      assert.ok(sessionToken);
    });

    it('has the session that settings say', async () => {
      const session = { ...assumeRole, durationSeconds: 900, sessionName: 'nightly' };
      const { expiration } = await identityOf({ type: 'accessKey', assumeRole: session });
      const seconds = ((expiration?.getTime() ?? 0) - Date.now()) / 1000;
      assert.ok(seconds > 800 && seconds <= 900, String(seconds));
    });

    for (const externalId of ['wrong', undefined]) {
      it(`is refused for the external id ${externalId}, with a word on it`, async () => {
        const wrong = { roleArn: role.arn, ...(externalId !== undefined && { externalId }) };
        const pushing = deliver(withCredentials({ type: 'accessKey', assumeRole: wrong }), asOwner);
        await assert.rejects(pushing, { code: 'role-refused', message: /role\/exporter.*external id/ });
      });
    }

    it('is refused to somebody whom it does not trust', async () => {
      const pushing = deliver(withCredentials({ type: 'accessKey', assumeRole }), () =>
        Promise.resolve(guest),
      );
      await assert.rejects(pushing, (error: Error & { code?: string; detail?: string }) => {
        assert.equal(error.code, 'role-refused');
        assert.match(error.detail ?? '', /user\/guest is not authorized to perform: sts:AssumeRole/);
        assert.ok(!JSON.stringify([error.message, error.detail]).includes(guest.secretAccessKey));
        return true;
      });
    });

    it('is not assumed with a wrong secret, and that is what is said', async () => {
      const wrong = { ...owner, secretAccessKey: 'wrong' };
      const pushing = deliver(withCredentials({ type: 'accessKey', assumeRole }), () =>
        Promise.resolve(wrong),
      );
      await assert.rejects(pushing, { code: 'signature-does-not-match' });
    });

    it('is asked for where settings say, whatever the environment says', async () => {
      environment.set({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
      await deliver(withCredentials({ type: 'accessKey', assumeRole }), asOwner);
      const elsewhere = { ...assumeRole, stsEndpoint: 'http://127.0.0.1:2' };
      const pushing = deliver(withCredentials({ type: 'accessKey', assumeRole: elsewhere }), asOwner);
      await assert.rejects(pushing, { code: 'connection-refused', message: /127\.0\.0\.1:2/ });
    });

    it('is asked for at AWS in the region of a bucket at AWS, whatever the environment says', async () => {
      environment.set({ AWS_ENDPOINT_URL: store.url, AWS_ENDPOINT_URL_STS: store.url });
      const settings = {
        bucket: 'acme-exports',
        region: 'eu-central-1',
        credentials: { type: 'accessKey', assumeRole },
      };
      const connection = await connect(readDestination('aws', settings), asOwner);
      const hosts: string[] = [];
      // The role is asked for over the client's own way to the network, which ends here.
      connection.client.config.requestHandler.handle = (request: { hostname: string }) => {
        hosts.push(request.hostname);
        return Promise.reject(Object.assign(new Error('no network'), { code: 'ENOTFOUND' }));
      };
      const pushing = push(connection, exportOf(Buffer.from('a\n')), { signal });
      await assert.rejects(pushing, { code: 'host-not-found' });
      assert.deepEqual([...new Set(hosts)], ['sts.eu-central-1.amazonaws.com']);
    });
  });

  describe('an AWS profile', () => {
    it('may run a program', async () => {
      environment.write('config', `[profile program]\n${processLine(owner)}`);
      await deliver(withCredentials({ type: 'profile', profile: 'program' }));
    });

    it('whose program fails is explained, without a word of what the program said', async () => {
      const script = environment.write('process.js', `console.error('hush'); process.exit(3)`);
      environment.write('config', `[profile broken]\ncredential_process=${process.execPath} ${script}\n`);
      const pushing = deliver(withCredentials({ type: 'profile', profile: 'broken' }));
      await assert.rejects(pushing, (error: Error & { code?: string }) => {
        assert.equal(error.code, 'credential-process-failed');
        assert.match(error.message, /"broken".*credential_process/);
        assert.doesNotMatch(error.message, /hush|process\.js/);
        return true;
      });
    });

    it('may assume a role with another profile', async () => {
      environment.write('credentials', `[base]\n${keyLines(owner)}`);
      const lines = (externalId: string) =>
        `role_arn=${role.arn}\nsource_profile=base\nexternal_id=${externalId}\nregion=us-east-1\n`;
      environment.write('config', `[profile role]\n${lines('acme-1')}[profile wrong]\n${lines('wrong')}`);
      // A profile's own role is AWS configuration's matter, the place to ask for it too.
      environment.set({ AWS_ENDPOINT_URL_STS: store.url });
      await deliver(withCredentials({ type: 'profile', profile: 'role' }));
      const pushing = deliver(withCredentials({ type: 'profile', profile: 'wrong' }));
      await assert.rejects(pushing, { code: 'role-refused', message: /profile "wrong"/ });
    });

    it('that wants a second factor is refused, with the way round it', async () => {
      environment.write('credentials', `[base]\n${keyLines(owner)}`);
      const serial = 'mfa_serial=arn:aws:iam::123456789012:mfa/me';
      environment.write('config', `[profile mfa]\nrole_arn=${role.arn}\nsource_profile=base\n${serial}\n`);
      const pushing = deliver(withCredentials({ type: 'profile', profile: 'mfa' }));
      await assert.rejects(pushing, { code: 'mfa-needed', message: /second factor/ });
    });

    it('whose single sign-on has expired says how to sign in again', async () => {
      const session = 'sso_start_url=https://sso.example.com\nsso_region=us-east-1\n';
      const who = 'sso_session=acme\nsso_account_id=123456789012\nsso_role_name=exporter\n';
      environment.write('config', `[profile sso]\n${who}[sso-session acme]\n${session}`);
      const cache = join('.aws', 'sso', 'cache');
      mkdirSync(join(environment.folder(), cache), { recursive: true });
      const token = { accessToken: 'hush', expiresAt: '2026-01-01T00:00:00Z' };
      const name = createHash('sha1').update('acme').digest('hex');
      environment.write(join(cache, `${name}.json`), JSON.stringify(token));
      const pushing = deliver(withCredentials({ type: 'profile', profile: 'sso' }));
      await assert.rejects(pushing, { code: 'sso-expired', message: /aws sso login --profile sso/ });
    });
  });

  it('may be temporary, with their session token', async () => {
    const identity = await identityOf({ type: 'accessKey', assumeRole });
    const { accessKeyId, secretAccessKey, sessionToken = '' } = identity;
    const temporary = { accessKeyId, secretAccessKey, sessionToken };
    await deliver(withCredentials({ type: 'ask' }), () => Promise.resolve(temporary));
    exportOwner({
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    });
    await deliver(withCredentials({ type: 'default' }));
    const wrong = { ...temporary, sessionToken: 'wrong' };
    const pushing = deliver(withCredentials({ type: 'ask' }), () => Promise.resolve(wrong));
    await assert.rejects(pushing, { code: 'invalid-token' });
  });
});

if (serverKind === 'radosgw') {
  describe('credentials on radosgw with STS', function () {
    this.timeout(120_000);
    const ceph = useCeph({ owner, guest, sts: true });

    it('are those of a role that is assumed at the same endpoint', async () => {
      const store = await Store.startIn(ceph());
      const destination = store.destination({
        credentials: { type: 'accessKey', assumeRole: { roleArn: cephRoleArn } },
      });
      const connection = await connect(destination, asOwner);
      try {
        const bytes = pattern(12 * 1024 ** 2);
        const outcome = await push(connection, exportOf(bytes), { signal, partSize: 5 * 1024 ** 2 });
        assert.equal(outcome.proof, 'checksum');
        assert.ok((await connection.client.config.credentials()).sessionToken);
        // What a session has written is the role's, and not the bucket's owner's to read.
        assert.deepEqual(await store.keys(), ['daily/export.csv']);
      } finally {
        connection.close();
        await store.close();
      }
    });

    it('are not those of a role that it does not know', async () => {
      const store = await Store.startIn(ceph());
      const roleArn = `${cephRoleArn}-2`;
      const connection = await connect(
        store.destination({ credentials: { type: 'accessKey', assumeRole: { roleArn } } }),
        asOwner,
      );
      try {
        const pushing = push(connection, exportOf(Buffer.from('a\n')), { signal });
        await assert.rejects(pushing, { code: 'role-refused' });
      } finally {
        connection.close();
        await store.close();
      }
    });
  });
}
