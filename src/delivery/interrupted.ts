// What can be done about a run that was interrupted: carry it on, if it would still write the same, or clear up after it.
import * as l10n from '@vscode/l10n';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { RunRecord } from '../model/runRecord';
import { configSha256 } from './configSha256';
import type { Connection } from './connection';
import { DeliveryUnknown, UnfinishedUpload } from './failures';
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

/** What clearing up found: nothing any more, or that the last file had been delivered after all. */
export type Cleared = 'removed' | 'delivered';

/**
 * Removes the unfinished upload of an interrupted run. Files that it had delivered stay where they are.
 * @throws UnfinishedUpload when parts remain
 */
export async function clearUp(connection: Connection, journal: RunJournal): Promise<Cleared> {
  const { upload, confirmed } = journal.record;
  if (upload) {
    const { key, uploadId } = upload;
    const target = { Bucket: connection.destination.bucket, Key: key, UploadId: uploadId };
    await removeUpload(connection, target, undefined);
    const figures = confirmed?.files[journal.record.delivered.length];
    const found = figures ? await findOwnObject(connection, key, figures) : 'none';
    if (typeof found === 'object') return 'delivered';
  }
  return 'removed';
}

/**
 * Does the work of a run and ends its record, unless something remains in the bucket that only the record can lead to.
 * @param work delivers, and keeps the receipt
 */
export async function keepingRecord<T>(journal: RunJournal, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await journal.end();
    return result;
  } catch (error) {
    if (leavesUpload(error)) journal.leave();
    else await journal.end();
    throw error;
  }
}

function leavesUpload(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof UnfinishedUpload || each instanceof DeliveryUnknown) return true;
  return false;
}
