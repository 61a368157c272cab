// What can be done about a run that was interrupted: carry it on, if it would still write the same, or clear up after it.
import * as l10n from '@vscode/l10n';
import type { PlannedExport } from '../export/planned';
import { bucketAddress, type Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { RunRecord } from '../model/runRecord';
import { configSha256 } from './configSha256';
import type { Connection } from './connection';
import { DeliveryUnknown } from './failures';
import type { RunJournal } from './journal';
import { findOwnObject } from './proof';
import { removeUpload } from './removeUpload';

/** An interrupted run would not write the same any more. */
export class CannotResume extends Failure {
  constructor(why: string) {
    super('cannot-resume', {
      what: l10n.t('The interrupted push cannot be resumed.'),
      why,
      next: l10n.t('Abort it, then push again.'),
    });
  }
}

/**
 * Holds a new plan for the moment of an interrupted run to what that run was to write. Reads the segment's files once.
 * Whatever it throws, the run stays interrupted.
 * @throws CannotResume, what reading a file throws, the signal's AbortError
 */
export async function checkResumable(
  journal: RunJournal,
  planned: PlannedExport,
  { destination }: Connection,
  signal: AbortSignal,
): Promise<void> {
  try {
    const why = await whyNot(journal.record, planned, destination, signal);
    if (why !== undefined) throw new CannotResume(why);
  } catch (error) {
    journal.leave();
    throw error;
  }
}

async function whyNot(
  { confirmed }: RunRecord,
  planned: PlannedExport,
  destination: Destination,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!confirmed) return l10n.t('It was begun without reading the whole segment first.');
  const { plan } = planned;
  const sameKey = confirmed.files[0]?.key === plan.key;
  if (!sameKey || configSha256(plan, destination) !== confirmed.configSha256)
    return l10n.t('The export definition or the destination has changed since.');
  if ((await planned.sourceSha256(signal)) !== confirmed.sourceSha256)
    return l10n.t('The segment file has changed since.');
  return undefined;
}

/**
 * What clearing up found: nothing any more; that the last file had been delivered after all; or, where the bucket cannot be
 * asked, that it is not known.
 */
export type Cleared = 'removed' | 'delivered' | 'unknown';

/**
 * Removes the unfinished upload of an interrupted run. Files that it had delivered stay where they are.
 * @throws UnfinishedUpload when parts remain
 */
export async function clearUp(connection: Connection, journal: RunJournal): Promise<Cleared> {
  const { current, confirmed, delivered } = journal.record;
  // It ended between its last file and the end of its record.
  if (!current) return confirmed && confirmed.files.length === delivered.length ? 'delivered' : 'removed';
  const { key, started } = current;
  if (started) {
    const target = { Bucket: connection.destination.bucket, Key: key, UploadId: started.uploadId };
    // Of an upload that was there, no object was made.
    if ((await removeUpload(connection, target, undefined)) === 'removed') return 'removed';
  }
  const figures = confirmed?.files[delivered.length];
  const found = figures ? await findOwnObject(connection, key, figures) : 'unknown';
  if (typeof found === 'object') return 'delivered';
  return found === 'none' ? 'removed' : 'unknown';
}

/**
 * Does the work of a run and ends its record, unless something is left that only the record can lead to: an upload in
 * parts, an object of which nothing is known, files of a run that was interrupted before and can still be carried on.
 * @param work delivers, and keeps the receipt
 */
export async function keepingRecord<T>(journal: RunJournal, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await journal.end();
    return result;
  } catch (error) {
    await giveUp(journal, error);
    throw error;
  }
}

/** The same for a run that failed. */
export async function giveUp(journal: RunJournal, error: unknown): Promise<void> {
  const { current, delivered } = journal.record;
  const carriedOn = journal.claimed && delivered.length > 0;
  if (current?.started || carriedOn || isUnknown(error)) journal.leave();
  else await journal.end();
}

function isUnknown(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof DeliveryUnknown) return true;
  return false;
}

/** The destination of an interrupted run was removed or leads elsewhere by now. */
export class DestinationMoved extends Failure {
  constructor({ destination, bucket }: RunRecord) {
    super('destination-moved', {
      what: l10n.t('What the interrupted push left in the bucket "{0}" cannot be reached.', bucket),
      why: l10n.t('The destination "{0}" was removed, or its bucket or endpoint has changed.', destination),
      next: l10n.t(
        'Restore its settings and try again, or let a lifecycle rule of the bucket remove the parts.',
      ),
    });
  }
}

/** @throws DestinationMoved unless the destination is where the run went */
export function requireSamePlace(record: RunRecord, destination: Destination | undefined): Destination {
  const there = { bucket: record.bucket, endpoint: record.endpoint };
  if (!destination || bucketAddress(destination) !== bucketAddress(there)) throw new DestinationMoved(record);
  return destination;
}
