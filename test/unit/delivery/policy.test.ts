// The least policy of a destination: its text, and that it is enough and no more, on real servers.
import assert from 'node:assert/strict';
import { checkConnection } from '../../../src/delivery/check';
import type { Connection } from '../../../src/delivery/connection';
import { AccessDenied } from '../../../src/delivery/explain';
import { UnfinishedUpload } from '../../../src/delivery/failures';
import { listDelivered } from '../../../src/delivery/objects';
import { objectHeaders } from '../../../src/delivery/objectHeaders';
import { minimalPolicy, type Statement } from '../../../src/delivery/policy';
import { push, type PushOptions } from '../../../src/delivery/push';
import { readDestination } from '../../../src/model/destination';
import { exportOf, pattern } from './exports';
import { describeOnServer } from './servers';
import { guest, type Store } from './store';

const policyOf = (settings: object) =>
  minimalPolicy(readDestination('acme', { bucket: 'acme-exports', ...settings }));
const resources = (settings: object) => policyOf(settings).policy.Statement.map(({ Resource }) => Resource);

describe('the minimal policy', () => {
  it('has object actions below the folder, and bucket actions on the bucket', () => {
    assert.deepEqual(policyOf({ folderPath: 'daily/new' }), {
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'WriteExports',
            Effect: 'Allow',
            Action: ['s3:PutObject'],
            Resource: 'arn:aws:s3:::acme-exports/daily/new/*',
          },
          {
            Sid: 'EndUploads',
            Effect: 'Allow',
            Action: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
            Resource: 'arn:aws:s3:::acme-exports/daily/new/*',
          },
          {
            Sid: 'VerifyExports',
            Effect: 'Allow',
            Action: ['s3:GetObject'],
            Resource: 'arn:aws:s3:::acme-exports/daily/new/*',
          },
          {
            Sid: 'ListExports',
            Effect: 'Allow',
            Action: ['s3:ListBucket'],
            Resource: 'arn:aws:s3:::acme-exports',
            Condition: { StringLike: { 's3:prefix': 'daily/new/*' } },
          },
        ],
      },
      toFillIn: [],
    });
  });

  it('has no condition for a whole bucket, and ends at the first folder with a macro', () => {
    const { Statement } = policyOf({}).policy;
    assert.equal(Statement[0]?.Resource, 'arn:aws:s3:::acme-exports/*');
    assert.ok(Statement.every(({ Condition }) => Condition === undefined));
    const dated = { folderPath: 'exports/%DATETIME(yyyy)%/x' };
    assert.equal(resources(dated)[0], 'arn:aws:s3:::acme-exports/exports/*');
  });

  it('takes no folder for a pattern or a variable', () => {
    assert.equal(resources({ folderPath: 'a*b?/${c' })[0], 'arn:aws:s3:::acme-exports/a${*}b${?}/${$}{c/*');
  });

  it('leaves out what is not wanted', () => {
    const destination = readDestination('acme', { bucket: 'acme-exports' });
    const { policy } = minimalPolicy(destination, { read: false, list: false });
    assert.deepEqual(
      policy.Statement.map(({ Sid }) => Sid),
      ['WriteExports', 'EndUploads'],
    );
  });

  it("is in the region's partition", () => {
    for (const [region, partition] of [
      ['eu-west-1', 'aws'],
      ['cn-north-1', 'aws-cn'],
      ['us-gov-west-1', 'aws-us-gov'],
      ['us-iso-east-1', 'aws-iso'],
      ['us-isob-east-1', 'aws-iso-b'],
      ['eusc-de-east-1', 'aws-eusc'],
    ] as const)
      assert.equal(resources({ region })[0], `arn:${partition}:s3:::acme-exports/*`);
  });

  it('allows the use of a KMS key by its ARN, and says what to fill in where it is not known', () => {
    const keyed = (keyId?: string) => {
      const encryption = { type: 'sse-kms', ...(keyId !== undefined && { keyId }) };
      const { policy, toFillIn } = policyOf({ region: 'eu-west-1', encryption });
      const statement = policy.Statement.find(({ Sid }) => Sid === 'EncryptExports');
      return [statement?.Resource, ...toFillIn];
    };
    const arn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    assert.deepEqual(keyed(arn), [arn]);
    assert.deepEqual(keyed('1234abcd'), ['arn:aws:kms:eu-west-1:ACCOUNT_ID:key/1234abcd', 'ACCOUNT_ID']);
    const alias = 'arn:aws:kms:eu-west-1:123456789012:alias/exports';
    assert.deepEqual(keyed(alias), ['arn:aws:kms:eu-west-1:123456789012:key/KEY_ID', 'KEY_ID']);
    const byName = ['arn:aws:kms:eu-west-1:ACCOUNT_ID:key/KEY_ID', 'ACCOUNT_ID', 'KEY_ID'];
    assert.deepEqual(keyed('alias/exports'), byName);
    assert.deepEqual(keyed(), [undefined]);
  });
});

