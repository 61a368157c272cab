// Listing a bucket: ListObjectsV2, the older ListObjects that some clients still use, and ListObjectVersions.
import { type BucketCall, type Reply, xmlReply } from '../call';
import { S3Error } from '../errors';
import { ACCOUNT } from '../identities';
import { pageOf, type PageOptions } from '../pages';
import { type S3Request } from '../request';
import { type Bucket, byKey, isObject, type ObjectVersion, type StoredObject } from '../store';
import { document, type Xml } from '../xml';

const MAX_KEYS = 1000;

/** How keys are written in the answer: as they are, or percent-encoded so that any character survives XML. */
export function keyEncoder(request: S3Request): (key: string) => string {
  const encoding = request.query.get('encoding-type');
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

/** The elements that all listings share. */
export function listingFrame(
  { bucket, request }: BucketCall,
  { prefix, delimiter }: PageOptions,
): Record<string, Xml> {
  const encode = keyEncoder(request);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: request.query.get('encoding-type'),
  };
}

function pageOptions(request: S3Request, after: string): PageOptions {
  const { query } = request;
  const max = request.count('max-keys', { default: MAX_KEYS, to: MAX_KEYS, cap: true });
  return { prefix: query.get('prefix') ?? '', delimiter: query.get('delimiter') ?? '', after, max };
}

function objectsOf(bucket: Bucket): StoredObject[] {
  return [...bucket.objects.values()]
    .map(([newest]) => newest)
    .filter(isObject)
    .sort(byKey);
}

function contents({ request }: BucketCall, object: StoredObject, withOwner: boolean): Xml {
  const { size, etag, checksum, attributes } = object.body;
  return {
    Key: keyEncoder(request)(object.key),
    LastModified: object.modified.toISOString(),
    ETag: `"${etag}"`,
    ChecksumAlgorithm: checksum.algorithm,
    ChecksumType: checksum.type,
    Size: size,
    StorageClass: attributes.storageClass,
    Owner: withOwner ? { ID: ACCOUNT } : undefined,
  };
}

function commonPrefixes(request: S3Request, prefixes: readonly string[]): Xml {
  return prefixes.map((prefix) => ({ Prefix: keyEncoder(request)(prefix) }));
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (token === '' || Buffer.from(text).toString('base64url') !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    });
  }
  return text;
}

export function listObjectsV2(call: BucketCall): Reply {
  const { bucket, request } = call;
  const token = request.query.get('continuation-token');
  const startAfter = request.query.get('start-after');
  const options = pageOptions(request, token === undefined ? (startAfter ?? '') : readToken(token));
  const { entries, prefixes, next } = pageOf(objectsOf(bucket), options);
  const withOwner = request.query.get('fetch-owner') === 'true';
  return xmlReply(
    document('ListBucketResult', {
      ...listingFrame(call, options),
      StartAfter: startAfter === undefined ? undefined : keyEncoder(request)(startAfter),
      MaxKeys: options.max,
      KeyCount: entries.length + prefixes.length,
      IsTruncated: next !== undefined,
      ContinuationToken: token,
      NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString('base64url'),
      Contents: entries.map((entry) => contents(call, entry, withOwner)),
      CommonPrefixes: commonPrefixes(request, prefixes),
    }),
  );
}

export function listObjects(call: BucketCall): Reply {
  const { bucket, request } = call;
  const marker = request.query.get('marker') ?? '';
  const options = pageOptions(request, marker);
  const { entries, prefixes, next } = pageOf(objectsOf(bucket), options);
  const encode = keyEncoder(request);
  return xmlReply(
    document('ListBucketResult', {
      ...listingFrame(call, options),
      Marker: encode(marker),
      NextMarker: next === undefined || options.delimiter === '' ? undefined : encode(next),
      MaxKeys: options.max,
      IsTruncated: next !== undefined,
      Contents: entries.map((entry) => contents(call, entry, true)),
      CommonPrefixes: commonPrefixes(request, prefixes),
    }),
  );
}

function versionElements(call: BucketCall, version: ObjectVersion): Xml {
  const { key, versionId, modified } = version;
  const IsLatest = call.bucket.objects.get(key)?.[0] === version;
  const Key = keyEncoder(call.request)(key);
  if (!isObject(version))
    return { Key, VersionId: versionId, IsLatest, LastModified: modified.toISOString() };
  return { ...(contents(call, version, true) as Record<string, Xml>), VersionId: versionId, IsLatest };
}

/** All versions at once, without pages: more than a test's bucket holds. */
export function listVersions(call: BucketCall): Reply {
  const { bucket, request } = call;
  const options = { ...pageOptions(request, ''), max: Infinity, delimiter: '' };
  const all = [...bucket.objects.values()].flat().sort(byKey);
  const { entries } = pageOf(all, options);
  const elements = (wanted: boolean): Xml =>
    entries.filter((entry) => isObject(entry) === wanted).map((entry) => versionElements(call, entry));
  return xmlReply(
    document('ListVersionsResult', {
      ...listingFrame(call, options),
      IsTruncated: false,
      Version: elements(true),
      DeleteMarker: elements(false),
    }),
  );
}
