// Looking at what a bucket holds: one object, the objects under a destination's folder path, an object's bytes.
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { cancelledBy } from './cancelling';
import type { Connection } from './connection';
import { unquoted } from './etag';
import { AccessDenied, explaining } from './explain';
import { keyPrefix } from './keyPrefix';
import { hasStatus, readS3Error } from './s3Error';

/** Whether a key is free. `unknown`: the credentials may not look. */
export type KeyState =
  | { readonly state: 'free' | 'unknown' }
  | {
      readonly state: 'taken';
      /** In bytes. */
      readonly size: number;
      readonly lastModified: Date | undefined;
      /** With its quotes, as conditions take it. */
      readonly etag: string | undefined;
      /** Undefined for those who may only list. */
      readonly metadata?: Readonly<Record<string, string>> | undefined;
    };

/**
 * Asks the store whether an object exists. Without the permission to list, AWS tells nobody that a key is free.
 * @throws S3Failure when nothing can be asked: no such bucket, wrong credentials, wrong region, no network, …
 */
export async function lookUp(connection: Connection, key: string, signal?: AbortSignal): Promise<KeyState> {
  const { HeadObjectCommand } = await import('./sdk');
  const { client, destination } = connection;
  const input = { Bucket: destination.bucket, Key: key };
  return explaining(connection, 'read', signal, async () => {
    try {
      const head = await client.send(new HeadObjectCommand(input), cancelledBy(signal));
      const { ContentLength: size = 0, LastModified: lastModified, ETag: etag, Metadata: metadata } = head;
      return { state: 'taken', size, lastModified, etag, metadata };
    } catch (error) {
      // The answer to HEAD has no body: 404 may mean the bucket, and 403 a wrong secret. That to a listing says which.
      if (hasStatus(error, 404)) return lookUpByListing(connection, key, { state: 'free' }, signal);
      if (hasStatus(error, 403)) return lookUpByListing(connection, key, { state: 'unknown' }, signal);
      throw error;
    }
  });
}

/** @param otherwise holds for those who may not list */
export async function lookUpByListing(
  connection: Connection,
  key: string,
  otherwise: KeyState,
  signal: AbortSignal | undefined,
): Promise<KeyState> {
  const { ListObjectsV2Command } = await import('./sdk');
  const { client, destination } = connection;
  // The first key that begins with a key is that key itself, if it exists.
  const command = new ListObjectsV2Command({ Bucket: destination.bucket, Prefix: key, MaxKeys: 1 });
  try {
    const { Contents = [] } = await explaining(connection, 'list', signal, () =>
      client.send(command, cancelledBy(signal)),
    );
    const [object] = Contents;
    if (object?.Key !== key) return { state: 'free' };
    const { Size: size = 0, LastModified: lastModified, ETag: etag } = object;
    return { state: 'taken', size, lastModified, etag };
  } catch (error) {
    if (error instanceof AccessDenied) return otherwise;
    throw error;
  }
}

export interface DeliveredObject {
  readonly key: string;
  /** The key below the destination's folder path. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly lastModified: Date | undefined;
  /** Without quotes. */
  readonly etag: string | undefined;
}

export interface ListOptions {
  /** How many objects at most, up to 1000. Default: 200. */
  readonly pageSize?: number;
  /** The `next` of the page before. */
  readonly continuationToken?: string | undefined;
  /** What keys begin with. Default: the folder path. */
  readonly prefix?: string;
  readonly signal?: AbortSignal | undefined;
}

/** One page of the objects under the folder path (as far as it has no macro), by name: S3 knows no other order. `next` is set when there are more. */
export async function listDelivered(
  connection: Connection,
  { pageSize = 200, continuationToken, prefix = keyPrefix(connection.destination), signal }: ListOptions = {},
): Promise<{ objects: DeliveredObject[]; next: string | undefined }> {
  const { ListObjectsV2Command } = await import('./sdk');
  const { client, destination } = connection;
  const folder = keyPrefix(destination).length;
  const command = new ListObjectsV2Command({
    Bucket: destination.bucket,
    Prefix: prefix,
    MaxKeys: pageSize,
    ContinuationToken: continuationToken,
  });
  const page = await explaining(connection, 'list', signal, () => client.send(command, cancelledBy(signal)));
  const objects = (page.Contents ?? []).map(
    ({ Key: key = '', Size: size = 0, LastModified: lastModified, ETag }) => ({
      ...{ key, name: key.slice(folder), size, lastModified },
      etag: unquoted(ETag),
    }),
  );
  // The folder itself is an object too where somebody made it in a console.
  return { objects: objects.filter(({ name }) => name !== ''), next: page.NextContinuationToken };
}

export interface ReadOptions {
  /** Read no more than this from the start of the object. Default: all of it. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads an object, or its beginning, into memory. `total` is the size of the whole object in bytes. */
export async function readObject(
  connection: Connection,
  key: string,
  { maxBytes, signal }: ReadOptions = {},
): Promise<{ bytes: Uint8Array; total: number }> {
  const { GetObjectCommand } = await import('./sdk');
  const { client, destination } = connection;
  const range = maxBytes === undefined ? {} : { Range: `bytes=0-${maxBytes - 1}` };
  const command = new GetObjectCommand({ Bucket: destination.bucket, Key: key, ...range });
  return explaining(connection, 'read', signal, async () => {
    try {
      const response = await client.send(command, cancelledBy(signal));
      const bytes = (await response.Body?.transformToByteArray()) ?? new Uint8Array();
      return { bytes: bytes.subarray(0, maxBytes), total: totalSize(response) };
    } catch (error) {
      // An empty object has no first byte.
      if (readS3Error(error).code === 'InvalidRange') return { bytes: new Uint8Array(), total: 0 };
      throw error;
    }
  });
}

/** From `Content-Range: bytes 0-9/1234`, or the length of a whole object. */
function totalSize({ ContentRange, ContentLength }: GetObjectCommandOutput): number {
  return Number(/\/(\d+)$/.exec(ContentRange ?? '')?.[1] ?? ContentLength ?? 0);
}
