// What becomes of a schedule's run that ended in the middle: what was delivered is written down, what would still be the same
// is sent to its end, and all else is cleared up.
import { rm } from 'node:fs/promises';
import type { Connection } from '../delivery/connection';
import { findRun } from '../delivery/dueMark';
import { CannotResume, checkResumable, clearUp } from '../delivery/interrupted';
import type { RunJournal } from '../delivery/journal';
import type { RunRecorder } from '../delivery/runRecorder';
import type { PlannedExport } from '../export/planned';
import type { RunRecord } from '../model/runRecord';
import type { ExportAtWork } from './exportAtWork';
import { ExportBusy } from './exportLock';
import { exportId } from './exportState';
import { requireUnattended } from './notUnattended';
import { connected, incrementally, keep, known, planAt, runMoment, runOf, type Increment } from './runMoment';
import type { Outside, RunResult, ScheduledExport } from './scheduledExport';
import { readScheduledRequest } from './scheduledRequest';
import { sendRun } from './sendRun';

/** The runs of an export's schedule that ended in the middle, oldest first. */
export async function interruptedOf(
  what: ScheduledExport,
  { journal }: Pick<Outside, 'journal'>,
): Promise<RunRecord[]> {
  const id = exportId(what);
  return (await journal.interrupted()).filter((record) => readScheduledRequest(record)?.exportId === id);
}

/**
 * @returns undefined where nothing of the run is left: its moment is run anew if it is still due
 * @throws ExportBusy, NotUnattended, UnfinishedUpload, and what planning, connecting and delivering throw
 */
export async function carryOn(
  at: ExportAtWork,
  record: RunRecord,
  recorder: RunRecorder,
): Promise<RunResult | undefined> {
  const { what, outside } = at;
  requireUnattended(what.destination);
  const run = await outside.journal.claim(record.id);
  if (!run) throw new ExportBusy(what);
  try {
    const receipt = await outside.receipts.get(record.id);
    if (!receipt) return await connected(at, (connection) => resume(at, run, connection, recorder));
    await keep(at, receipt, recorder);
    await run.end();
    const { changes } = receipt;
    return { moment: new Date(record.moment), kind: 'delivered', receipt, changes, resumed: true };
  } finally {
    run.leave();
  }
}

async function resume(
  at: ExportAtWork,
  run: RunJournal,
  connection: Connection,
  recorder: RunRecorder,
): Promise<RunResult | undefined> {
  const { what, outside, files } = at;
  const moment = new Date(run.record.moment);
  outside.onBegin?.(what, moment);
  const planned = await planAt(what, moment, outside.signal);
  try {
    return await incrementally(at, planned, files.snapshotAgain, async (increment) =>
      (await isTheSame(run, increment.planned, connection, outside.signal))
        ? sendRest(at, run, connection, recorder, increment)
        : clear(at, run, connection, recorder, planned),
    );
  } finally {
    await rm(files.snapshotAgain, { force: true });
  }
}

/** Whether the run would still write the same. */
async function isTheSame(
  run: RunJournal,
  planned: PlannedExport,
  connection: Connection,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await checkResumable(run, planned, connection, signal);
    return true;
  } catch (error) {
    if (error instanceof CannotResume) return false;
    throw error;
  }
}

async function sendRest(
  at: ExportAtWork,
  journal: RunJournal,
  connection: Connection,
  recorder: RunRecorder,
  { planned, changes }: Increment,
): Promise<RunResult> {
  const moment = new Date(journal.record.moment);
  const run = runOf(at.what, moment);
  const { targets } = await findRun(connection, planned.plan, run, at.outside.signal);
  const files = journal.record.confirmed?.files ?? [];
  const toSend = { planned, files, targets, journal, recorder, scheduled: { ...run, changes } };
  const receipt = await sendRun(connection, at.outside, toSend, (made) => keep(at, made, recorder));
  return { moment, kind: 'delivered', receipt, changes, resumed: true };
}

/** Files that have arrived are replaced by those of a whole run. */
async function clear(
  at: ExportAtWork,
  run: RunJournal,
  connection: Connection,
  recorder: RunRecorder,
  { plan }: PlannedExport,
): Promise<RunResult | undefined> {
  const moment = new Date(run.record.moment);
  await clearUp(connection, run);
  const { state, keys } = await findRun(connection, plan, runOf(at.what, moment), at.outside.signal);
  if (state === 'whole') {
    const result = await known(at, moment, 'object', keys);
    await run.end();
    return result;
  }
  await run.end();
  return keys.length > 0 ? runMoment(at, moment, recorder) : undefined;
}
