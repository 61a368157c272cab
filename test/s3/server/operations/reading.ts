// Reading objects: GetObject with ranges and conditions, HeadObject, tags and attributes.
import { authorize } from '../authorization';
import { checksumElements, checksumHeaders } from '../checksums';
import { type BucketCall, type Reply, versionHeaders, xmlReply } from '../call';
import { S3Error } from '../errors';
import { readPieces } from '../pieces';
import { type Bucket, isObject, type ObjectVersion, type StoredObject } from '../store';
import { document } from '../xml';

/** For keys that are not there: only who may list the bucket is told so, others are refused. */
function noSuchKey(call: BucketCall, key: string): S3Error {
  authorize({ ...call, action: 's3:ListBucket', key: '' });
  return new S3Error('NoSuchKey', undefined, { Key: key });
}

function versionOf(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion | undefined {
  const versions = bucket.objects.get(key);
  return versionId === undefined
    ? versions?.[0]
    : versions?.find((version) => version.versionId === versionId);
}

/** The object of that key and perhaps version. Throws S3's reason when there is none. */
export function findObject(call: BucketCall, key: string, versionId: string | undefined): StoredObject {
  const version = versionOf(call.bucket, key, versionId);
  if (isObject(version)) return version;
  if (versionId === undefined) throw noSuchKey(call, key);
  throw new S3Error(version ? 'MethodNotAllowed' : 'NoSuchVersion');
}

function requestedObject(call: BucketCall): StoredObject {
  return findObject(call, call.request.key, call.request.query.get('versionId'));
}

function objectHeaders({ bucket, request }: BucketCall, version: StoredObject): Record<string, string> {
  const { attributes, etag } = version.body;
  const { storageClass, tags } = attributes;
  return {
    ...attributes.headers,
    ...attributes.encryption,
    ...(storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
    ...(request.method === 'GET' && tags.length > 0 && { 'x-amz-tagging-count': String(tags.length) }),
    ...versionHeaders(bucket, version.versionId),
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'last-modified': version.modified.toUTCString(),
  };
}

function namesEtag(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((name) => name.trim().replaceAll('"', ''))
    .some((name) => name === '*' || name === etag);
}

/** The first and the last byte that a Range header asks for; `undefined` for the whole object. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  if (start >= end) {
    throw new S3Error('InvalidRange', undefined, { RangeRequested: header ?? '', ActualObjectSize: size });
  }
  return { start, end };
}

/** Classes whose objects are restored before they can be read. Their headers can be read at any time. */
const ARCHIVES = ['GLACIER', 'DEEP_ARCHIVE'];

export function getObject(call: BucketCall): Reply {
  const { request } = call;
  const version = requestedObject(call);
  const { storageClass } = version.body.attributes;
  if (request.method === 'GET' && ARCHIVES.includes(storageClass))
    throw new S3Error('InvalidObjectState', undefined, { StorageClass: storageClass });
  const { size, etag, checksum, pieces } = version.body;
  const headers = objectHeaders(call, version);
  const ifMatch = request.header('if-match');
  if (ifMatch !== undefined && !namesEtag(ifMatch, etag)) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  }
  const ifNoneMatch = request.header('if-none-match');
  if (ifNoneMatch !== undefined && namesEtag(ifNoneMatch, etag)) return { status: 304, headers };
  const range = rangeOf(request.header('range'), size);
  const { start, end } = range ?? { start: 0, end: size };
  const wantsChecksum = request.header('x-amz-checksum-mode') === 'ENABLED' && !range;
  return {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(end - start),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
      ...(wantsChecksum && checksumHeaders(checksum)),
    },
    ...(request.method === 'GET' && { body: readPieces(pieces, start, end) }),
  };
}

export function getTagging(call: BucketCall): Reply {
  const { attributes } = requestedObject(call).body;
  const Tag = attributes.tags.map(([Key, Value]) => ({ Key, Value }));
  return xmlReply(document('Tagging', { TagSet: { Tag } }));
}

export function getAttributes(call: BucketCall): Reply {
  const version = requestedObject(call);
  const { size, etag, checksum, attributes, parts } = version.body;
  const wanted = (call.request.header('x-amz-object-attributes') ?? '').split(',').map((name) => name.trim());
  const all = {
    ETag: etag,
    Checksum: checksumElements(checksum),
    ObjectParts: parts && { PartsCount: parts.length },
    StorageClass: attributes.storageClass,
    ObjectSize: size,
  };
  const chosen = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
  return xmlReply(document('GetObjectAttributesResponse', chosen), {
    'last-modified': version.modified.toUTCString(),
    ...versionHeaders(call.bucket, version.versionId),
  });
}
