// CompleteMultipartUpload: what it refuses, and the conditions that it keeps.
import assert from 'node:assert/strict';
import { type CompletedPart } from '@aws-sdk/client-s3';
import { assertSameBytes, bytesOf, freshKey, refused, type Target } from './target';
import { PARTS, uploadTools } from './uploads';

export function completionTests(target: () => Target): void {
  const { send, start, uploadParts } = uploadTools(target);

  describe('wrong completions', () => {
    const wrong: [string, (parts: CompletedPart[]) => CompletedPart[], string][] = [
      ['a wrong ETag', ([first]) => [{ ...first, ETag: `"${'0'.repeat(32)}"` }], 'InvalidPart'],
      ['a part that is not there', ([first]) => [{ ...first, PartNumber: 9 }], 'InvalidPart'],
      ['parts out of order', (parts) => parts.reverse(), 'InvalidPartOrder'],
      ['no parts', () => [], 'MalformedXML'],
    ];
    for (const [title, change, code] of wrong) {
      it(`${title} is refused as ${code}`, async () => {
        const upload = await start();
        const parts = await uploadParts(upload, [PARTS[0], PARTS[2]]);
        await refused(send.complete(upload, change(parts)), 400, code);
        await refused(send.head(upload.Key), 404);
      });
    }

    it('a small part before the last is refused as EntityTooSmall', async () => {
      const upload = await start();
      const parts = await uploadParts(upload, [PARTS[2], PARTS[2]]);
      await refused(send.complete(upload, parts), 400, 'EntityTooSmall');
    });

    it('leave the upload as it was', async () => {
      const upload = await start();
      const parts = await uploadParts(upload, [PARTS[2]]);
      await refused(send.complete(upload, [{ ...parts[0], PartNumber: 2 }]), 400, 'InvalidPart');
      await send.complete(upload, parts);
      assertSameBytes(await bytesOf(await send.get(upload.Key)), PARTS[2]);
    });
  });

  describe('conditional completions', () => {
    it('If-None-Match: * leaves an object that is there', async () => {
      const upload = await start();
      const parts = await uploadParts(upload, [PARTS[2]]);
      await send.put(upload.Key, 'there');
      await refused(send.complete(upload, parts, { IfNoneMatch: '*' }), 412, 'PreconditionFailed');
      assert.equal((await bytesOf(await send.get(upload.Key))).toString(), 'there');
    });

    it('If-None-Match: * completes a new key', async () => {
      const upload = await start();
      await send.complete(upload, await uploadParts(upload, [PARTS[2]]), { IfNoneMatch: '*' });
      assertSameBytes(await bytesOf(await send.get(upload.Key)), PARTS[2]);
    });

    it('If-Match replaces the version it names, and no other', async () => {
      const upload = await start();
      const { ETag = '' } = await send.put(upload.Key, 'old');
      const parts = await uploadParts(upload, [PARTS[2]]);
      const other = { IfMatch: `"${'0'.repeat(32)}"` };
      await refused(send.complete(upload, parts, other), 412, 'PreconditionFailed');
      await send.complete(upload, parts, { IfMatch: ETag });
      assertSameBytes(await bytesOf(await send.get(upload.Key)), PARTS[2]);
    });

    it('one of several racers wins', async () => {
      const Key = freshKey('multipart');
      const racers = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map(async (text) => {
          const { UploadId = '' } = await send.create(Key);
          const upload = { Key, UploadId };
          return { upload, parts: await uploadParts(upload, [Buffer.from(text)]), text };
        }),
      );
      const results = await Promise.allSettled(
        racers.map(({ upload, parts }) => send.complete(upload, parts, { IfNoneMatch: '*' })),
      );
      const winners = racers.filter((_, index) => results[index]?.status === 'fulfilled');
      assert.equal(winners.length, 1);
      assert.equal((await bytesOf(await send.get(Key))).toString(), winners[0]?.text);
    });
  });
}
