// Proving a delivery: what the store has is compared with what was sent.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Figures } from '../export/digest';
import type { Proof } from '../model/receipt';
import type { Connection } from './connection';
import { DeliveryMismatch } from './failures';
import { hasStatus } from './s3Error';

/** What the store said when it took an object. */
export interface Written {
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  /** The store's own CRC-32 of the whole object, if it gives one. */
  readonly crc32: string | undefined;
}

/** The store's answer to a write, as S3 gives it. */
export interface WriteResponse {
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
}

export function readWritten(response: WriteResponse): Written {
  return {
    etag: response.ETag?.replaceAll('"', ''),
    versionId: response.VersionId,
    crc32: wholeCrc32(response.ChecksumCRC32),
  };
}

/** A checksum of part checksums (`…-3`) says nothing about the whole object. */
function wholeCrc32(checksum: string | undefined): string | undefined {
  return checksum?.includes('-') ? undefined : checksum;
}

/** In milliseconds. Looking takes no longer: whoever waits for a push, or for the end of a cancelled one, waits for this. */
const patience = 20_000;
/** In milliseconds. Time for a request that is still on its way, or in work, to be carried out. */
const beforeSecondLook = 1000;

async function head(connection: Connection, key: string) {
  const { HeadObjectCommand } = await import('./sdk');
  const input = { Bucket: connection.destination.bucket, Key: key, ChecksumMode: 'ENABLED' } as const;
  return connection.client.send(new HeadObjectCommand(input), { abortSignal: AbortSignal.timeout(patience) });
}

/**
 * Finds our own object after a write whose outcome is in doubt. An object is ours if it has our size, and our checksum
 * or, where the store has none, the SHA-256 that we wrote beside it. A key without an object is looked at twice; what
 * remains possible is a write that the network or the store finishes later than that.
 * @returns `none` when the key is free or somebody else's, `unknown` when it could not be told
 */
export async function findOwnObject(
  connection: Connection,
  key: string,
  sent: Figures,
): Promise<Written | 'none' | 'unknown'> {
  const found = await look(connection, key, sent);
  if (found !== 'absent') return found;
  await sleep(beforeSecondLook);
  const again = await look(connection, key, sent);
  return again === 'absent' ? 'none' : again;
}

async function look(
  connection: Connection,
  key: string,
  sent: Figures,
): Promise<Written | 'absent' | 'none' | 'unknown'> {
  try {
    const object = await head(connection, key);
    if (object.ContentLength !== sent.bytes) return 'none';
    const crc32 = wholeCrc32(object.ChecksumCRC32);
    const [theirs, ours] =
      crc32 === undefined ? [object.Metadata?.['sha256'], sent.sha256] : [crc32, sent.crc32];
    if (theirs === undefined) return 'unknown';
    return theirs === ours ? readWritten(object) : 'none';
  } catch (error) {
    return hasStatus(error, 404) ? 'absent' : 'unknown';
  }
}

/**
 * Looks at an object that was just written. Only what is read back is a proof by `checksum` or by `size`; when nothing
 * can be read back, what the store said at the write has to do. Cancelling is too late here.
 * @param body the whole object where it was written in one piece: its MD5 is the ETag then
 * @throws DeliveryMismatch
 */
export async function prove(
  connection: Connection,
  key: string,
  { sent, written, body }: { sent: Figures; written: Written; body?: Uint8Array },
): Promise<Proof> {
  let object: HeadObjectCommandOutput;
  try {
    object = await head(connection, key);
  } catch (error) {
    if (hasStatus(error, 404)) throw new DeliveryMismatch(key, l10n.t('It is not in the bucket any more.'));
    return equalsSent(key, written.crc32, sent) ? 'answer' : 'none';
  }
  if (object.ContentLength !== sent.bytes) {
    throw new DeliveryMismatch(
      key,
      l10n.t('It has {0} bytes; {1} were sent.', object.ContentLength ?? 0, sent.bytes),
    );
  }
  if (equalsSent(key, wholeCrc32(object.ChecksumCRC32), sent)) return 'checksum';
  // What the answer said is no proof of the object any more, but it must not speak against it.
  if (!equalsSent(key, written.crc32, sent) && body) compareETag(key, object, body);
  return 'size';
}

/** @returns false when the store gave no checksum @throws DeliveryMismatch when it gave another */
function equalsSent(key: string, crc32: string | undefined, sent: Figures): boolean {
  if (crc32 === undefined) return false;
  if (crc32 === sent.crc32) return true;
  throw new DeliveryMismatch(
    key,
    l10n.t("The store's checksum of it is {0}; {1} was sent.", crc32, sent.crc32),
  );
}

/** The ETag of an object written in one piece is its MD5, unless it is encrypted with a key of a key service or of the client. */
function compareETag(key: string, object: HeadObjectCommandOutput, body: Uint8Array): void {
  const etag = readWritten(object).etag ?? '';
  const encrypted = object.SSECustomerAlgorithm ?? object.SSEKMSKeyId;
  if (encrypted !== undefined || !/^[0-9a-f]{32}$/.test(etag)) return;
  if (createHash('md5').update(body).digest('hex') !== etag) {
    throw new DeliveryMismatch(key, l10n.t('Its MD5 is {0}, which is not that of the export.', etag));
  }
}
