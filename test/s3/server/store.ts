// What the endpoint keeps: buckets, their objects by key and version, and uploads under way. Facts live in memory,
// bodies on disk. Every change is one synchronous step, so that a condition and the write it guards are one.
import { randomBytes } from 'node:crypto';
import { type Attributes } from './attributes';
import { type Algorithm, type Checksum, type ChecksumType } from './checksums';
import { S3Error } from './errors';
import { type Piece } from './pieces';
import { type Policy } from './policy';

/** A part of a multipart upload, or of the object it became. */
export interface Part {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  readonly checksum: string;
  readonly piece: Piece;
}

export interface ObjectVersion {
  readonly key: string;
  /** `null`, as a text, when the bucket keeps no versions. */
  readonly versionId: string;
  readonly modified: Date;
  readonly body: ObjectBody | 'delete marker';
}

export interface ObjectBody {
  readonly size: number;
  /** Without its quotes. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly attributes: Attributes;
  readonly pieces: readonly Piece[];
  /** For multipart objects. */
  readonly parts?: readonly Part[];
}

/** A version that is an object, not a delete marker. */
export type StoredObject = ObjectVersion & { readonly body: ObjectBody };

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly started: Date;
  readonly attributes: Attributes;
  readonly checksum: {
    readonly algorithm: Algorithm;
    readonly type: ChecksumType;
    readonly declared: boolean;
  };
  readonly parts: Map<number, Part>;
}

export interface Bucket {
  readonly name: string;
  /** Name of the user who created it. */
  readonly owner: string;
  readonly created: Date;
  versioning?: 'Enabled' | 'Suspended';
  policy?: { readonly text: string; readonly parsed: Policy };
  /** Newest version first; never an empty list. */
  readonly objects: Map<string, ObjectVersion[]>;
  readonly uploads: Map<string, Upload>;
}

export function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** Sorts by the bytes of the UTF-8 text, as S3 lists keys. */
export function byKey(left: { key: string }, right: { key: string }): number {
  return Buffer.compare(Buffer.from(left.key), Buffer.from(right.key));
}

export function isObject(version: ObjectVersion | undefined): version is StoredObject {
  return version !== undefined && version.body !== 'delete marker';
}

/** The newest version of a key, unless that is a delete marker. */
export function currentObject(bucket: Bucket, key: string): StoredObject | undefined {
  const version = bucket.objects.get(key)?.[0];
  return isObject(version) ? version : undefined;
}

/** What a write asks of the object that is there already. */
export interface WriteConditions {
  readonly ifNoneMatch: string | undefined;
  readonly ifMatch: string | undefined;
}

/** Throws S3's reason when a condition does not hold. */
function checkConditions({ ifNoneMatch, ifMatch }: WriteConditions, current: StoredObject | undefined): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', undefined, { Header: 'If-None-Match' });
  }
  if (ifNoneMatch !== undefined && current) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
  }
  if (ifMatch === undefined) return;
  if (!current) throw new S3Error('NoSuchKey');
  if (ifMatch !== '*' && ifMatch.replaceAll('"', '') !== current.body.etag) {
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
  }
}

function releasePieces(version: ObjectVersion): void {
  if (isObject(version)) for (const piece of version.body.pieces) piece.release();
}

function addVersion(bucket: Bucket, version: ObjectVersion): void {
  const others = bucket.objects.get(version.key) ?? [];
  const replaced = others.filter(({ versionId }) => versionId === version.versionId);
  bucket.objects.set(version.key, [version, ...others.filter((other) => !replaced.includes(other))]);
  replaced.forEach(releasePieces);
}

/** Takes one version away for good. Does nothing when it is not there. */
export function removeVersion(bucket: Bucket, key: string, versionId: string): ObjectVersion | undefined {
  const versions = bucket.objects.get(key) ?? [];
  const removed = versions.find((version) => version.versionId === versionId);
  const left = versions.filter((version) => version !== removed);
  if (left.length > 0) bucket.objects.set(key, left);
  else bucket.objects.delete(key);
  if (removed) releasePieces(removed);
  return removed;
}

/** Makes a body the key's object, if the conditions hold. On an error the caller still owns the pieces. */
export function putObjectVersion(
  bucket: Bucket,
  key: string,
  body: ObjectBody,
  modified: Date,
  conditions: WriteConditions,
): StoredObject {
  checkConditions(conditions, currentObject(bucket, key));
  const version = { key, versionId: bucket.versioning === 'Enabled' ? newId() : 'null', modified, body };
  addVersion(bucket, version);
  return version;
}

/** Deletes a key as S3 does, if the conditions hold: for good without versioning, else by a delete marker, which is returned. */
export function deleteKey(
  bucket: Bucket,
  key: string,
  modified: Date,
  conditions: WriteConditions,
): ObjectVersion | undefined {
  checkConditions(conditions, currentObject(bucket, key));
  if (!bucket.versioning) {
    removeVersion(bucket, key, 'null');
    return undefined;
  }
  const versionId = bucket.versioning === 'Enabled' ? newId() : 'null';
  const marker: ObjectVersion = { key, versionId, modified, body: 'delete marker' };
  addVersion(bucket, marker);
  return marker;
}
