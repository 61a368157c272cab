// What the two ways of writing an object share: the export, the promise not to overwrite, and sending again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Digest, Figures } from '../export/digest';
import type { Chunk } from '../export/run';
import type { Guarded } from '../model/receipt';
import type { CurrentFile } from '../model/runRecord';
import type { Attempts } from './attempts';
import type { Connection } from './connection';
import { explaining } from './explain';
import { DeliveryUnknown, ExportChanged, KeyContested, KeyTaken, ObjectChanged } from './failures';
import type { Condition } from './guard';
import type { ObjectHeaders } from './objectHeaders';
import type { PartBuffers } from './parts';
import { findOwnObject, type Written } from './proof';
import { readS3Error } from './s3Error';

/** A file of an export on its way to a bucket. */
export interface FileUpload {
  readonly key: string;
  /** What must be so when the object appears. */
  readonly condition: Condition;
  /** What the store keeps with the object. */
  readonly headers: ObjectHeaders;
  readonly chunks: AsyncIterable<Chunk>;
  /** What a person confirmed. When other bytes come out, nothing is written. */
  readonly expected?: Figures | undefined;
  /** An upload of this file that was begun before, to be carried on. */
  readonly started?: Started | undefined;
  /** Is told of an upload in parts before its first part is sent, and waited for. What it throws ends the push. */
  readonly onStarted?: ((started: Started) => Promise<void>) | undefined;
  /** Is told that this upload is no more: what came to nothing was removed. */
  readonly onRemoved?: (() => Promise<void>) | undefined;
}

export type Started = NonNullable<CurrentFile['started']>;

export interface Upload {
  readonly connection: Connection;
  readonly file: FileUpload;
  readonly digest: Digest;
  readonly buffers: PartBuffers;
  /** Of the first part, in bytes. */
  readonly partSize: number;
  /** Fires when the person cancels, and when `stop` does. */
  readonly signal: AbortSignal;
  /** Ends everything that is under way. Its reason is the first thing that went wrong. */
  readonly stop: AbortController;
  /** So much more has been sent. */
  readonly onSent: (bytes: number, rows: number) => void;
}

/** A file that was sent, and how the store took it. */
export interface Sent {
  readonly sent: Figures;
  readonly written: Written;
  readonly guarded: Guarded;
}

/** @throws ExportChanged when the whole export is not the confirmed one */
export function checkExpected({ key, expected }: FileUpload, sent: Figures): void {
  if (!expected) return;
  if (sent.bytes !== expected.bytes || sent.sha256 !== expected.sha256) throw new ExportChanged(key);
}

/**
 * What is written beside an object, with the SHA-256 of the whole whenever that is known before the upload begins, for
 * metadata is fixed at that moment. A file in one request is known by then; one in parts only if it was confirmed before.
 */
export function headersOf({ headers }: FileUpload, sha256: string | undefined): ObjectHeaders {
  return sha256 === undefined ? headers : { ...headers, Metadata: { ...headers.Metadata, sha256 } };
}

/**
 * The request that makes the object appear, if its key is free. Once it has left, only its answer tells whether the
 * object is there; when that is lost, the bucket is asked.
 * @param attempts has watched the request
 * @throws KeyTaken, KeyContested, S3Failure, or the AbortError of the request: nothing was written
 * @throws DeliveryUnknown when the bucket could not be asked
 */
export async function commit(
  { connection, file: { key, condition, started } }: Upload,
  attempts: Attempts,
  sent: Figures,
  request: () => Promise<Written>,
): Promise<Written> {
  try {
    return await explaining(connection, 'write', undefined, () =>
      request().catch(throwRefusal(key, condition)),
    );
  } catch (error) {
    const found = attempts.inDoubt || started ? await findOwnObject(connection, key, sent) : 'none';
    if (found === 'none') throw error;
    if (found === 'unknown') throw new DeliveryUnknown(key, error);
    return found;
  }
}

function throwRefusal(key: string, condition: Condition): (error: unknown) => never {
  return (error) => {
    const { code, status } = readS3Error(error);
    // The object that was to be replaced has another content by now, or is gone.
    if ('IfMatch' in condition && (status === 412 || code === 'NoSuchKey'))
      throw new ObjectChanged(key, error);
    if (status === 412) throw new KeyTaken(key, error);
    if (conflicts.includes(code)) throw new KeyContested(key, error);
    throw error;
  };
}

/** Two conditional writes at once, in the words of S3 and in those of radosgw. */
const conflicts = ['ConditionalRequestConflict', 'ConcurrentModification'];
/** Answers that S3 wants the same request sent again for, which the SDK does not do. */
const worthSendingAgain = ['BadDigest', 'XAmzContentSHA256Mismatch', ...conflicts];

/** In milliseconds, before the second time. By chance it is up to half of that less, so that rivals fall out of step. */
const backoff = 300;

/** Sends a request up to three times: bits flip on the way, and conditional writes conflict. */
export async function sendAgain<T>(send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === 3 || !worthSendingAgain.includes(readS3Error(error).code)) throw error;
      await sleep(backoff * attempt * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }
}
