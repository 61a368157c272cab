// `resume ID`: carries an interrupted push on, if it would still write the same.
import { checkResumable } from '../delivery/interrupted';
import type { ResumeArguments } from './arguments';
import { DroppedRecords, telling } from './droppedRecords';
import { pathOf, type Host } from './host';
import { claim, destinationOf } from './interrupted';
import { openExport, planAt } from './openExport';
import { runRecorder, subjectOf } from './recordRun';
import { requestedPush } from './runRequest';
import { sendRun } from './send';
import { withConnection } from './withConnection';

export async function resume({ id, json, state, config }: ResumeArguments, host: Host): Promise<void> {
  const { signal } = host;
  const run = await claim(host, id, state);
  try {
    const { words, there } = await requestedPush(run.record, host);
    const opened = await openExport(there, words.operand);
    // Each path begins where it was written.
    const destination = await (config === undefined
      ? destinationOf(there, run.record, words.config)
      : destinationOf(host, run.record, config));
    const planned = await planAt(new Date(run.record.moment), opened, destination, signal);
    await withConnection(host, destination, async (connection) => {
      await checkResumable(run, planned, connection, signal);
      const files = run.record.confirmed?.files;
      const dropped = new DroppedRecords(0, pathOf(there, words.dropped));
      const recorder = runRecorder(host, subjectOf(there, words), state, destination);
      const toSend = { planned, files, run, dropped, recorder };
      await recorder.recordFailure(() =>
        telling(dropped, () => sendRun(host, { json, state }, connection, toSend)),
      );
    });
  } finally {
    run.leave();
  }
}
