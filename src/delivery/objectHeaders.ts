// What a store keeps with an object beside its bytes, in the SDK's words: the same for one request and for parts.
import type { ServerSideEncryption, StorageClass } from '@aws-sdk/client-s3';
import type { Format } from '../model/format';
import type { Encryption, ObjectOptions } from '../model/objectSettings';

/** Source: "PutObject" and "CreateMultipartUpload" in the Amazon S3 API Reference. */
export interface ObjectHeaders {
  readonly ContentType: string;
  readonly ContentEncoding?: 'gzip';
  readonly Metadata?: Record<string, string>;
  /** As a query string: `a=b&c=d`. */
  readonly Tagging?: string;
  readonly StorageClass?: StorageClass;
  readonly ServerSideEncryption?: ServerSideEncryption;
  readonly SSEKMSKeyId?: string;
}

/** How the store is to compute the checksum of an upload in parts: of the object as a whole. */
export const uploadChecksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;

/**
 * The headers of a destination's objects. The owner of the bucket is checked in every request: see `connect`.
 * @param own metadata beside the destination's
 */
export function objectHeaders(
  { encryption, storageClass, tags, metadata, gzipAs }: ObjectOptions,
  format: Pick<Format, 'contentType' | 'textType' | 'compression'>,
  own: Readonly<Record<string, string>> = {},
): ObjectHeaders {
  const allMetadata = { ...metadata, ...own };
  const encoded = gzipAs === 'encoding' && format.compression === 'gzip';
  const tagging = Object.entries(tags).map((tag) => tag.map(encodeURIComponent).join('='));
  return {
    ContentType: encoded ? format.textType : format.contentType,
    ...(encoded && { ContentEncoding: 'gzip' }),
    ...(Object.keys(allMetadata).length > 0 && { Metadata: allMetadata }),
    ...(tagging.length > 0 && { Tagging: tagging.join('&') }),
    // Stores have classes of their own, which the SDK's type does not know.
    ...(storageClass !== undefined && { StorageClass: storageClass as StorageClass }),
    ...(encryption && encryptionHeaders(encryption)),
  };
}

function encryptionHeaders(
  encryption: Encryption,
): Pick<ObjectHeaders, 'ServerSideEncryption' | 'SSEKMSKeyId'> {
  if (encryption.type === 'sse-s3') return { ServerSideEncryption: 'AES256' };
  const { keyId } = encryption;
  return { ServerSideEncryption: 'aws:kms', ...(keyId !== undefined && { SSEKMSKeyId: keyId }) };
}
