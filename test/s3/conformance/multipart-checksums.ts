// Checksums of multipart uploads: of each part, and of the whole in both of S3's ways.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type CompletedPart } from '@aws-sdk/client-s3';
import { crc32Of } from './checksums';
import { freshKey, refused, type Target } from './target';
import { PARTS, uploadTools } from './uploads';

const FULL_CRC32 = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;

export function multipartChecksumTests(target: () => Target): void {
  const { send, start, uploadParts } = uploadTools(target);

  describe('checksums of multipart uploads', () => {
    it('a part that does not match its checksum is refused and not kept', async () => {
      const upload = await start(FULL_CRC32);
      const bad = { ChecksumCRC32: crc32Of(PARTS[1]), ChecksumAlgorithm: 'CRC32' } as const;
      await refused(send.part(upload, 1, PARTS[2], bad), 400, 'BadDigest');
      assert.equal((await send.listParts(upload)).Parts, undefined);
    });

    for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME'] as const) {
      it(`FULL_OBJECT ${algorithm} is that of the same bytes put whole`, async () => {
        const upload = await start({ ChecksumAlgorithm: algorithm, ChecksumType: 'FULL_OBJECT' });
        const name = `Checksum${algorithm}` as const;
        const parts: CompletedPart[] = [];
        for (const [index, part] of PARTS.entries()) {
          const { ETag, [name]: value } = await send.part(upload, index + 1, part, {
            ChecksumAlgorithm: algorithm,
          });
          parts.push({ PartNumber: index + 1, ETag, [name]: value });
        }
        const completed = await send.complete(upload, parts, { ChecksumType: 'FULL_OBJECT' });
        const whole = await send.put(freshKey('multipart'), Buffer.concat(PARTS), {
          ChecksumAlgorithm: algorithm,
        });
        assert.equal(typeof whole[name], 'string');
        assert.equal(completed[name], whole[name]);
        assert.equal((await send.head(upload.Key))[name], whole[name]);
      });
    }

    it('a wrong FULL_OBJECT checksum on completion is refused', async () => {
      const upload = await start(FULL_CRC32);
      const parts = await uploadParts(upload, PARTS);
      const type = { ChecksumType: 'FULL_OBJECT' } as const;
      const wrong = { ...type, ChecksumCRC32: crc32Of(PARTS[0]) };
      await refused(send.complete(upload, parts, wrong), 400, 'BadDigest');
      await refused(send.head(upload.Key), 404);
      const right = { ...type, ChecksumCRC32: crc32Of(Buffer.concat(PARTS)) };
      assert.equal((await send.complete(upload, parts, right)).ChecksumCRC32, right.ChecksumCRC32);
    });

    it('COMPOSITE is of the parts’ checksums, with their count', async () => {
      const upload = await start({ ChecksumAlgorithm: 'SHA256' });
      const sums = PARTS.map((part) => createHash('sha256').update(part).digest());
      const parts: CompletedPart[] = [];
      for (const [index, part] of PARTS.entries()) {
        const { ETag, ChecksumSHA256 } = await send.part(upload, index + 1, part, {
          ChecksumAlgorithm: 'SHA256',
        });
        assert.equal(ChecksumSHA256, sums[index]?.toString('base64'));
        parts.push({ PartNumber: index + 1, ETag, ChecksumSHA256 });
      }
      await send.complete(upload, parts);
      const composite = createHash('sha256').update(Buffer.concat(sums)).digest('base64');
      assert.equal((await send.head(upload.Key)).ChecksumSHA256, `${composite}-3`);
    });

    it('COMPOSITE must be completed with every part’s checksum', async () => {
      const upload = await start({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'COMPOSITE' });
      const [part] = await uploadParts(upload, [PARTS[2]]);
      const bare = { PartNumber: 1, ETag: part?.ETag };
      await refused(send.complete(upload, [bare]), 400, 'InvalidRequest');
    });

    it('a part of another algorithm than the upload’s is refused', async () => {
      const upload = await start(FULL_CRC32);
      const other = { ChecksumAlgorithm: 'SHA1' } as const;
      await refused(send.part(upload, 1, PARTS[2], other), 400, 'InvalidRequest');
    });
  });
}
