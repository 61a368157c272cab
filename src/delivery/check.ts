// Checks a destination before anything is delivered to it: may we write, read, list? No object appears in doing so.
import type { Destination } from '../model/destination';
import { cancelledBy } from './cancelling';
import { checkedObject } from './conditions';
import type { Connection } from './connection';
import { deniedAction } from './denial';
import { explaining } from './explain';
import { keyPrefix } from './keyPrefix';
import { permissionOf } from './permissions';
import { beginUpload, tellMore, type ProbingUpload } from './probingUpload';
import { hasStatus } from './s3Error';

export type Access = 'allowed' | 'denied';

export interface ConnectionCheck {
  /** Always allowed: otherwise the check throws what stands in the way. */
  readonly write: 'allowed';
  /** For the proof of a delivery. `unknown`: there is nothing to read, and a no may then mean that nobody is told so. */
  readonly read: Access | 'unknown';
  readonly list: Access;
  /** To remove the parts of a push that was cancelled. If denied, an unfinished upload of the check remains too. */
  readonly abort: Access;
  /** To look at the parts of an upload: for going on with one that was interrupted. */
  readonly parts: Access;
  /** To write parts that a KMS key encrypts. Undefined where none does. */
  readonly decrypt?: Access;
}

/** One permission that was tried. */
export interface CheckedPermission {
  /** The IAM action, for example `s3:PutObject`. */
  readonly action: string;
  /** What it is for, in a word. */
  readonly use: string;
  readonly access: Access | 'unknown';
}

/**
 * Tries the destination's real prefix with its real headers. A key is probed that no export has.
 * @throws AccessDenied naming what is missing, WrongRegion where it is known which is right, S3Failure when nothing can
 *   be written for another reason: no such bucket, wrong credentials, no network, …
 */
export async function checkConnection(
  connection: Connection,
  signal?: AbortSignal,
): Promise<ConnectionCheck> {
  const uploading = await tryUpload(connection, signal);
  const { list, key } = await tryList(connection, signal);
  return { write: 'allowed', read: await tryRead(connection, key, signal), list, ...uploading };
}

/** The same as a list, with what a destination's objects need beside it. */
export function permissionsOf({ object }: Destination, check: ConnectionCheck): CheckedPermission[] {
  const { write, read, list, abort, parts, decrypt } = check;
  const uses = Object.entries({ write, read, list, abort, parts } as const);
  const permissions: CheckedPermission[] = uses.map(([use, access]) => ({
    action: permissionOf[use as keyof typeof permissionOf],
    use,
    access,
  }));
  // They are part of writing, which was allowed with them.
  if (Object.keys(object.tags).length > 0)
    permissions.push({ action: 's3:PutObjectTagging', use: 'tag', access: write });
  if (decrypt !== undefined) {
    permissions.push({ action: 'kms:GenerateDataKey', use: 'encrypt', access: write });
    permissions.push({ action: 'kms:Decrypt', use: 'decrypt', access: decrypt });
  }
  return permissions;
}

/** Begins an upload, which needs the permission to write, and ends it at once. Says what else is allowed of it. */
async function tryUpload(
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<Pick<ConnectionCheck, 'abort' | 'parts' | 'decrypt'>> {
  // It takes no signal, nor does its end: an upload whose id got lost could not be removed.
  const upload = await beginUpload(connection).catch((error: unknown) => tellMore(error, connection, signal));
  const [tried] = await Promise.allSettled([tryInside(connection, upload, signal)]);
  const abort = await tryAbort(connection, upload);
  if (tried.status === 'rejected') throw tried.reason;
  return { abort, ...tried.value };
}

async function tryInside(
  connection: Connection,
  upload: ProbingUpload,
  signal: AbortSignal | undefined,
): Promise<Pick<ConnectionCheck, 'parts' | 'decrypt'>> {
  const decrypt = upload.encryptedByKey && { decrypt: await tryPart(connection, upload, signal) };
  return { parts: await tryParts(connection, upload, signal), ...decrypt };
}

async function tryAbort(connection: Connection, { target }: ProbingUpload): Promise<Access> {
  const { AbortMultipartUploadCommand } = await import('./sdk');
  return explaining(connection, 'abort', undefined, () =>
    unlessDenied(connection.client.send(new AbortMultipartUploadCommand(target))),
  );
}

/** A part is not encrypted with a key until it comes. */
async function tryPart(
  connection: Connection,
  { target }: ProbingUpload,
  signal: AbortSignal | undefined,
): Promise<Access> {
  const { UploadPartCommand } = await import('./sdk');
  const command = new UploadPartCommand({ ...target, PartNumber: 1, Body: new Uint8Array(1) });
  return explaining(connection, 'write', signal, () =>
    unlessDenied(connection.client.send(command, cancelledBy(signal))),
  );
}

async function tryParts(
  connection: Connection,
  { target }: ProbingUpload,
  signal: AbortSignal | undefined,
): Promise<Access> {
  const { ListPartsCommand } = await import('./sdk');
  const command = new ListPartsCommand({ ...target, MaxParts: 1 });
  return explaining(connection, 'parts', signal, () =>
    unlessDenied(connection.client.send(command, cancelledBy(signal))),
  );
}

/** @returns an object below the prefix too, if there is one */
async function tryList(
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<{ readonly list: Access; readonly key?: string | undefined }> {
  const { ListObjectsV2Command } = await import('./sdk');
  const { client, destination } = connection;
  const input = { Bucket: destination.bucket, Prefix: keyPrefix(destination), MaxKeys: 1 };
  let key: string | undefined;
  const list = await explaining(connection, 'list', signal, () =>
    unlessDenied(
      client
        .send(new ListObjectsV2Command(input), cancelledBy(signal))
        .then(({ Contents = [] }) => (key = Contents[0]?.Key)),
    ),
  );
  return { list, key };
}

/**
 * Without an object to read, AWS says no (403) to all who may not list the whole bucket, whether they may read or not:
 * only its sentence tells what was denied, and the answer to HEAD has none. Source: "GetObject", "Permissions", in the
 * Amazon S3 API Reference.
 * @param key of an object
 */
async function tryRead(
  connection: Connection,
  key: string | undefined,
  signal: AbortSignal | undefined,
): Promise<ConnectionCheck['read']> {
  const { GetObjectCommand, HeadObjectCommand } = await import('./sdk');
  const { client } = connection;
  const object = checkedObject(connection);
  return explaining(connection, 'read', signal, async () => {
    if (key !== undefined) {
      const command = new HeadObjectCommand({ ...object, Key: key });
      return unlessDenied(client.send(command, cancelledBy(signal)));
    }
    let action: string | undefined;
    const command = new GetObjectCommand({ ...object, Range: 'bytes=0-0' });
    const request = client.send(command, cancelledBy(signal)).catch((error: unknown) => {
      action = deniedAction(error);
      throw error;
    });
    if ((await unlessDenied(request)) === 'allowed' || action === permissionOf.list) return 'allowed';
    return action === permissionOf.read ? 'denied' : 'unknown';
  });
}

/** That something is not there (404) was said by a store that let us look. */
async function unlessDenied(request: Promise<unknown>): Promise<Access> {
  try {
    await request;
    return 'allowed';
  } catch (error) {
    if (hasStatus(error, 404)) return 'allowed';
    if (hasStatus(error, 403)) return 'denied';
    throw error;
  }
}
