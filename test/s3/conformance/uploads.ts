// Tools of the multipart tests.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  ListPartsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  UploadPartCommand,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { crc32Of } from './checksums';
import { clientOf, freshKey, type Target } from './target';

/** The smallest part that may come before the last one. */
export const PART_BYTES = 5 * 1024 ** 2;
/** Three parts that make a good upload. */
export const PARTS = [randomBytes(PART_BYTES), randomBytes(PART_BYTES), randomBytes(1234)] as const;

export interface Upload {
  readonly Key: string;
  readonly UploadId: string;
}

export function md5(data: Uint8Array): Buffer {
  return createHash('md5').update(data).digest();
}

/** What the multipart tests do with the server, one short call each. */
export function uploadTools(target: () => Target) {
  const bucket = () => ({ Bucket: target().bucket });
  const send = {
    create: (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) =>
      clientOf(target()).send(new CreateMultipartUploadCommand({ ...bucket(), Key, ...more })),
    part: (
      upload: Upload,
      PartNumber: number,
      Body: Uint8Array,
      more: Partial<UploadPartCommandInput> = {},
    ) =>
      clientOf(target()).send(new UploadPartCommand({ ...bucket(), ...upload, PartNumber, Body, ...more })),
    complete: (
      upload: Upload,
      Parts: readonly CompletedPart[],
      more: Partial<CompleteMultipartUploadCommandInput> = {},
    ) => {
      const MultipartUpload = { Parts: [...Parts] };
      return clientOf(target()).send(
        new CompleteMultipartUploadCommand({ ...bucket(), ...upload, MultipartUpload, ...more }),
      );
    },
    abort: (upload: Upload) =>
      clientOf(target()).send(new AbortMultipartUploadCommand({ ...bucket(), ...upload })),
    listParts: (upload: Upload, more: { MaxParts?: number; PartNumberMarker?: string } = {}) =>
      clientOf(target()).send(new ListPartsCommand({ ...bucket(), ...upload, ...more })),
    listUploads: (more: Partial<ListMultipartUploadsCommandInput>) =>
      clientOf(target()).send(new ListMultipartUploadsCommand({ ...bucket(), ...more })),
    get: (Key: string, more: { Range?: string } = {}) =>
      clientOf(target()).send(new GetObjectCommand({ ...bucket(), Key, ...more })),
    put: (Key: string, Body: Uint8Array | string, more: Partial<PutObjectCommandInput> = {}) =>
      clientOf(target()).send(new PutObjectCommand({ ...bucket(), Key, Body, ...more })),
    head: (Key: string) =>
      clientOf(target()).send(new HeadObjectCommand({ ...bucket(), Key, ChecksumMode: 'ENABLED' })),
  };

  /** Starts an upload to a fresh key. */
  async function start(more: Partial<CreateMultipartUploadCommandInput> = {}): Promise<Upload> {
    const Key = freshKey('multipart');
    const { UploadId } = await send.create(Key, more);
    assert.ok(UploadId);
    return { Key, UploadId };
  }

  /** Uploads the parts, numbered from 1, and checks what is answered to each. */
  async function uploadParts(upload: Upload, parts: readonly Uint8Array[]): Promise<CompletedPart[]> {
    const done = parts.map(async (part, index): Promise<CompletedPart> => {
      const { ETag, ChecksumCRC32 } = await send.part(upload, index + 1, part);
      assert.equal(ETag, `"${md5(part).toString('hex')}"`);
      assert.equal(ChecksumCRC32, crc32Of(part));
      return { PartNumber: index + 1, ETag, ChecksumCRC32 };
    });
    return Promise.all(done);
  }

  return { send, start, uploadParts };
}
