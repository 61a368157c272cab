// Buckets: making, finding, locating and deleting them.
import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { clientOf, freshBucket, refused, type Target } from './target';

export function bucketTests(target: () => Target): void {
  describe('buckets', () => {
    it('are made, listed, and deleted when empty', async () => {
      const client = clientOf(target());
      const Bucket = freshBucket();
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new HeadBucketCommand({ Bucket }));
      const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
      assert.ok(Buckets.some(({ Name }) => Name === Bucket));
      await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '' }));
      await refused(client.send(new DeleteBucketCommand({ Bucket })), 409, 'BucketNotEmpty');
      await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      await client.send(new DeleteBucketCommand({ Bucket }));
      await refused(client.send(new HeadBucketCommand({ Bucket })), 404);
    });

    it('tell where they are', async () => {
      const answer = await clientOf(target()).send(new GetBucketLocationCommand({ Bucket: target().bucket }));
      assert.equal(answer.LocationConstraint || 'us-east-1', target().region);
    });

    it('are refused under a name that is none', async () => {
      await refused(
        clientOf(target()).send(new CreateBucketCommand({ Bucket: 'Capital_Letters' })),
        400,
        'InvalidBucketName',
      );
    });

    it('must be there for a put', async () => {
      const put = new PutObjectCommand({ Bucket: freshBucket(), Key: 'a', Body: 'x' });
      await refused(clientOf(target()).send(put), 404, 'NoSuchBucket');
    });

    it('are refused when their owner is not the expected one', async () => {
      const wrong = { Bucket: target().bucket, ExpectedBucketOwner: '999999999999' };
      await refused(clientOf(target()).send(new HeadBucketCommand(wrong)), 403);
      const put = new PutObjectCommand({ ...wrong, Key: 'a', Body: 'x' });
      await refused(clientOf(target()).send(put), 403, 'AccessDenied');
    });
  });
}
