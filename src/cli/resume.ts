// `resume ID`: carries an interrupted push on, if it would still write the same.
import { resolve } from 'node:path';
import { checkResumable } from '../delivery/interrupted';
import type { ResumeArguments } from './arguments';
import { DroppedRecords, telling } from './droppedRecords';
import { claim, destinationOf } from './interrupted';
import { openExport, planAt } from './openExport';
import { runRecorder } from './recordRun';
import { requestedPush } from './runRequest';
import { sendRun } from './send';
import { withConnection } from './withConnection';

export async function resume(
  { id, json, state, config }: ResumeArguments,
  signal: AbortSignal,
): Promise<void> {
  const run = await claim(id, state);
  try {
    // Before this process moves to where the push was begun.
    const settings = config === undefined ? undefined : resolve(config);
    const words = requestedPush(run.record);
    const opened = await openExport(words.operand);
    const destination = await destinationOf(run.record, settings ?? words.config);
    const planned = await planAt(new Date(run.record.moment), opened, destination, signal);
    await withConnection(destination, async (connection) => {
      await checkResumable(run, planned, connection, signal);
      const files = run.record.confirmed?.files;
      const dropped = new DroppedRecords(0, words.dropped);
      const recorder = runRecorder(words, state, destination);
      const toSend = { planned, files, run, dropped, recorder };
      await recorder.recordFailure(() =>
        telling(dropped, () => sendRun({ json, state }, connection, toSend, signal)),
      );
    });
  } finally {
    run.leave();
  }
}
