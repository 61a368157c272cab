// Deletes one object, and only as the one that was seen: S3 compares its ETag in the very request that deletes it. Where a
// store keeps no such condition, the object is looked at right before, which leaves a moment to somebody else.
// Source: "How to perform conditional deletes" in the Amazon S3 User Guide.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Guarded } from '../model/receipt';
import { conditionSupport } from './conditions';
import type { Connection } from './connection';
import { explaining } from './explain';
import { readS3Error } from './s3Error';
import { findCurrent, type Found } from './verify';

/** An object as it was seen. */
export interface SeenObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes, as listings have it here. Undefined where the store gives none. */
  readonly etag: string | undefined;
}

/** What stands before a deletion. */
export interface Deletable {
  readonly lastModified: Date | undefined;
  /** Whether older versions, and this one, stay in the bucket. Undefined where that cannot be seen. */
  readonly keepsVersions: boolean | undefined;
  /** How an object that somebody puts in its place meanwhile is kept from being deleted. */
  readonly guarded: Guarded;
}

/** `marked`: a delete marker was written, and all versions stay. `gone`: there was nothing to delete any more. */
export type Deletion = 'deleted' | 'marked' | 'gone';

/** Under the key is another object than the one that was to be deleted. It is untouched. */
export class ObjectReplaced extends Failure {
  constructor(key: string, cause?: unknown) {
    super(
      'object-replaced',
      {
        what: l10n.t('"{0}" was not deleted.', key),
        why: l10n.t('It is another object than the one in the list: somebody has replaced it since.'),
        next: l10n.t('Look at the object, and delete it then if you still want to.'),
      },
      { cause },
    );
  }
}

/**
 * Looks at an object that is to be deleted.
 * @returns nothing when it is not there any more
 * @throws ObjectReplaced, S3Failure when it cannot be looked at, AbortError
 */
export async function lookBeforeDeletion(
  connection: Connection,
  seen: SeenObject,
  signal?: AbortSignal,
): Promise<Deletable | undefined> {
  const found = await findSame(connection, seen, signal);
  if (!found) return undefined;
  const { lastModified, versionId } = found;
  const support = await conditionSupport(connection, 'delete');
  return {
    lastModified,
    // Of a version without an id of its own, nothing tells whether it stays.
    keepsVersions: versionId === undefined ? undefined : versionId !== 'null',
    guarded: support === 'kept' && isStrong(seen.etag) ? 'byStore' : 'byLook',
  };
}

/**
 * Deletes an object. Not cancellable: nobody could say what became of it.
 * @throws ObjectReplaced, S3Failure (AccessDenied without s3:DeleteObject)
 */
export async function deleteObject(connection: Connection, seen: SeenObject): Promise<Deletion> {
  const support = await conditionSupport(connection, 'delete');
  const isComparable = isStrong(seen.etag);
  if (support !== 'kept' || !isComparable) {
    if (!(await findSame(connection, seen, undefined))) return 'gone';
  }
  const { DeleteObjectCommand } = await import('./sdk');
  const { client, destination } = connection;
  // A condition that is overlooked does no harm.
  const condition = support === 'refused' || !isComparable ? {} : { IfMatch: `"${seen.etag}"` };
  const command = new DeleteObjectCommand({ Bucket: destination.bucket, Key: seen.key, ...condition });
  return explaining(connection, 'delete', undefined, async () => {
    try {
      const { DeleteMarker } = await client.send(command);
      return DeleteMarker ? 'marked' : 'deleted';
    } catch (error) {
      return outcomeOf(error, seen.key);
    }
  });
}

/** @throws ObjectReplaced, and the error when it tells of something else */
function outcomeOf(error: unknown, key: string): Deletion {
  const { code, status } = readS3Error(error);
  // Also when the answer to the request that deleted it was lost, and the request was sent again.
  if (status === 404 && code !== 'NoSuchBucket') return 'gone';
  if (status === 412 || code === 'ConditionalRequestConflict') throw new ObjectReplaced(key, error);
  throw error;
}

/** @throws ObjectReplaced */
async function findSame(
  connection: Connection,
  { key, size, etag }: SeenObject,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  const found = await explaining(connection, 'read', signal, () => findCurrent(connection, key, signal));
  if (!found) return undefined;
  const isAnother = etag !== undefined && found.etag !== undefined && found.etag !== etag;
  if (isAnother || found.bytes !== size) throw new ObjectReplaced(key);
  return found;
}

/** Whether the store can compare it: to `If-Match`, a weak ETag is like no other one, itself among them. Source: RFC 9110. */
function isStrong(etag: string | undefined): boolean {
  return etag !== undefined && !etag.startsWith('W/');
}
