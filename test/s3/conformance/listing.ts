// ListObjectsV2: order, pages, prefixes, delimiters, encoding.
import assert from 'node:assert/strict';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { clientOf, freshBucket, refused, type Target } from './target';

const KEYS = ['a', 'a/1', 'a/2', 'a/b/3', 'b & c/<4>', 'b&lt;c', 'b+c', 'z', 'é/5', '\u{ff5e}', '\u{1f600}'];

export function listingTests(target: () => Target): void {
  const Bucket = freshBucket();
  const list = (options: Partial<ListObjectsV2CommandInput> = {}) =>
    clientOf(target()).send(new ListObjectsV2Command({ Bucket, ...options }));
  const keysOf = ({ Contents = [] }: Awaited<ReturnType<typeof list>>) => Contents.map(({ Key }) => Key);

  describe('listing', () => {
    before(async () => {
      const client = clientOf(target());
      await client.send(new CreateBucketCommand({ Bucket }));
      for (const Key of [...KEYS].reverse())
        await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    });

    it('is in the order of the keys’ UTF-8 bytes', async () => {
      const answer = await list();
      assert.deepEqual(keysOf(answer), KEYS);
      assert.deepEqual([answer.IsTruncated, answer.KeyCount], [false, KEYS.length]);
    });

    it('tells size, ETag and time', async () => {
      const [entry] = (await list({ Prefix: 'a/b/' })).Contents ?? [];
      assert.equal(entry?.Size, 'a/b/3'.length);
      assert.match(entry.ETag ?? '', /^"[0-9a-f]{32}"$/);
      assert.ok(entry.LastModified instanceof Date);
    });

    it('comes in pages', async () => {
      const seen: unknown[] = [];
      let ContinuationToken: string | undefined;
      let pages = 0;
      do {
        const answer = await list({
          MaxKeys: 3,
          ...(ContinuationToken !== undefined && { ContinuationToken }),
        });
        assert.ok(keysOf(answer).length <= 3);
        seen.push(...keysOf(answer));
        ContinuationToken = answer.NextContinuationToken;
        assert.equal(answer.IsTruncated, ContinuationToken !== undefined);
        pages++;
      } while (ContinuationToken !== undefined && pages < 10);
      assert.deepEqual(seen, KEYS);
      assert.equal(pages, 4);
    });

    it('rolls keys up to the delimiter, over pages too', async () => {
      const whole = await list({ Delimiter: '/' });
      const prefixes = ['a/', 'b & c/', 'é/'];
      assert.deepEqual(
        whole.CommonPrefixes?.map(({ Prefix }) => Prefix),
        prefixes,
      );
      assert.deepEqual(keysOf(whole), ['a', 'b&lt;c', 'b+c', 'z', '\u{ff5e}', '\u{1f600}']);
      const first = await list({ Delimiter: '/', MaxKeys: 2 });
      assert.deepEqual([keysOf(first), first.CommonPrefixes], [['a'], [{ Prefix: 'a/' }]]);
      const ContinuationToken = first.NextContinuationToken ?? assert.fail('no token');
      const second = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken });
      assert.deepEqual([keysOf(second), second.CommonPrefixes], [['b&lt;c'], [{ Prefix: 'b & c/' }]]);
    });

    it('rolls up below a prefix', async () => {
      const answer = await list({ Prefix: 'a/', Delimiter: '/' });
      assert.deepEqual([keysOf(answer), answer.CommonPrefixes], [['a/1', 'a/2'], [{ Prefix: 'a/b/' }]]);
    });

    it('starts after a key', async () => {
      assert.deepEqual(keysOf(await list({ StartAfter: 'b+c' })), KEYS.slice(KEYS.indexOf('b+c') + 1));
    });

    it('encodes keys when asked', async () => {
      const answer = await list({ Prefix: 'b & c/', EncodingType: 'url' });
      const [key = ''] = keysOf(answer);
      assert.match(key, /^b(\+|%20)%26(\+|%20)c\/%3C4%3E$/);
    });

    it('may be empty', async () => {
      const answer = await list({ Prefix: 'nothing-here' });
      assert.deepEqual([keysOf(answer), answer.KeyCount, answer.IsTruncated], [[], 0, false]);
    });

    it('refuses a bucket that is not there', async () => {
      await refused(list({ Bucket: freshBucket() }), 404, 'NoSuchBucket');
    });
  });
}
