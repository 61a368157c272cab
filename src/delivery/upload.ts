// What the two ways of writing an object share: the export, the promise not to overwrite, and sending again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Digest, Figures } from '../export/digest';
import type { Chunk } from '../export/run';
import type { Totals } from '../model/receipt';
import type { Connection } from './connection';
import { explaining } from './explain';
import { ExportChanged, KeyContested, KeyTaken } from './failures';
import type { PartBuffers } from './parts';
import { findOwnObject, type Written } from './proof';
import { readS3Error } from './s3Error';

/** An export on its way to a bucket. */
export interface Export {
  readonly key: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<Chunk>;
  /** What a person confirmed. When other bytes come out, nothing is written. */
  readonly expected?: Pick<Totals, 'bytes' | 'sha256'> | undefined;
}

export interface Upload {
  readonly connection: Connection;
  readonly export: Export;
  readonly digest: Digest;
  readonly buffers: PartBuffers;
  /** Fires when the person cancels, and when `stop` does. */
  readonly signal: AbortSignal;
  /** Ends everything that is under way. Its reason is the first thing that went wrong. */
  readonly stop: AbortController;
  /** A part has been taken by the store. */
  readonly onSent: (bytes: number, rows: number) => void;
}

/** @throws ExportChanged when the whole export is not the confirmed one */
export function checkExpected({ key, expected }: Export, sent: Figures): void {
  if (!expected) return;
  if (sent.bytes !== expected.bytes || sent.sha256 !== expected.sha256) throw new ExportChanged(key);
}

/**
 * The request that makes the object appear, if its key is free. It cannot be cancelled: once it is sent only its answer
 * tells whether the object is there. When the answer was lost, the bucket is asked.
 */
export async function commit(
  { connection, export: { key } }: Upload,
  sent: Figures,
  request: () => Promise<Written>,
): Promise<Written> {
  return explaining(connection, 'write', undefined, async () => {
    try {
      return await request();
    } catch (error) {
      const own = answerMayBeLost(error) ? await findOwnObject(connection, key, sent) : undefined;
      if (own) return own;
      const { code, status } = readS3Error(error);
      if (status === 412) throw new KeyTaken(key, error);
      if (code === 'ConditionalRequestConflict') throw new KeyContested(key, error);
      throw error;
    }
  });
}

/**
 * True if the write may have succeeded all the same: no answer, a broken answer, or a retry that met the object (412) or
 * the end of the upload (404) that an earlier attempt had brought about.
 */
function answerMayBeLost(error: unknown): boolean {
  const { status, attempts } = readS3Error(error);
  if (status === undefined || status >= 500) return true;
  return attempts > 1 && (status === 412 || status === 404);
}

/** Answers that S3 wants the same request sent again for, which the SDK does not do. */
const worthSendingAgain = ['BadDigest', 'XAmzContentSHA256Mismatch', 'ConditionalRequestConflict'];

/** Sends a request up to three times: bits flip on the way, and conditional writes conflict. */
export async function sendAgain<T>(send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === 3 || !worthSendingAgain.includes(readS3Error(error).code)) throw error;
      await sleep(200 * attempt, undefined, { signal });
    }
  }
}
