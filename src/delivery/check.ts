// Checks a destination before anything is delivered to it: may we write, read, list? No object appears in doing so.
import { cancelledBy } from './cancelling';
import { checkedObject } from './conditions';
import type { Connection } from './connection';
import { explaining } from './explain';
import { keyPrefix } from './objects';
import { hasStatus } from './s3Error';

export type Access = 'allowed' | 'denied';

export interface ConnectionCheck {
  /** Always allowed: otherwise the check throws what stands in the way. */
  readonly write: 'allowed';
  /** For the proof of a delivery. `unknown`: AWS says no to those who may not list even when there is nothing to read. */
  readonly read: Access | 'unknown';
  readonly list: Access;
  /** To remove the parts of a push that was cancelled. If denied, an unfinished upload of the check remains too. */
  readonly abort: Access;
}

/**
 * Tries the destination's real prefix. A key is probed that no export has.
 * @throws S3Failure when nothing can be written: no such bucket, wrong credentials, wrong region, no network, …
 */
export async function checkConnection(
  connection: Connection,
  signal?: AbortSignal,
): Promise<ConnectionCheck> {
  const { destination } = connection;
  const prefix = keyPrefix(destination);
  const object = checkedObject(connection);
  const abort = await tryUpload(connection, object, signal);
  const [canRead, list] = await Promise.all([
    tryRead(connection, object, signal),
    tryList(connection, prefix, signal),
  ]);
  const read = canRead === 'denied' && list === 'denied' ? 'unknown' : canRead;
  return { write: 'allowed', read, list, abort };
}

interface ObjectAddress {
  readonly Bucket: string;
  readonly Key: string;
}

/** Begins an upload, which needs the permission to write, and ends it at once. Says whether the latter is allowed. */
async function tryUpload(
  connection: Connection,
  object: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<Access> {
  const { AbortMultipartUploadCommand, CreateMultipartUploadCommand } = await import('./sdk');
  // Neither request takes the signal: an upload whose id got lost could not be removed.
  const { UploadId } = await explaining(connection, 'write', signal, () =>
    connection.client.send(new CreateMultipartUploadCommand(object)),
  );
  return explaining(connection, 'abort', undefined, () =>
    unlessDenied(connection.client.send(new AbortMultipartUploadCommand({ ...object, UploadId }))),
  );
}

async function tryRead(
  connection: Connection,
  object: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<Access> {
  const { HeadObjectCommand } = await import('./sdk');
  return explaining(connection, 'read', signal, () =>
    unlessDenied(connection.client.send(new HeadObjectCommand(object), cancelledBy(signal))),
  );
}

async function tryList(
  connection: Connection,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<Access> {
  const { ListObjectsV2Command } = await import('./sdk');
  const command = new ListObjectsV2Command({
    Bucket: connection.destination.bucket,
    Prefix: prefix,
    MaxKeys: 1,
  });
  return explaining(connection, 'list', signal, () =>
    unlessDenied(connection.client.send(command, cancelledBy(signal))),
  );
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
