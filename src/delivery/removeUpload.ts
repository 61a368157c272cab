// Removes the parts of an upload that came to nothing, those too that land while it is being removed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Connection } from './connection';
import { explaining } from './explain';
import { DeliveryUnknown, UnfinishedUpload } from './failures';
import { hasStatus, readS3Error } from './s3Error';

/** Names an upload in every request. */
export interface UploadTarget {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/** How often an upload is aborted while parts of it remain. */
const maxAborts = 5;

/**
 * Removes an upload. Not cancellable: this is what happens when somebody cancels.
 * @param interruption what ended the upload
 * @returns `gone` when there was none any more, as after a completion; `kept` when it could not be removed
 * @throws UnfinishedUpload when parts remain, unless it is not even known whether the export was delivered: that matters more
 */
export async function removeUpload(
  connection: Connection,
  target: UploadTarget,
  interruption: unknown,
): Promise<'removed' | 'gone' | 'kept'> {
  try {
    return await explaining(connection, 'abort', undefined, () =>
      inTime((signal) => abort(connection, target, signal)),
    );
  } catch (error) {
    if (interruption instanceof DeliveryUnknown) return 'kept';
    throw new UnfinishedUpload(target.Key, target.UploadId, interruption, error);
  }
}

/** In milliseconds. Whoever cancels waits for this, however little the store says. */
const patience = 30_000;

async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await work(signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/**
 * A part that was on its way may land after an abort, and is kept then. Source: "AbortMultipartUpload" in the Amazon S3
 * API Reference, which advises to list the parts and to abort again.
 */
async function abort(
  { client }: Connection,
  target: UploadTarget,
  abortSignal: AbortSignal,
): Promise<'removed' | 'gone'> {
  const { AbortMultipartUploadCommand } = await import('./sdk');
  for (let aborts = 1; aborts <= maxAborts; aborts++) {
    try {
      await client.send(new AbortMultipartUploadCommand(target), { abortSignal });
    } catch (error) {
      if (hasStatus(error, 404)) return aborts === 1 ? 'gone' : 'removed';
      throw error;
    }
    if (!(await partsRemain(client, target, abortSignal))) return 'removed';
    await sleep(200 * aborts, undefined, { signal: abortSignal });
  }
  throw new Error('Parts remain although the upload was aborted.');
}

/** The upload is gone, or the store cannot list parts. */
const nothingToSee: readonly (number | undefined)[] = [404, 405, 501];

/**
 * Where parts may not be listed, the accepted abort has to do.
 * @throws what the request throws when it is not known whether parts remain
 */
async function partsRemain(
  client: S3Client,
  target: UploadTarget,
  abortSignal: AbortSignal,
): Promise<boolean> {
  const { ListPartsCommand } = await import('./sdk');
  try {
    const { Parts = [] } = await client.send(new ListPartsCommand({ ...target, MaxParts: 1 }), {
      abortSignal,
    });
    return Parts.length > 0;
  } catch (error) {
    const { code, status } = readS3Error(error);
    if (code === 'AccessDenied' || nothingToSee.includes(status)) return false;
    throw error;
  }
}
