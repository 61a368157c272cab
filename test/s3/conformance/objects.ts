// Objects: what is put comes back byte for byte, with its headers; ranges, conditions, copies, deletions, versions.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { assertSameBytes, bytesOf, clientOf, freshBucket, freshKey, refused, type Target } from './target';

export function objectTests(target: () => Target): void {
  const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
    clientOf(target()).send(new PutObjectCommand({ Bucket: target().bucket, Key, Body: 'text', ...more }));
  const get = (Key: string, more: { Range?: string; IfMatch?: string; IfNoneMatch?: string } = {}) =>
    clientOf(target()).send(new GetObjectCommand({ Bucket: target().bucket, Key, ...more }));
  const head = (Key: string) =>
    clientOf(target()).send(new HeadObjectCommand({ Bucket: target().bucket, Key }));

  describe('objects', () => {
    it('come back byte for byte, with the MD5 as their ETag', async () => {
      const Key = freshKey('objects');
      const Body = randomBytes(1_000_003);
      const { ETag } = await put(Key, { Body });
      assert.equal(ETag, `"${createHash('md5').update(Body).digest('hex')}"`);
      const got = await get(Key);
      assertSameBytes(await bytesOf(got), Body);
      assert.equal(got.ETag, ETag);
    });

    it('may be empty', async () => {
      const Key = freshKey('objects');
      await put(Key, { Body: '' });
      assert.equal((await bytesOf(await get(Key))).length, 0);
      assert.equal((await head(Key)).ContentLength, 0);
    });

    it('come back from a stream as they went in', async () => {
      const Key = freshKey('objects');
      const Body = randomBytes(300_001);
      await put(Key, { Body: Readable.from([Body]), ContentLength: Body.length });
      const got = await get(Key);
      assertSameBytes(await bytesOf(got), Body);
      assert.equal(got.ContentEncoding, undefined, 'aws-chunked is no encoding of the object');
    });

    it('are replaced whole', async () => {
      const Key = freshKey('objects');
      await put(Key, { Body: 'the first', Metadata: { a: '1' } });
      await put(Key, { Body: 'second' });
      const got = await get(Key);
      assert.equal((await bytesOf(got)).toString(), 'second');
      assert.deepEqual(got.Metadata, {});
    });

    it('that are not there are not found', async () => {
      await refused(get(freshKey('objects')), 404, 'NoSuchKey');
      await refused(head(freshKey('objects')), 404);
    });

    for (const [Range, text, at] of [
      ['bytes=2-4', '234', 'bytes 2-4/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-2', '89', 'bytes 8-9/10'],
      ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ] as const) {
      it(`give the range ${Range}`, async () => {
        const Key = freshKey('objects');
        await put(Key, { Body: '0123456789' });
        const got = await get(Key, { Range });
        assert.equal(got.$metadata.httpStatusCode, 206);
        assert.equal((await bytesOf(got)).toString(), text);
        assert.equal(got.ContentRange, at);
      });
    }

    it('refuse a range past their end', async () => {
      const Key = freshKey('objects');
      await put(Key);
      await refused(get(Key, { Range: 'bytes=4-' }), 416, 'InvalidRange');
    });

    it('are read on condition', async () => {
      const Key = freshKey('objects');
      const { ETag = '' } = await put(Key);
      assert.equal((await bytesOf(await get(Key, { IfMatch: ETag }))).toString(), 'text');
      await refused(get(Key, { IfMatch: '"other"' }), 412, 'PreconditionFailed');
      await refused(get(Key, { IfNoneMatch: ETag }), 304);
    });

    it('keep their headers and metadata', async () => {
      const Key = freshKey('objects');
      const kept = {
        ContentType: 'text/csv; charset=utf-8',
        ContentEncoding: 'gzip',
        ContentDisposition: 'attachment; filename="a.csv"',
        CacheControl: 'no-store',
        Metadata: { segment: '12341e18', rows: '7' },
      };
      await put(Key, kept);
      for (const answer of [await get(Key), await head(Key)]) {
        const { ContentType, ContentEncoding, ContentDisposition, CacheControl, Metadata } = answer;
        assert.deepEqual({ ContentType, ContentEncoding, ContentDisposition, CacheControl, Metadata }, kept);
        assert.ok(answer.LastModified instanceof Date);
      }
    });

    it('keep gzip of a stream, without aws-chunked', async () => {
      const Key = freshKey('objects');
      await put(Key, { Body: Readable.from(['zipped']), ContentLength: 6, ContentEncoding: 'gzip' });
      assert.equal((await head(Key)).ContentEncoding, 'gzip');
    });

    it('keep their tags', async () => {
      const Key = freshKey('objects');
      await put(Key, { Tagging: 'team=data&kind=a%20b' });
      assert.equal((await get(Key)).TagCount, 2);
      const { TagSet = [] } = await clientOf(target()).send(
        new GetObjectTaggingCommand({ Bucket: target().bucket, Key }),
      );
      const tags = TagSet.map(({ Key: name, Value }) => `${name}=${Value}`).sort();
      assert.deepEqual(tags, ['kind=a b', 'team=data']);
    });

    it('keep their storage class', async () => {
      const Key = freshKey('objects');
      await put(Key, { StorageClass: 'STANDARD_IA' });
      assert.equal((await head(Key)).StorageClass, 'STANDARD_IA');
      await refused(put(Key, { StorageClass: 'NONE' as 'STANDARD' }), 400, 'InvalidStorageClass');
    });

    it('tell that they are encrypted', async () => {
      const Key = freshKey('objects');
      assert.equal((await put(Key, { ServerSideEncryption: 'AES256' })).ServerSideEncryption, 'AES256');
      assert.equal((await head(Key)).ServerSideEncryption, 'AES256');
    });

    it('tell which key encrypts them', async () => {
      const Key = freshKey('objects');
      const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'testkey-1' } as const;
      for (const answer of [await put(Key, encrypted), await head(Key)]) {
        const { ServerSideEncryption, SSEKMSKeyId } = answer;
        assert.deepEqual({ ServerSideEncryption, SSEKMSKeyId }, encrypted);
      }
    });

    it('take the ACL that gives all to the bucket owner', async () => {
      await put(freshKey('objects'), { ACL: 'bucket-owner-full-control' });
    });

    it('are copied', async () => {
      const [from, to] = [freshKey('objects'), freshKey('objects')];
      const { ETag } = await put(from, { ContentType: 'text/csv' });
      const CopySource = `${target().bucket}/${from}`;
      await clientOf(target()).send(new CopyObjectCommand({ Bucket: target().bucket, Key: to, CopySource }));
      await clientOf(target()).send(new DeleteObjectCommand({ Bucket: target().bucket, Key: from }));
      const copy = await get(to);
      assert.equal((await bytesOf(copy)).toString(), 'text');
      assert.deepEqual([copy.ETag, copy.ContentType], [ETag, 'text/csv']);
    });

    it('are copied onto themselves to change their headers', async () => {
      const Key = freshKey('objects');
      await put(Key);
      const CopySource = `${target().bucket}/${Key}`;
      const change = { MetadataDirective: 'REPLACE', Metadata: { changed: 'yes' } } as const;
      await clientOf(target()).send(
        new CopyObjectCommand({ Bucket: target().bucket, Key, CopySource, ...change }),
      );
      const got = await get(Key);
      assert.equal((await bytesOf(got)).toString(), 'text');
      assert.deepEqual(got.Metadata, { changed: 'yes' });
    });

    it('tell their attributes', async () => {
      const Key = freshKey('objects');
      const { ETag } = await put(Key);
      const ObjectAttributes = ['ETag', 'ObjectSize', 'Checksum'] as const;
      const answer = await clientOf(target()).send(
        new GetObjectAttributesCommand({
          Bucket: target().bucket,
          Key,
          ObjectAttributes: [...ObjectAttributes],
        }),
      );
      assert.deepEqual([`"${answer.ETag}"`, answer.ObjectSize], [ETag, 4]);
      assert.equal(typeof answer.Checksum?.ChecksumCRC32, 'string');
    });

    it('are deleted, and deleting them again is no error', async () => {
      const Key = freshKey('objects');
      await put(Key);
      const remove = () => clientOf(target()).send(new DeleteObjectCommand({ Bucket: target().bucket, Key }));
      assert.equal((await remove()).$metadata.httpStatusCode, 204);
      await refused(head(Key), 404);
      assert.equal((await remove()).$metadata.httpStatusCode, 204);
    });

    it('are deleted many at once', async () => {
      const keys = [`${freshKey('objects')} <&> ä`, freshKey('objects')];
      for (const Key of keys) await put(Key);
      const Objects = [...keys, freshKey('objects')].map((Key) => ({ Key }));
      const { Deleted = [], Errors } = await clientOf(target()).send(
        new DeleteObjectsCommand({ Bucket: target().bucket, Delete: { Objects } }),
      );
      assert.deepEqual(Deleted.map(({ Key }) => Key).sort(), Objects.map(({ Key }) => Key).sort());
      assert.equal(Errors, undefined);
      for (const Key of keys) await refused(head(Key), 404);
    });

    it('keep their versions where the bucket does', async () => {
      const client = clientOf(target());
      const Bucket = freshBucket();
      await client.send(new CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      const write = (Body: string) => client.send(new PutObjectCommand({ Bucket, Key: 'a', Body }));
      const first = await write('one');
      const second = await write('two');
      assert.ok(first.VersionId && second.VersionId && first.VersionId !== second.VersionId);
      const old = await client.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: first.VersionId }));
      assert.equal((await bytesOf(old)).toString(), 'one');
      const { DeleteMarker } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      assert.equal(DeleteMarker, true);
      await refused(client.send(new GetObjectCommand({ Bucket, Key: 'a' })), 404, 'NoSuchKey');
      const listed = await client.send(new ListObjectVersionsCommand({ Bucket }));
      assert.deepEqual(
        listed.Versions?.map(({ VersionId }) => VersionId),
        [second.VersionId, first.VersionId],
      );
      assert.equal(listed.DeleteMarkers?.length, 1);
    });
  });
}
