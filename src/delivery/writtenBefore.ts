// An object that an earlier process of the same run has written, and did not live to record.
import type { Figures } from '../export/digest';
import type { ProvenObject } from '../model/receipt';
import { conditionSupport } from './conditions';
import type { Connection } from './connection';
import type { DeliverOptions } from './deliver';
import { findOwnObject, prove } from './proof';

/**
 * Looks for the object and proves it.
 * @param body the whole object, where it was written in one piece and is at hand
 * @returns undefined where there is none, or it is not known to be ours
 */
export async function writtenBefore(
  connection: Connection,
  key: string,
  { bytes, sha256, crc32 }: Figures,
  { signal, onReadBack }: Pick<DeliverOptions, 'signal' | 'onReadBack'>,
  body?: Uint8Array,
): Promise<ProvenObject | undefined> {
  const sent = { bytes, sha256, crc32 };
  const written = await findOwnObject(connection, key, sent);
  if (typeof written === 'string') return undefined;
  const made = { sent, written, ...(body && { body }) };
  const proven = await prove(connection, key, made, { signal, onProgress: onReadBack });
  const kept = (await conditionSupport(connection, 'put')) === 'kept';
  return { key, ...sent, ...proven, versionId: written.versionId, guarded: kept ? 'byStore' : 'byLook' };
}
