// Proving a delivery: what the store has is compared with what was sent.
import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Figures } from '../export/digest';
import type { Proof } from '../model/receipt';
import { cancelledBy } from './cancelling';
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

async function head(connection: Connection, key: string, signal?: AbortSignal) {
  const { HeadObjectCommand } = await import('./sdk');
  const input = { Bucket: connection.destination.bucket, Key: key, ChecksumMode: 'ENABLED' } as const;
  return connection.client.send(new HeadObjectCommand(input), cancelledBy(signal));
}

/**
 * Finds our own object after a write whose answer was lost: same size, and same checksum or, where the store has none,
 * the SHA-256 that we wrote beside it.
 */
export async function findOwnObject(
  connection: Connection,
  key: string,
  sent: Figures,
): Promise<Written | undefined> {
  try {
    const object = await head(connection, key);
    const crc32 = wholeCrc32(object.ChecksumCRC32);
    const same = crc32 === undefined ? object.Metadata?.['sha256'] === sent.sha256 : crc32 === sent.crc32;
    return same && object.ContentLength === sent.bytes ? readWritten(object) : undefined;
  } catch {
    // It cannot be known, so the failure of the write stands.
    return undefined;
  }
}

/**
 * Looks at an object that was just written. When that is not possible, what the store said at the write has to do.
 * @param body the whole object where it was written in one piece: its MD5 is the ETag then
 * @throws DeliveryMismatch
 */
export async function prove(
  connection: Connection,
  key: string,
  {
    sent,
    written,
    body,
    signal,
  }: { sent: Figures; written: Written; body?: Uint8Array; signal: AbortSignal },
): Promise<Proof> {
  let object: HeadObjectCommandOutput;
  try {
    object = await head(connection, key, signal);
  } catch (error) {
    if (hasStatus(error, 404)) throw new DeliveryMismatch(key, l10n.t('It is not in the bucket any more.'));
    return proofOfChecksum(key, written.crc32, sent) ?? 'none';
  }
  if (object.ContentLength !== sent.bytes) {
    throw new DeliveryMismatch(
      key,
      l10n.t('It has {0} bytes; {1} were sent.', object.ContentLength ?? 0, sent.bytes),
    );
  }
  const proof = proofOfChecksum(key, wholeCrc32(object.ChecksumCRC32) ?? written.crc32, sent);
  if (proof === undefined && body) compareETag(key, object, body);
  return proof ?? 'size';
}

function proofOfChecksum(key: string, crc32: string | undefined, sent: Figures): Proof | undefined {
  if (crc32 === undefined) return undefined;
  if (crc32 === sent.crc32) return 'checksum';
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
