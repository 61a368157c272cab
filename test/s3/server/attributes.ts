// What S3 keeps beside an object's bytes: headers that come back as they were sent, tags, storage class, encryption.
import { randomBytes } from 'node:crypto';
import { S3Error } from './errors';
import { ACCOUNT } from './identities';
import { type S3Request } from './request';

export interface Attributes {
  /** Content-Type and its like, and user metadata: returned as they came. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly (readonly [name: string, value: string])[];
  readonly storageClass: string;
  /** Response headers that tell how the object is encrypted. (Nothing is: this endpoint only says so.) */
  readonly encryption: Readonly<Record<string, string>>;
}

const KEPT = ['cache-control', 'content-disposition', 'content-language', 'expires'];
const MAX_METADATA_BYTES = 2048;
const STORAGE_CLASSES = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
];

/** Reads the attributes that a write's headers give. Throws S3's errors for values it does not take. */
export function attributesOf(request: S3Request): Attributes {
  const acl = request.header('x-amz-acl') ?? 'private';
  if (!['private', 'bucket-owner-full-control'].includes(acl))
    throw new S3Error('AccessControlListNotSupported');
  const storageClass = request.header('x-amz-storage-class') ?? 'STANDARD';
  if (!STORAGE_CLASSES.includes(storageClass)) throw new S3Error('InvalidStorageClass');
  const tags = [...new URLSearchParams(request.header('x-amz-tagging') ?? '')];
  return { headers: keptHeaders(request), tags, storageClass, encryption: encryptionOf(request) };
}

function keptHeaders(request: S3Request): Record<string, string> {
  const metadata = request.headersFrom('x-amz-meta-');
  const size = metadata.reduce(
    (sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + value.length,
    0,
  );
  if (size > MAX_METADATA_BYTES) throw new S3Error('MetadataTooLarge');
  const kept = KEPT.map((name) => [name, request.header(name)] as const).filter(
    ([, value]) => value !== undefined,
  );
  const encoding = contentEncoding(request.header('content-encoding'));
  return {
    'content-type': request.header('content-type') ?? 'binary/octet-stream',
    ...(encoding && { 'content-encoding': encoding }),
    ...(Object.fromEntries([...kept, ...metadata]) as Record<string, string>),
  };
}

/** `aws-chunked` is of the transfer, not of the object. */
function contentEncoding(header = ''): string {
  const codings = header.split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding !== '' && coding !== 'aws-chunked').join(',');
}

function encryptionOf(request: S3Request): Record<string, string> {
  if (request.header('x-amz-server-side-encryption-customer-algorithm') !== undefined) {
    throw new S3Error('NotImplemented', undefined, {
      Header: 'x-amz-server-side-encryption-customer-algorithm',
    });
  }
  const algorithm = request.header('x-amz-server-side-encryption') ?? 'AES256';
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm)) {
    throw new S3Error('InvalidArgument', 'The encryption method specified is not supported', {
      ArgumentName: 'x-amz-server-side-encryption',
      ArgumentValue: algorithm,
    });
  }
  if (algorithm === 'AES256') return { 'x-amz-server-side-encryption': algorithm };
  const keyName = 'x-amz-server-side-encryption-aws-kms-key-id';
  return {
    'x-amz-server-side-encryption': algorithm,
    [keyName]: request.header(keyName) ?? `arn:aws:kms:us-east-1:${ACCOUNT}:key/aws-s3`,
  };
}

/**
 * The ETag of bytes: their MD5, which S3 promises for unencrypted and SSE-S3 objects alone. Under KMS it is something
 * that looks the same and says nothing.
 */
export function etagOf(md5: Buffer, attributes: Attributes): string {
  const plain = attributes.encryption['x-amz-server-side-encryption'] === 'AES256';
  return plain ? md5.toString('hex') : randomBytes(16).toString('hex');
}
