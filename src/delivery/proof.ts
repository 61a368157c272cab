// Proving a delivery: what the store has is compared with what was sent.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Figures } from '../export/digest';
import type { Proof } from '../model/receipt';
import type { Connection } from './connection';
import { checkEncryption, type ShownEncryption } from './encryption';
import { unquoted } from './etag';
import { DeliveryMismatch } from './failures';
import { contentSha256, type ReadBackOptions } from './readBack';
import { hasStatus } from './s3Error';

/** What the store said when it took an object. */
export interface Written {
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
  /** The store's own CRC-32 of the whole object, if it gives one. */
  readonly crc32: string | undefined;
  readonly encryption: ShownEncryption;
}

/** The store's answer to a write, as S3 gives it. */
export interface WriteResponse extends ShownEncryption {
  readonly ETag?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
}

export function readWritten(response: WriteResponse): Written {
  return {
    etag: unquoted(response.ETag),
    versionId: response.VersionId,
    crc32: wholeCrc32(response.ChecksumCRC32),
    encryption: response,
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
 * or, where the store has none, the SHA-256 that we wrote beside it. A key with no object, or with the one that ours may
 * be about to replace, is looked at twice; what remains possible is a write that the network or the store finishes later
 * than that.
 * @returns `none` when the key is free or somebody else's, `unknown` when it could not be told
 */
export async function findOwnObject(
  connection: Connection,
  key: string,
  sent: Figures,
): Promise<Written | 'none' | 'unknown'> {
  const found = await look(connection, key, sent);
  if (found !== 'none') return found;
  await sleep(beforeSecondLook);
  return look(connection, key, sent);
}

async function look(
  connection: Connection,
  key: string,
  sent: Figures,
): Promise<Written | 'none' | 'unknown'> {
  try {
    const object = await head(connection, key);
    if (object.ContentLength !== sent.bytes) return 'none';
    const crc32 = wholeCrc32(object.ChecksumCRC32);
    const [theirs, ours] =
      crc32 === undefined ? [object.Metadata?.['sha256'], sent.sha256] : [crc32, sent.crc32];
    if (theirs === undefined) return 'unknown';
    return theirs === ours ? readWritten(object) : 'none';
  } catch (error) {
    return hasStatus(error, 404) ? 'none' : 'unknown';
  }
}

/** What was sent, and what the store said of it. */
export interface Sending {
  readonly sent: Figures;
  readonly written: Written;
  /** The whole object where it was written in one piece: its MD5 is the ETag then. */
  readonly body?: Uint8Array | undefined;
}

/** How a delivery was proved, and the ETag by which its object is recognised later. */
export interface Proven {
  readonly proof: Proof;
  readonly etag: string | undefined;
}

/**
 * Looks at an object that was just written. Where the store shows no checksum of it, all of it is read back. Only when
 * nothing can be looked at, what the store said at the write has to do.
 * @param options cancelling ends reading back, which then is no proof; for all else it is too late
 * @throws DeliveryMismatch, EncryptionMismatch
 */
export async function prove(
  connection: Connection,
  key: string,
  { sent, written, body }: Sending,
  options: ReadBackOptions = {},
): Promise<Proven> {
  const { encryption } = connection.destination.object;
  let object: HeadObjectCommandOutput;
  try {
    object = await head(connection, key);
  } catch (error) {
    if (hasStatus(error, 404)) throw new DeliveryMismatch(key, l10n.t('It is not in the bucket any more.'));
    // An answer to a write that says nothing of encryption says nothing against it.
    if (written.encryption.ServerSideEncryption !== undefined)
      checkEncryption(key, encryption, written.encryption);
    return { proof: equalsSent(key, written.crc32, sent) ? 'answer' : 'none', etag: written.etag };
  }
  if (object.ContentLength !== sent.bytes) {
    throw new DeliveryMismatch(
      key,
      l10n.t('It has {0} bytes; {1} were sent.', object.ContentLength ?? 0, sent.bytes),
    );
  }
  checkEncryption(key, encryption, object);
  // Some stores give the ETag of an object in parts only when it is looked at.
  const etag = written.etag || readWritten(object).etag;
  if (equalsSent(key, wholeCrc32(object.ChecksumCRC32), sent)) return { proof: 'checksum', etag };
  // What the answer said is no proof of the object any more, but it must not speak against it.
  equalsSent(key, written.crc32, sent);
  const [theirs, ours] = [md5Of(object), body && createHash('md5').update(body).digest('hex')];
  if (theirs !== undefined && theirs === ours) return { proof: 'md5', etag };
  const proof = await proveContent(connection, key, sent, options);
  // An ETag of that form is another value in some stores, so the content has the last word.
  if (proof === 'size' && theirs !== undefined && ours !== undefined) {
    throw new DeliveryMismatch(key, l10n.t('Its MD5 is {0}, which is not that of the export.', theirs));
  }
  return { proof, etag };
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
function md5Of(object: HeadObjectCommandOutput): string | undefined {
  const etag = readWritten(object).etag ?? '';
  const encrypted = object.SSECustomerAlgorithm ?? object.SSEKMSKeyId;
  return encrypted === undefined && /^[0-9a-f]{32}$/.test(etag) ? etag : undefined;
}

/** An object that may not be read, or whose reading was cancelled, is proved by its size alone. */
async function proveContent(
  connection: Connection,
  key: string,
  sent: Figures,
  options: ReadBackOptions,
): Promise<'content' | 'size'> {
  const sha256 = await contentSha256(connection, key, sent.bytes, options).catch(() => undefined);
  if (sha256 === undefined) return 'size';
  if (sha256 === sent.sha256) return 'content';
  throw new DeliveryMismatch(
    key,
    l10n.t('The SHA-256 of its content is {0}; {1} was sent.', sha256, sent.sha256),
  );
}
