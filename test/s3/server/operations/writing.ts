// Writing objects whole: PutObject and CopyObject.
import { createHash } from 'node:crypto';
import { attributesOf, etagOf } from '../attributes';
import { authorize } from '../authorization';
import { type BucketCall, type Reply, versionHeaders, writeConditions, xmlReply } from '../call';
import {
  type Algorithm,
  algorithmNamed,
  checksumElements,
  checksumHeaders,
  createHasher,
} from '../checksums';
import { S3Error } from '../errors';
import { readPieces, receivePiece } from '../pieces';
import { decodeUri } from '../request';
import { type ObjectBody, putObjectVersion, type StoredObject } from '../store';
import { document } from '../xml';
import { findObject } from './reading';

function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
}

export async function putObject(call: BucketCall): Promise<Reply> {
  const { endpoint, bucket, request, body } = call;
  checkKey(request.key);
  if (request.header('x-amz-copy-source') !== undefined) return copyObject(call);
  const attributes = attributesOf(request);
  const { piece, size, md5, checksum } = await receivePiece(endpoint.directory, body);
  const etag = etagOf(md5, attributes);
  const stored = { algorithm: checksum.algorithm, type: 'FULL_OBJECT', value: checksum.value } as const;
  try {
    const version = putObjectVersion(
      bucket,
      request.key,
      { size, etag, checksum: stored, attributes, pieces: [piece] },
      endpoint.now(),
      writeConditions(endpoint, request),
    );
    return {
      headers: {
        ...attributes.encryption,
        ...checksumHeaders(stored),
        ...versionHeaders(bucket, version.versionId),
        etag: `"${etag}"`,
      },
    };
  } catch (error) {
    piece.release();
    throw error;
  }
}

/** The object that a copy's source header names, if the caller may read it. */
function copySource(call: BucketCall): StoredObject {
  const header = call.request.header('x-amz-copy-source') ?? '';
  const [, name = '', key = '', versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(header) ?? [];
  const bucket = call.endpoint.buckets.get(name);
  if (!bucket) throw new S3Error('NoSuchBucket');
  const decoded = decodeUri(key);
  authorize({ ...call, bucket, action: 's3:GetObject', key: decoded });
  return findObject({ ...call, bucket }, decoded, versionId);
}

/** A copy shares the source's pieces; its ETag and checksum are those of one object put whole. */
async function copyObject(call: BucketCall): Promise<Reply> {
  const { endpoint, bucket, request } = call;
  const source = copySource(call);
  const { size, pieces } = source.body;
  const written = attributesOf(request);
  const replaces = request.header('x-amz-metadata-directive') === 'REPLACE';
  const attributes = replaces ? written : { ...written, headers: source.body.attributes.headers };
  const algorithm = algorithmNamed(request.header('x-amz-checksum-algorithm') ?? '');
  for (const piece of pieces) piece.hold();
  try {
    const { etag, checksum } = await digest(source, algorithm ?? source.body.checksum.algorithm, attributes);
    const body = { size, etag, checksum, attributes, pieces };
    const version = putObjectVersion(
      bucket,
      request.key,
      body,
      endpoint.now(),
      writeConditions(endpoint, request),
    );
    const LastModified = version.modified.toISOString();
    const result = { ETag: `"${etag}"`, LastModified, ...checksumElements(checksum) };
    const headers = { ...attributes.encryption, ...versionHeaders(bucket, version.versionId) };
    return xmlReply(document('CopyObjectResult', result), headers);
  } catch (error) {
    for (const piece of pieces) piece.release();
    throw error;
  }
}

async function digest(
  { body }: StoredObject,
  algorithm: Algorithm,
  attributes: ObjectBody['attributes'],
): Promise<Pick<ObjectBody, 'etag' | 'checksum'>> {
  const md5 = createHash('md5');
  const hasher = createHasher(algorithm);
  for await (const chunk of readPieces(body.pieces, 0, body.size) as AsyncIterable<Buffer>) {
    md5.update(chunk);
    hasher.update(chunk);
  }
  const value = hasher.digest().toString('base64');
  return { etag: etagOf(md5.digest(), attributes), checksum: { algorithm, type: 'FULL_OBJECT', value } };
}
