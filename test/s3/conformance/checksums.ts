// Checksums: good ones are kept and returned, bad ones are refused and leave nothing, in headers and in trailers.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { chunkedPut, type ChunkedBody } from './chunks';
import { type RawAnswer, type RawRequest, sendSigned } from './raw';
import { assertSameBytes, bytesOf, clientOf, freshKey, refused, type Target } from './target';

/** What each algorithm makes of the digits 1 to 9: the check values of the CRC catalogue, and the hashes of Node. */
const DIGITS = '123456789';
const OF_DIGITS: Readonly<Record<string, string>> = {
  CRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
  CRC32C: Buffer.from('e3069283', 'hex').toString('base64'),
  CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  SHA1: createHash('sha1').update(DIGITS).digest('base64'),
  SHA256: createHash('sha256').update(DIGITS).digest('base64'),
};
const ALGORITHMS = Object.keys(OF_DIGITS) as ChecksumAlgorithm[];

/** The CRC32 of bytes as S3 writes it. */
export function crc32Of(data: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString('base64');
}

/** A value of the same length that is not the right one. */
function spoil(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64');
}

export function checksumTests(target: () => Target): void {
  const put = (Key: string, more: Partial<PutObjectCommandInput>) =>
    clientOf(target()).send(new PutObjectCommand({ Bucket: target().bucket, Key, ...more }));
  const head = (Key: string) =>
    clientOf(target()).send(new HeadObjectCommand({ Bucket: target().bucket, Key, ChecksumMode: 'ENABLED' }));
  const isAbsent = (Key: string) => refused(head(Key), 404);
  const read = async (Key: string): Promise<Buffer> =>
    bytesOf(await clientOf(target()).send(new GetObjectCommand({ Bucket: target().bucket, Key })));

  async function refuses(request: RawRequest, status: number, code: string): Promise<RawAnswer> {
    const answer = await sendSigned(target(), request);
    assert.deepEqual({ status: answer.status, code: answer.code }, { status, code });
    await isAbsent(request.key);
    return answer;
  }

  describe('checksums in headers', () => {
    for (const algorithm of ALGORITHMS) {
      const name = `Checksum${algorithm}` as const;
      const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
      const good = OF_DIGITS[algorithm] ?? '';

      it(`${algorithm} is kept and returned on PUT, HEAD and GET`, async () => {
        const Key = freshKey('checksums');
        const answer = await put(Key, { Body: DIGITS, ChecksumAlgorithm: algorithm });
        assert.equal(answer[name], good);
        assert.equal((await head(Key))[name], good);
        const got = await clientOf(target()).send(
          new GetObjectCommand({ Bucket: target().bucket, Key, ChecksumMode: 'ENABLED' }),
        );
        assert.equal(got[name], good);
        assert.equal((await bytesOf(got)).toString(), DIGITS);
      });

      it(`a wrong ${algorithm} is refused`, async () => {
        const headers = { [header]: spoil(good), 'x-amz-sdk-checksum-algorithm': algorithm };
        const body = Buffer.from(DIGITS);
        await refuses({ method: 'PUT', key: freshKey('checksums'), headers, body }, 400, 'BadDigest');
      });
    }

    it('are of the type FULL_OBJECT', async () => {
      const Key = freshKey('checksums');
      await put(Key, { Body: DIGITS });
      assert.equal((await head(Key)).ChecksumType, 'FULL_OBJECT');
    });

    it('are returned only when asked for', async () => {
      const Key = freshKey('checksums');
      await put(Key, { Body: DIGITS });
      const plain = clientOf(target(), { responseChecksumValidation: 'WHEN_REQUIRED' });
      const answer = await plain.send(new HeadObjectCommand({ Bucket: target().bucket, Key }));
      assert.equal(answer.ChecksumCRC32, undefined);
    });

    it('are checked without the SDK’s own header', async () => {
      const headers = { 'x-amz-checksum-crc32': spoil(OF_DIGITS['CRC32'] ?? '') };
      const body = Buffer.from(DIGITS);
      await refuses({ method: 'PUT', key: freshKey('checksums'), headers, body }, 400, 'BadDigest');
    });

    it('are checked when the payload is not signed', async () => {
      const key = freshKey('checksums');
      const body = Buffer.from(DIGITS);
      const request = { method: 'PUT', key, body, payloadHash: 'UNSIGNED-PAYLOAD' };
      const sdk = { 'x-amz-sdk-checksum-algorithm': 'CRC32' };
      const bad = { ...sdk, 'x-amz-checksum-crc32': spoil(OF_DIGITS['CRC32'] ?? '') };
      await refuses({ ...request, headers: bad }, 400, 'BadDigest');
      const good = { ...sdk, 'x-amz-checksum-crc32': OF_DIGITS['CRC32'] ?? '' };
      assert.equal((await sendSigned(target(), { ...request, headers: good })).status, 200);
      assert.equal((await read(key)).toString(), DIGITS);
    });

    it('that are no checksum at all are refused', async () => {
      const body = Buffer.from(DIGITS);
      const headers = { 'x-amz-checksum-crc32': 'AAAA' };
      await refuses({ method: 'PUT', key: freshKey('checksums'), headers, body }, 400, 'InvalidRequest');
    });

    it('may be of one algorithm only', async () => {
      const both = {
        'x-amz-checksum-crc32': OF_DIGITS['CRC32'] ?? '',
        'x-amz-checksum-sha1': OF_DIGITS['SHA1'] ?? '',
      };
      const request = { method: 'PUT', key: freshKey('checksums'), body: Buffer.from(DIGITS) };
      await refuses({ ...request, headers: both }, 400, 'InvalidRequest');
    });

    it('are made where none is sent', async () => {
      const key = freshKey('checksums');
      const request = { method: 'PUT', key, body: Buffer.from(DIGITS) };
      assert.equal((await sendSigned(target(), request)).status, 200);
      assert.equal((await head(key)).ChecksumCRC64NVME, OF_DIGITS['CRC64NVME']);
    });
  });

  describe('Content-MD5', () => {
    const request = { method: 'PUT', body: Buffer.from(DIGITS) };
    const md5 = createHash('md5').update(DIGITS).digest('base64');

    it('is taken when right, refused when wrong or no MD5', async () => {
      const send = (value: string): RawRequest => {
        return { ...request, key: freshKey('checksums'), headers: { 'content-md5': value } };
      };
      assert.equal((await sendSigned(target(), send(md5))).status, 200);
      await refuses(send(spoil(md5)), 400, 'BadDigest');
      await refuses(send('bm90IGFuIE1ENQ=='), 400, 'InvalidDigest');
    });
  });

  describe('checksums in trailers', () => {
    const data = randomBytes(100_000);
    const chunks = [data.subarray(0, 65_536), data.subarray(65_536)];
    const trailer = `x-amz-checksum-crc32:${crc32Of(data)}`;
    const badTrailer = `x-amz-checksum-crc32:${spoil(crc32Of(data))}`;

    for (const algorithm of ['CRC32', 'CRC64NVME', 'SHA256'] as const) {
      it(`the SDK’s stream with ${algorithm} is kept and returned`, async () => {
        const [streamed, whole] = [freshKey('checksums'), freshKey('checksums')];
        const options = { ContentLength: data.length, ChecksumAlgorithm: algorithm } as const;
        await put(streamed, { ...options, Body: Readable.from(chunks) });
        const expected = await put(whole, { Body: data, ChecksumAlgorithm: algorithm });
        const name = `Checksum${algorithm}` as const;
        assert.equal(typeof expected[name], 'string');
        assert.equal((await head(streamed))[name], expected[name]);
        assertSameBytes(await read(streamed), data);
      });
    }

    const taken: [string, ChunkedBody][] = [
      ['unsigned chunks with a trailer', { chunks, trailer }],
      ['unsigned chunks with a trailer, without the SDK’s own header,', { chunks, trailer, plain: true }],
      ['signed chunks', { chunks, signed: true }],
      ['signed chunks with a signed trailer', { chunks, signed: true, trailer }],
    ];
    for (const [title, body] of taken) {
      it(`${title} are taken`, async () => {
        const key = freshKey('checksums');
        const answer = await sendSigned(target(), chunkedPut(key, body));
        assert.equal(answer.status, 200, answer.body.toString());
        assertSameBytes(await read(key), data);
        if (body.trailer !== undefined) assert.equal((await head(key)).ChecksumCRC32, crc32Of(data));
      });
    }

    const refusals: [string, ChunkedBody, number, string][] = [
      ['a wrong trailer after unsigned chunks', { chunks, trailer: badTrailer }, 400, 'BadDigest'],
      [
        'a wrong trailer after signed chunks',
        { chunks, signed: true, trailer: badTrailer },
        400,
        'BadDigest',
      ],
      ['a first chunk signed wrong', { chunks, signed: true, badSignature: 0 }, 403, 'SignatureDoesNotMatch'],
      [
        'the empty last chunk signed wrong',
        { chunks, signed: true, badSignature: 2 },
        403,
        'SignatureDoesNotMatch',
      ],
      [
        'a trailer signed wrong',
        { chunks, signed: true, trailer, badSignature: 3 },
        403,
        'SignatureDoesNotMatch',
      ],
    ];
    for (const [title, body, status, code] of refusals) {
      it(`${title} is refused`, async () => {
        await refuses(chunkedPut(freshKey('checksums'), body), status, code);
      });
    }

    it('a body shorter than it said is refused', async () => {
      const good = chunkedPut(freshKey('checksums'), { chunks, trailer });
      const headers = { ...good.headers, 'x-amz-decoded-content-length': String(data.length + 1) };
      await refuses({ ...good, headers }, 400, 'IncompleteBody');
    });

    it('small chunks before the last are refused', async () => {
      const small = [data.subarray(0, 100), data.subarray(100)];
      const request = chunkedPut(freshKey('checksums'), { chunks: small, trailer });
      await refuses(request, 403, 'InvalidChunkSizeError');
    });
  });
}
