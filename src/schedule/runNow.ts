// Export Now: a full export at this moment, apart from the schedule, whose state and snapshot stay as they are.
import { newRun } from '../delivery/newRun';
import { RunRecorder } from '../delivery/runRecorder';
import { isCancelled } from '../model/failure';
import { alone, ExportBusy } from './exportLock';
import { connected, planAt } from './runMoment';
import type { Outside, RunResult, ScheduledExport } from './scheduledExport';
import { sendRun } from './sendRun';

/**
 * @param request what whoever asks for the run needs to plan it again, should it be interrupted
 * @returns `delivered`, `skipped`, `failed`, or `busy` while the schedule or another window is at the export
 * @throws AbortError alone
 */
export async function runNow(
  what: ScheduledExport,
  outside: Outside,
  request: unknown = {},
): Promise<RunResult> {
  const moment = outside.now();
  const { subject, destination } = what;
  const recorder = new RunRecorder({ subject, destination }, outside.history, () => undefined);
  try {
    return await alone(what, outside, () =>
      recorder.recordFailure(() => run(what, outside, moment, recorder, request)),
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    return error instanceof ExportBusy ? { moment, kind: 'busy' } : { moment, kind: 'failed', error };
  }
}

async function run(
  what: ScheduledExport,
  outside: Outside,
  moment: Date,
  recorder: RunRecorder,
  request: unknown,
): Promise<RunResult> {
  const { signal, journal, receipts } = outside;
  outside.onBegin?.(what, moment);
  const planned = await planAt(what, moment, signal);
  const totals = await planned.scan({ signal });
  if (totals.files.length === 0) {
    await recorder.skipped(totals);
    return { moment, kind: 'skipped', totals };
  }
  return connected({ what, outside }, async (connection) => {
    const { files } = totals;
    const begun = journal.begin(await newRun(planned, what.destination, request, files));
    const receipt = await sendRun(
      connection,
      outside,
      { planned, files, journal: begun, recorder },
      async (made) => {
        await receipts.save(made);
        await recorder.delivered(made, true);
      },
    );
    return { moment, kind: 'delivered', receipt, changes: undefined, resumed: false };
  });
}
