// What a store has of an upload that was begun before: by an earlier process, which ended in the middle.
import { createHash } from 'node:crypto';
import type { CompletedPart, Part as ListedPart } from '@aws-sdk/client-s3';
import { cancelledBy } from './cancelling';
import type { Connection } from './connection';
import { unquoted } from './etag';
import { explaining } from './explain';
import type { UploadTarget } from './removeUpload';
import { hasStatus } from './s3Error';

export type StoredParts = ReadonlyMap<number, ListedPart>;

/**
 * The parts that the store has, by their number. Where they may not be listed it is as if there were none: then all are
 * sent again.
 * @returns undefined when there is no such upload any more
 * @throws S3Failure, the signal's AbortError
 */
export async function listStoredParts(
  connection: Connection,
  target: UploadTarget,
  signal: AbortSignal,
): Promise<StoredParts | undefined> {
  return explaining(connection, 'read', signal, async () => {
    try {
      return await listAll(connection, target, signal);
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      if (hasStatus(error, 403)) return new Map();
      throw error;
    }
  });
}

/** The SDK's own pager follows the marker that the store names, and Ceph's last page names the first one again. */
async function listAll(
  { client }: Connection,
  target: UploadTarget,
  signal: AbortSignal,
): Promise<StoredParts> {
  const { ListPartsCommand } = await import('./sdk');
  const parts = new Map<number, ListedPart>();
  for (let last = 0; ;) {
    const command = new ListPartsCommand({ ...target, PartNumberMarker: String(last) });
    const { Parts = [], IsTruncated } = await client.send(command, cancelledBy(signal));
    for (const part of Parts) parts.set(part.PartNumber ?? 0, part);
    const before = last;
    last = Math.max(last, ...parts.keys());
    if (!IsTruncated || last === before) return parts;
  }
}

/**
 * A part that the store has already, as the request to complete names it. Its own checksum of the part decides, or its
 * ETag, which is the MD5 of a part that is not encrypted with a key of a key service.
 * @param crc32 of the bytes, in S3's form
 * @returns undefined for a part that must be sent
 */
export function storedPart(
  stored: StoredParts,
  number: number,
  bytes: Uint8Array,
  crc32: string,
): CompletedPart | undefined {
  const part = stored.get(number);
  if (part?.Size !== bytes.length || part.ETag === undefined) return undefined;
  const same =
    part.ChecksumCRC32 === undefined
      ? unquoted(part.ETag) === createHash('md5').update(bytes).digest('hex')
      : part.ChecksumCRC32 === crc32;
  return same ? { PartNumber: number, ETag: part.ETag, ChecksumCRC32: crc32 } : undefined;
}
