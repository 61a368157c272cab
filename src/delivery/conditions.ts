// Whether a store keeps the conditions of a write or a deletion. AWS does. Some S3-compatible stores refuse them, and some take them and
// write all the same, which nothing in their answer tells: so such a store is tried once, with a condition that cannot be
// met on a key that no export has. A store that keeps conditions writes nothing then.
import { bucketAddress } from '../model/destination';
import { asFailure } from '../model/failure';
import type { Connection } from './connection';
import { UnfinishedUpload } from './failures';
import { keyPrefix } from './keyPrefix';
import { objectHeaders, type ObjectHeaders } from './objectHeaders';
import { removeUpload } from './removeUpload';
import { readS3Error } from './s3Error';

/** `ignored`: it writes whatever the condition, or nothing shows that it does not. `refused`: it answers with an error to any condition. */
export type Support = 'kept' | 'ignored' | 'refused';

/** The two requests that make an object appear, and the one that makes it go. */
export type Request = 'put' | 'complete' | 'delete';

/** No object has this ETag: it is the MD5 of nothing known. */
const impossible = { IfMatch: '"00000000000000000000000000000000"' } as const;

/** What was found out, by store, bucket and request. A store does not change while a window is open. */
const known = new Map<string, Promise<Support>>();

/**
 * Asks the store at most once. What cannot be found out is taken for kept: the write itself will tell.
 * @throws UnfinishedUpload when the upload that was begun in order to ask remains
 */
export function conditionSupport(connection: Connection, request: Request): Promise<Support> {
  const { destination } = connection;
  if (destination.endpoint === undefined) return Promise.resolve('kept');
  const id = `${request} ${bucketAddress(destination)}`;
  const answer = known.get(id) ?? tries[request](connection, checkedObject(connection));
  known.set(id, answer);
  // What only went wrong this time is tried again.
  answer.catch(() => known.delete(id));
  return answer.catch((error: unknown) => {
    if (error instanceof UnfinishedUpload) throw error;
    return 'kept';
  });
}

interface ObjectAddress {
  readonly Bucket: string;
  readonly Key: string;
}

/** Where a connection's check tries to write, too. */
export function checkedObject({ destination }: Connection): ObjectAddress {
  return { Bucket: destination.bucket, Key: `${keyPrefix(destination)}.s3-destinations-check` };
}

/** With what headers: those of an export, which a bucket's policy may ask for. */
export function checkedHeaders({ destination }: Connection): ObjectHeaders {
  return objectHeaders(destination.object, destination.format);
}

const tries: Record<Request, (connection: Connection, object: ObjectAddress) => Promise<Support>> = {
  put: async (connection, object) => {
    const { PutObjectCommand } = await import('./sdk');
    const headers = checkedHeaders(connection);
    const command = new PutObjectCommand({ ...object, ...headers, Body: new Uint8Array(), ...impossible });
    return outcomeOf(connection, object, () => connection.client.send(command));
  },
  complete: async (connection, object) => {
    const { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCommand } =
      await import('./sdk');
    const { client } = connection;
    const headers = checkedHeaders(connection);
    const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ ...object, ...headers }));
    const target = { ...object, UploadId };
    let interruption: unknown;
    try {
      const { ETag } = await client.send(
        new UploadPartCommand({ ...target, PartNumber: 1, Body: new Uint8Array(1) }),
      );
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      const command = new CompleteMultipartUploadCommand({ ...target, MultipartUpload, ...impossible });
      return await outcomeOf(connection, object, () => client.send(command));
    } catch (error) {
      interruption = error;
      throw error;
    } finally {
      await removeUpload(connection, target, interruption).catch(unlessDenied);
    }
  },
  // Of a key that no export has: S3 does not find it, and whoever overlooks the condition has nothing to delete.
  delete: async ({ client }, object) => {
    const { DeleteObjectCommand } = await import('./sdk');
    const command = new DeleteObjectCommand({ ...object, ...impossible });
    return client.send(command).then(() => 'ignored', supportShownBy);
  },
};

/** Who may not remove uploads may write all the same. That this one remains is told of by a connection's check. */
function unlessDenied(error: unknown): void {
  if (!(error instanceof UnfinishedUpload) || asFailure(error.cause).code !== 'access-denied') throw error;
}

/** What stores that know no conditions answer with 400. Much else is a 400 too, as expired credentials are. */
const refusals = ['InvalidArgument', 'InvalidRequest', 'NotImplemented'];
/** Refusals that have nothing to do with a condition. */
const ofSomethingElse = ['NoSuchBucket', 'NoSuchUpload'];

/** @throws the error when it tells nothing of conditions */
function supportShownBy(error: unknown): Support {
  const { code, status = 0 } = readS3Error(error);
  if ([404, 409, 412].includes(status) && !ofSomethingElse.includes(code)) return 'kept';
  if (status === 501 || refusals.includes(code)) return 'refused';
  throw error;
}

async function outcomeOf(
  connection: Connection,
  object: ObjectAddress,
  write: () => Promise<unknown>,
): Promise<Support> {
  try {
    await write();
  } catch (error) {
    return supportShownBy(error);
  }
  const { DeleteObjectCommand } = await import('./sdk');
  await connection.client.send(new DeleteObjectCommand(object)).catch(() => undefined);
  return 'ignored';
}
