// Multipart uploads: how they become objects, how they end, and the lists of what is under way.
import assert from 'node:assert/strict';
import { assertSameBytes, bytesOf, freshKey, refused, type Target } from './target';
import { md5, PART_BYTES, PARTS, uploadTools } from './uploads';

function multipartEtag(parts: readonly Uint8Array[]): string {
  return `"${md5(Buffer.concat(parts.map(md5))).toString('hex')}-${parts.length}"`;
}

export function multipartTests(target: () => Target): void {
  const { send, start, uploadParts } = uploadTools(target);

  describe('multipart uploads', () => {
    it('become one object, with headers and ETag', async () => {
      const kept = { ContentType: 'text/csv', Metadata: { rows: '7' } };
      const upload = await start(kept);
      const parts = await uploadParts(upload, PARTS);
      await refused(send.head(upload.Key), 404);
      const { ETag } = await send.complete(upload, parts);
      assert.equal(ETag, multipartEtag(PARTS));
      const got = await send.get(upload.Key);
      assertSameBytes(await bytesOf(got), Buffer.concat(PARTS));
      assert.equal(got.ETag, ETag);
      assert.deepEqual({ ContentType: got.ContentType, Metadata: got.Metadata }, kept);
    });

    it('give ranges across their parts', async () => {
      const upload = await start();
      await send.complete(upload, await uploadParts(upload, PARTS));
      const Range = `bytes=${PART_BYTES - 10}-${2 * PART_BYTES + 9}`;
      const got = await send.get(upload.Key, { Range });
      const whole = Buffer.concat(PARTS);
      assertSameBytes(await bytesOf(got), whole.subarray(PART_BYTES - 10, 2 * PART_BYTES + 10));
    });

    it('take a part again, the last one wins', async () => {
      const upload = await start();
      await send.part(upload, 1, PARTS[1]);
      const parts = await uploadParts(upload, [PARTS[0]]);
      await send.complete(upload, parts);
      assertSameBytes(await bytesOf(await send.get(upload.Key)), PARTS[0]);
    });

    it('are completed with a subset of parts', async () => {
      const upload = await start();
      const [first, , third] = await uploadParts(upload, PARTS);
      assert.ok(first && third);
      await send.complete(upload, [first, third]);
      const expected = Buffer.concat([PARTS[0], PARTS[2]]);
      assertSameBytes(await bytesOf(await send.get(upload.Key)), expected);
    });

    it('are gone once completed or aborted', async () => {
      const completed = await start();
      const parts = await uploadParts(completed, [PARTS[2]]);
      await send.complete(completed, parts);
      const aborted = await start();
      await uploadParts(aborted, [PARTS[2]]);
      await send.abort(aborted);
      await refused(send.head(aborted.Key), 404);
      for (const upload of [completed, aborted]) {
        await refused(send.listParts(upload), 404, 'NoSuchUpload');
        await refused(send.part(upload, 1, PARTS[2]), 404, 'NoSuchUpload');
      }
      await refused(send.complete(aborted, parts), 404, 'NoSuchUpload');
    });

    it('keep a key’s old object until they are completed', async () => {
      const upload = await start();
      await send.put(upload.Key, 'old');
      const parts = await uploadParts(upload, [PARTS[2]]);
      assert.equal((await bytesOf(await send.get(upload.Key))).toString(), 'old');
      await send.complete(upload, parts);
      assertSameBytes(await bytesOf(await send.get(upload.Key)), PARTS[2]);
    });
  });

  describe('lists of what is under way', () => {
    it('parts, in pages', async () => {
      const upload = await start();
      for (const number of [1, 3, 4, 7, 10_000])
        await send.part(upload, number, Buffer.from(`part ${number}`));
      const first = await send.listParts(upload, { MaxParts: 2 });
      assert.deepEqual(
        [first.Parts?.map(({ PartNumber }) => PartNumber), first.IsTruncated, first.NextPartNumberMarker],
        [[1, 3], true, '3'],
      );
      const rest = await send.listParts(upload, { PartNumberMarker: '3' });
      assert.deepEqual(
        rest.Parts?.map(({ PartNumber, Size, ETag }) => ({ PartNumber, Size, ETag })),
        [4, 7, 10_000].map((PartNumber) => {
          const body = Buffer.from(`part ${PartNumber}`);
          return { PartNumber, Size: body.length, ETag: `"${md5(body).toString('hex')}"` };
        }),
      );
      assert.equal(rest.IsTruncated, false);
    });

    it('part numbers outside 1 to 10000 are refused', async () => {
      const upload = await start();
      await refused(send.part(upload, 10_001, PARTS[2]), 400, 'InvalidArgument');
      await refused(send.part(upload, 0, PARTS[2]), 400, 'InvalidArgument');
    });

    it('uploads, by prefix and in pages', async () => {
      const Prefix = `${freshKey('uploads')}/`;
      const names = ['a', 'b', 'b', 'c'];
      const ids: string[] = [];
      for (const name of names) ids.push((await send.create(Prefix + name)).UploadId ?? '');
      const seen: (string | undefined)[][] = [];
      let markers: { KeyMarker?: string; UploadIdMarker?: string } = {};
      for (let page = 0; page < 3; page++) {
        const answer = await send.listUploads({ Prefix, MaxUploads: 2, ...markers });
        seen.push(...(answer.Uploads ?? []).map(({ Key, UploadId }) => [Key, UploadId]));
        if (!answer.IsTruncated) break;
        markers = { KeyMarker: answer.NextKeyMarker ?? '', UploadIdMarker: answer.NextUploadIdMarker ?? '' };
      }
      const expected = names.map((name, index) => [Prefix + name, ids[index]]);
      assert.deepEqual(seen.sort(), expected.sort());
      const [, [Key = '', UploadId = ''] = []] = expected;
      await send.abort({ Key, UploadId });
      assert.equal((await send.listUploads({ Prefix })).Uploads?.length, 3);
    });
  });
}
