// Writes on condition: what keeps one export from overwriting another.
import assert from 'node:assert/strict';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bytesOf, clientOf, freshKey, refused, type Target } from './target';

const RACERS = 10;

export function conditionTests(target: () => Target): void {
  const put = (Key: string, Body: string, condition: { IfNoneMatch?: string; IfMatch?: string } = {}) =>
    clientOf(target()).send(new PutObjectCommand({ Bucket: target().bucket, Key, Body, ...condition }));
  const remove = (Key: string, IfMatch: string) =>
    clientOf(target()).send(new DeleteObjectCommand({ Bucket: target().bucket, Key, IfMatch }));
  const textOf = async (Key: string): Promise<string> => {
    const got = await clientOf(target()).send(new GetObjectCommand({ Bucket: target().bucket, Key }));
    return (await bytesOf(got)).toString();
  };

  describe('conditional writes', () => {
    it('If-None-Match: * writes a new key, and leaves one that is there', async () => {
      const Key = freshKey('conditions');
      await put(Key, 'first', { IfNoneMatch: '*' });
      await refused(put(Key, 'second', { IfNoneMatch: '*' }), 412, 'PreconditionFailed');
      assert.equal(await textOf(Key), 'first');
    });

    it('If-None-Match: * writes again after a delete', async () => {
      const Key = freshKey('conditions');
      await put(Key, 'first');
      await clientOf(target()).send(new DeleteObjectCommand({ Bucket: target().bucket, Key }));
      await put(Key, 'second', { IfNoneMatch: '*' });
      assert.equal(await textOf(Key), 'second');
    });

    it('If-Match replaces the version it names, and no other', async () => {
      const Key = freshKey('conditions');
      const { ETag = '' } = await put(Key, 'first');
      await put(Key, 'second', { IfMatch: ETag });
      await refused(put(Key, 'third', { IfMatch: ETag }), 412, 'PreconditionFailed');
      assert.equal(await textOf(Key), 'second');
    });

    it('If-Match on a key that is gone is not found', async () => {
      const missing = put(freshKey('conditions'), 'x', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' });
      await refused(missing, 404, 'NoSuchKey');
    });

    it('If-Match deletes the object that it names, and no other', async () => {
      const Key = freshKey('conditions');
      const { ETag = '' } = await put(Key, 'first');
      await put(Key, 'second');
      await refused(remove(Key, ETag), 412, 'PreconditionFailed');
      const { ETag: current = '' } = await put(Key, 'third');
      assert.equal(await textOf(Key), 'third');
      await remove(Key, current);
      await refused(textOf(Key), 404, 'NoSuchKey');
    });

    it('If-Match on a delete of a key that is gone is not found', async () => {
      const missing = remove(freshKey('conditions'), '"d41d8cd98f00b204e9800998ecf8427e"');
      await refused(missing, 404, 'NoSuchKey');
    });

    it(`lets one of ${RACERS} racers win`, async () => {
      const Key = freshKey('conditions');
      const texts = Array.from({ length: RACERS }, (_, racer) => `racer ${racer}`);
      const results = await Promise.allSettled(texts.map((text) => put(Key, text, { IfNoneMatch: '*' })));
      const winners = texts.filter((_, racer) => results[racer]?.status === 'fulfilled');
      assert.equal(winners.length, 1);
      assert.equal(await textOf(Key), winners[0]);
    });
  });
}
