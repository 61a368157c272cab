// Looks again at an object that was delivered: is it what the receipt says? Its content changed when its size, the store's
// checksum or its SHA-256 did. Where a store shows no checksum, an ETag that is still the same says that nobody wrote the
// object again; with another ETag only its content can tell, so it is read.
import type { ProvenObject } from '../model/receipt';
import { cancelledBy } from './cancelling';
import type { Connection } from './connection';
import { unquoted } from './etag';
import { explaining } from './explain';
import { lookUpByListing, type KeyState } from './objects';
import { readWritten } from './proof';
import { contentSha256, type ReadBackOptions } from './readBack';
import { hasStatus } from './s3Error';

export interface VerifyOptions extends ReadBackOptions {
  /** Read the whole object, also where a checksum would do. Default: false. */
  readonly content?: boolean | undefined;
}

/** What shows that an object is unchanged, from the strongest: see the top of this file. */
export type Sameness = 'content' | 'checksum' | 'etag';
/** What shows that it changed. */
export type Difference = 'content' | 'checksum' | 'size';

/** What a bucket has under a key. */
export interface Found {
  /** In bytes. */
  readonly bytes: number;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  readonly lastModified: Date | undefined;
  /** The store's own of the whole object, in S3's form. */
  readonly crc32?: string | undefined;
  /** Of the content, where it was read. */
  readonly sha256?: string | undefined;
}

/**
 * What became of the version that was delivered, in a bucket that keeps versions, when another one or none stands under
 * its key now. `unknown`: the credentials may not look at versions.
 */
export type DeliveredVersion = 'kept' | 'gone' | 'unknown';

export type Verdict = { readonly version?: DeliveredVersion | undefined } & (
  | { readonly state: 'unchanged'; readonly by: Sameness; readonly found: Found }
  | { readonly state: 'changed'; readonly by: Difference; readonly found: Found }
  | { readonly state: 'gone' }
);

/**
 * Compares an object with what was delivered.
 * @throws S3Failure when it cannot be looked at, AbortError when cancelled
 */
export async function verifyDelivery(
  connection: Connection,
  file: ProvenObject,
  options: VerifyOptions = {},
): Promise<Verdict> {
  return explaining(connection, 'read', options.signal, async () => {
    const found = await findCurrent(connection, file.key, options.signal);
    const verdict = found ? await compare(connection, file, found, options) : ({ state: 'gone' } as const);
    const ours = file.versionId === 'null' ? undefined : file.versionId;
    const isAnother = found === undefined || (found.versionId !== undefined && found.versionId !== ours);
    if (ours === undefined || !isAnother) return verdict;
    return { ...verdict, version: await findVersion(connection, file, ours, options.signal) };
  });
}

/** What the bucket has under a key now. @returns nothing when there is no object @throws what the SDK throws */
export async function findCurrent(
  connection: Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  try {
    return await look(connection, { Key: key }, signal);
  } catch (error) {
    // AWS answers 403 also where there is nothing, to those who may not list; and to those who may only list.
    if (hasStatus(error, 404))
      return listed(await lookUpByListing(connection, key, { state: 'free' }, signal));
    if (!hasStatus(error, 403)) throw error;
    const state = await lookUpByListing(connection, key, { state: 'unknown' }, signal);
    if (state.state === 'unknown') throw error;
    return listed(state);
  }
}

/** @throws what the SDK throws, also when there is no object */
export async function look(
  { client, destination }: Connection,
  object: { readonly Key: string; readonly VersionId?: string },
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { HeadObjectCommand } = await import('./sdk');
  const input = { Bucket: destination.bucket, ...object, ChecksumMode: 'ENABLED' } as const;
  const head = await client.send(new HeadObjectCommand(input), cancelledBy(signal));
  const { ContentLength: bytes = 0, LastModified: lastModified } = head;
  const { etag, versionId, crc32 } = readWritten(head);
  return { bytes, lastModified, etag, versionId, crc32 };
}

function listed(state: KeyState): Found | undefined {
  if (state.state !== 'taken') return undefined;
  const { size: bytes, lastModified, etag } = state;
  return { bytes, lastModified, etag: unquoted(etag), versionId: undefined };
}

async function compare(
  connection: Connection,
  file: ProvenObject,
  found: Found,
  { content, ...options }: VerifyOptions,
): Promise<Verdict> {
  if (found.bytes !== file.bytes) return { state: 'changed', by: 'size', found };
  if (!content) {
    if (found.crc32 !== undefined)
      return { state: found.crc32 === file.crc32 ? 'unchanged' : 'changed', by: 'checksum', found };
    if (found.etag && found.etag === file.etag) return { state: 'unchanged', by: 'etag', found };
  }
  const sha256 = await contentSha256(connection, file.key, found.bytes, options);
  const state = sha256 === file.sha256 ? 'unchanged' : 'changed';
  return { state, by: 'content', found: { ...found, sha256 } };
}

async function findVersion(
  connection: Connection,
  { key, bytes }: ProvenObject,
  versionId: string,
  signal: AbortSignal | undefined,
): Promise<DeliveredVersion> {
  try {
    const found = await look(connection, { Key: key, VersionId: versionId }, signal);
    return found.bytes === bytes ? 'kept' : 'unknown';
  } catch (error) {
    if (hasStatus(error, 404)) return 'gone';
    if (hasStatus(error, 403)) return 'unknown';
    throw error;
  }
}
