// Carries on an upload that an earlier process began and did not end.
import { conditionSupport } from './conditions';
import { DeliveryUnknown } from './failures';
import type { Part } from './parts';
import { findOwnObject, type Written } from './proof';
import type { UploadTarget } from './removeUpload';
import { listStoredParts, type StoredParts } from './storedParts';
import { checkExpected, type Sent, type Upload } from './upload';

/** An upload, and what the store has of it. */
export interface Begun {
  readonly target: UploadTarget;
  readonly stored: StoredParts | undefined;
}

/** @returns what there is of an upload that was begun before: the object itself where it was completed; undefined for nothing */
export async function carryOn({
  connection,
  file: { key, started, expected },
  signal,
}: Upload): Promise<Begun | { readonly written: Written } | undefined> {
  if (!started) return undefined;
  const target = { Bucket: connection.destination.bucket, Key: key, UploadId: started.uploadId };
  const stored = await listStoredParts(connection, target, signal);
  if (stored) return { target, stored };
  const found = expected ? await findOwnObject(connection, key, expected) : 'none';
  if (found === 'unknown') throw new DeliveryUnknown(key, undefined);
  return found === 'none' ? undefined : { written: found };
}

/** Holds the export to the object that an earlier process has written. Nothing is sent. */
export async function alreadyWritten(
  upload: Upload,
  parts: AsyncIterable<Part>,
  written: Written,
): Promise<Sent> {
  for await (const { bytes, rows } of parts) {
    upload.digest.update(bytes);
    upload.onSent(bytes.length, rows);
    upload.buffers.giveBack(bytes);
  }
  const sent = upload.digest.figures();
  checkExpected(upload.file, sent);
  const kept = (await conditionSupport(upload.connection, 'complete')) === 'kept';
  return { sent, written, guarded: kept ? 'byStore' : 'byLook' };
}
