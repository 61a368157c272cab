// Runs what is due of an export by its schedule. What was killed anywhere is continued right by the next call: objects,
// receipts, the journal and the state each say what they know of what is done.
import { cancellation, throwIfCancelled } from '../delivery/cancelling';
import { RunRecorder } from '../delivery/runRecorder';
import { isCancelled } from '../model/failure';
import { tellOf } from './alerts/tellOf';
import { carryOn, interruptedOf } from './carryOn';
import { dueNow } from './dueNow';
import { dueAfter, ExportAtWork } from './exportAtWork';
import { alone, ExportBusy } from './exportLock';
import { exportFolder, readState } from './exportState';
import { runMoment } from './runMoment';
import type { Outside, RunResult, ScheduledExport } from './scheduledExport';

/**
 * Runs all that is due now, oldest first, as long as nothing fails. An export that another process is at is `busy`.
 * @param what its definition was opened for this call: the state of the segment's files that it finds is the one that it runs
 * @throws AbortError alone
 */
export async function runDue(what: ScheduledExport, outside: Outside): Promise<RunResult[]> {
  const results: RunResult[] = [];
  try {
    throwIfCancelled(outside.signal);
    if (await isIdle(what, outside)) return [];
    await alone(what, outside, async (lock) => runAll(await ExportAtWork.open(what, outside, lock), results));
  } catch (error) {
    if (isCancelled(error)) throw error;
    results.push({ moment: outside.now(), ...resultOf(error) });
  }
  return results;
}

/** Most calls find nothing to do, and need no lock. */
async function isIdle(what: ScheduledExport, outside: Outside): Promise<boolean> {
  const state = await readState(exportFolder(what, outside));
  if (!state) return false;
  const { run } = await dueNow(what, dueAfter(state, outside), outside.now());
  return run.length === 0 && (await interruptedOf(what, outside)).length === 0;
}

function resultOf(error: unknown): { kind: 'busy' } | { kind: 'failed'; error: unknown } {
  return error instanceof ExportBusy ? { kind: 'busy' } : { kind: 'failed', error };
}

/** @param results are added to */
async function runAll(at: ExportAtWork, results: RunResult[]): Promise<void> {
  const { what, outside } = at;
  for (const record of await interruptedOf(what, outside)) {
    const moment = new Date(record.moment);
    const result = await attempt(at, moment, (recorder) => carryOn(at, record, recorder));
    if (result) results.push(result);
    if (result?.kind === 'failed') return;
  }
  const { run, passedOver } = await dueNow(what, at.after, outside.now());
  const last = passedOver.at(-1);
  if (last) await at.settle(last, 'stays');
  results.push(...passedOver.map((moment) => ({ moment, kind: 'passedOver' }) as const));
  for (const moment of run) {
    const result = await attempt(at, moment, (recorder) => runMoment(at, moment, recorder));
    results.push(result);
    if (result.kind === 'failed') return;
  }
}

/** Does some work, and tells of what becomes of it. @throws ExportBusy, AbortError */
async function attempt<T extends RunResult | undefined>(
  at: ExportAtWork,
  moment: Date,
  work: (recorder: RunRecorder) => Promise<T>,
): Promise<T | RunResult> {
  const { what, outside } = at;
  const { subject, destination } = what;
  const recorder = new RunRecorder({ subject, destination, due: moment }, outside.history, () => undefined);
  try {
    throwIfCancelled(outside.signal);
    const result = await work(recorder);
    if (result) await tellOf(result, what, outside);
    return result;
  } catch (error) {
    if (error instanceof ExportBusy) throw error;
    if (isCancelled(error) || outside.signal.aborted) {
      await recorder.failed(error);
      throw cancellation();
    }
    return failed(at, moment, error, recorder);
  }
}

/** A failure that repeats itself is told once. @throws ExportBusy, what the file system throws */
async function failed(
  at: ExportAtWork,
  moment: Date,
  error: unknown,
  recorder: RunRecorder,
): Promise<RunResult> {
  const result = { moment, kind: 'failed', error } as const;
  if (await at.fail(moment, error)) {
    await recorder.failed(error);
    await tellOf(result, at.what, at.outside);
  }
  return result;
}