const MiB = 1024 ** 2;
const partSize = 5 * MiB;
const bytes = pattern(6 * MiB);
const neverFired = new AbortController().signal;
const noTagging = 'radosgw asks for no permission of its own for tags that come with an object';
const settings = { tags: { kind: 'export' } };

describeOnServer('the minimal policy', function (server) {
  this.timeout(120_000);
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  /** A connection of somebody who may do what the policy allows, but for one action. */
  const connectWithout = async (action?: string) => {
    const { policy } = minimalPolicy(store.destination(settings));
    await store.setGuestPolicy(policy.Statement.flatMap((statement) => without(statement, action)));
    return store.connect(guest, settings);
  };
  const pushIt = (connection: Connection, options: Partial<PushOptions> = {}) => {
    const { object, format } = connection.destination;
    const file = { ...exportOf(bytes), headers: objectHeaders(object, format) };
    return push(connection, file, { signal: neverFired, partSize, ...options });
  };

  it('is enough for a push in parts that is verified, for a check and for the list', async () => {
    const connection = await connectWithout();
    const check = await checkConnection(connection);
    assert.ok(Object.values(check).every((access) => access === 'allowed'));
    assert.equal((await pushIt(connection)).proof, 'checksum');
    const { objects } = await listDelivered(connection);
    assert.deepEqual(
      objects.map(({ name }) => name),
      ['export.csv'],
    );
  });

  it('is not enough to write elsewhere in the bucket', async () => {
    await connectWithout();
    const elsewhere = await store.connect(guest, { ...settings, folderPath: 'weekly' });
    await assert.rejects(checkConnection(elsewhere), AccessDenied);
  });

  it('is needed whole: without s3:PutObject nothing is written', async () => {
    const connection = await connectWithout('s3:PutObject');
    await assert.rejects(checkConnection(connection), { missing: 's3:PutObject' });
    await assert.rejects(pushIt(connection), { missing: 's3:PutObject' });
  });

  server.itLocally(noTagging, 'is needed whole: without s3:PutObjectTagging nothing is', async () => {
    const connection = await connectWithout('s3:PutObjectTagging');
    await assert.rejects(checkConnection(connection), { missing: 's3:PutObjectTagging' });
    await assert.rejects(pushIt(connection), { missing: 's3:PutObjectTagging' });
  });

  it('is needed whole: without s3:AbortMultipartUpload a cancelled push leaves its upload', async () => {
    const connection = await connectWithout('s3:AbortMultipartUpload');
    assert.equal((await checkConnection(connection)).abort, 'denied');
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const pushing = pushIt(connection, { signal: controller.signal, onProgress });
    await assert.rejects(pushing, UnfinishedUpload);
  });

  const whyParts = 'radosgw lets whoever began an upload look at its parts';
  server.itLocally(
    whyParts,
    'is needed whole: without s3:ListMultipartUploadParts no upload can be looked at',
    async () => {
      const connection = await connectWithout('s3:ListMultipartUploadParts');
      assert.equal((await checkConnection(connection)).parts, 'denied');
    },
  );

  it('is needed whole: without s3:GetObject only the answer is a proof', async () => {
    const connection = await connectWithout('s3:GetObject');
    assert.equal((await pushIt(connection)).proof, 'answer');
  });

  it('is needed whole: without s3:ListBucket nothing can be listed', async () => {
    const connection = await connectWithout('s3:ListBucket');
    assert.equal((await checkConnection(connection)).list, 'denied');
    await assert.rejects(listDelivered(connection), { missing: 's3:ListBucket' });
  });
});

function without(statement: Statement, action: string | undefined) {
  const Action = statement.Action.filter((each) => each !== action);
  return Action.length === 0 ? [] : [{ ...statement, Action }];
}
