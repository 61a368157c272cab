// Bucket policies: what others are allowed, and what even the owner is denied.
import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { bytesOf, clientOf, type Credentials, freshBucket, refused, type Target } from './target';

export function policyTests(target: () => Target): void {
  const Bucket = freshBucket();
  const objects = `arn:aws:s3:::${Bucket}/*`;
  const setPolicy = (...Statement: object[]) => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    return clientOf(target()).send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };
  const put = (more: Partial<PutObjectCommandInput> = {}, credentials: Credentials = target().credentials) =>
    clientOf(target(), { credentials }).send(
      new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'x', ...more }),
    );
  const get = (credentials: Credentials = target().credentials, Key = 'a/b') =>
    clientOf(target(), { credentials }).send(new GetObjectCommand({ Bucket, Key }));
  const list = (credentials: Credentials, Prefix: string) =>
    clientOf(target(), { credentials }).send(new ListObjectsV2Command({ Bucket, Prefix }));

  describe('bucket policies', () => {
    before(async () => {
      await clientOf(target()).send(new CreateBucketCommand({ Bucket }));
    });
    beforeEach(async () => {
      await clientOf(target()).send(new DeleteBucketPolicyCommand({ Bucket }));
      await put();
    });

    it('come back as they were set, and are gone when deleted', async () => {
      await setPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: objects });
      const { Policy = '{}' } = await clientOf(target()).send(new GetBucketPolicyCommand({ Bucket }));
      assert.match(Policy, /s3:PutObject/);
      await clientOf(target()).send(new DeleteBucketPolicyCommand({ Bucket }));
      const gone = clientOf(target()).send(new GetBucketPolicyCommand({ Bucket }));
      await refused(gone, 404, 'NoSuchBucketPolicy');
    });

    it('that are no policies are refused', async () => {
      const put = new PutBucketPolicyCommand({ Bucket, Policy: '{"Statement": oops' });
      await refused(clientOf(target()).send(put), 400, 'MalformedPolicy');
    });

    it('deny the owner a put and leave him the rest', async () => {
      await setPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${objects}` });
      await refused(put(), 403, 'AccessDenied');
      assert.equal((await bytesOf(await get())).toString(), 'x');
    });

    it('deny below a prefix only', async () => {
      const Resource = `arn:aws:s3:::${Bucket}/locked/*`;
      await setPolicy({ Effect: 'Deny', Principal: { AWS: '*' }, Action: ['s3:Put*'], Resource });
      await refused(put({ Key: 'locked/a' }), 403, 'AccessDenied');
      await put({ Key: 'open/a' });
    });

    it('require encryption', async () => {
      const Condition = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } };
      await setPolicy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: objects,
        Condition,
      });
      await refused(put(), 403, 'AccessDenied');
      await refused(put({ ServerSideEncryption: 'AES256' }), 403, 'AccessDenied');
      await put({ ServerSideEncryption: 'aws:kms' });
    });

    it('require that a put does not overwrite', async () => {
      const Condition = {
        Null: { 's3:if-none-match': 'true' },
        Bool: { 's3:ObjectCreationOperation': 'true' },
      };
      await setPolicy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: objects,
        Condition,
      });
      await refused(put({ Key: 'new' }), 403, 'AccessDenied');
      await put({ Key: 'new', IfNoneMatch: '*' });
      await refused(put({ Key: 'new', IfNoneMatch: '*' }), 412, 'PreconditionFailed');
    });

    it('give another user nothing by themselves', async function () {
      const { otherUser } = target();
      if (!otherUser) return this.skip();
      await refused(put({}, otherUser), 403, 'AccessDenied');
      await refused(get(otherUser), 403, 'AccessDenied');
    });

    it('say whom they deny what', async function () {
      const { otherUser } = target();
      if (!otherUser) return this.skip();
      const { message } = await refused(put({}, otherUser), 403, 'AccessDenied');
      assert.ok(message.includes(`User: ${otherUser.arn} is not authorized to perform: s3:PutObject`));
      assert.ok(message.includes(`arn:aws:s3:::${Bucket}/a/b`));
    });

    it('let another user read, and no more', async function () {
      const { otherUser } = target();
      if (!otherUser) return this.skip();
      const Principal = { AWS: otherUser.arn };
      await setPolicy({ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: objects });
      assert.equal((await bytesOf(await get(otherUser))).toString(), 'x');
      await refused(put({}, otherUser), 403, 'AccessDenied');
      await refused(list(otherUser, ''), 403, 'AccessDenied');
      await refused(get(otherUser, 'absent'), 403, 'AccessDenied');
    });

    it('deny whom they name, and nobody else', async function () {
      const { otherUser } = target();
      if (!otherUser) return this.skip();
      const puts = { Action: 's3:PutObject', Resource: objects };
      await setPolicy(
        { Effect: 'Allow', Principal: '*', ...puts },
        { Effect: 'Deny', Principal: { AWS: otherUser.arn }, ...puts },
      );
      await refused(put({}, otherUser), 403, 'AccessDenied');
      await put();
    });

    it('let another user list below a prefix', async function () {
      const { otherUser } = target();
      if (!otherUser) return this.skip();
      const Condition = { StringLike: { 's3:prefix': 'a/*' } };
      const Resource = `arn:aws:s3:::${Bucket}`;
      const Principal = { AWS: [otherUser.arn] };
      await setPolicy({ Effect: 'Allow', Principal, Action: 's3:ListBucket', Resource, Condition });
      assert.equal((await list(otherUser, 'a/')).KeyCount, 1);
      await refused(list(otherUser, ''), 403, 'AccessDenied');
    });
  });
}
