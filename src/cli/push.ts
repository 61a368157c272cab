// `push`: delivers an export, or with --dry-run says what would be delivered.
import type { Connection } from '../delivery/connection';
import { KeyTaken } from '../delivery/failures';
import { newRun } from '../delivery/newRun';
import { lookUp } from '../delivery/objects';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { Totals } from '../model/receipt';
import type { PushArguments } from './arguments';
import { findDestination } from './config';
import { DroppedRecords, telling } from './droppedRecords';
import { dryRun } from './dryRun';
import { journalIn } from './interrupted';
import { openExport, planAt } from './openExport';
import { runRecorder } from './recordRun';
import { runRequest } from './runRequest';
import { sendRun } from './send';
import { warnOfChanges } from './sinceLast';
import { destinationOf } from './target';
import { figures, withProgress } from './terminal';
import { withConnection } from './withConnection';

export async function push(words: PushArguments, signal: AbortSignal): Promise<void> {
  const opened = await openExport(words.operand);
  const destination = await findDestination(words.config, destinationOf(words, opened.definition));
  const planned = await planAt(new Date(), opened, destination, signal);
  await (words.dryRun ? dryRun : send)(words, destination, planned, signal);
}

async function send(
  words: PushArguments,
  destination: Destination,
  planned: PlannedExport,
  signal: AbortSignal,
): Promise<void> {
  const dropped = new DroppedRecords(0, words.dropped);
  const recorder = runRecorder(words, words.state, destination);
  const work = async (connection: Connection): Promise<void> => {
    await refuseTaken(connection, planned.plan.key, signal);
    // What is wrong in the segment is found before anything is sent, and each object gets its SHA-256 as metadata.
    const totals = words.singlePass ? undefined : await scan(planned, signal);
    if (totals) await warnOfChanges(words, destination, planned.plan, totals);
    const files = totals?.files;
    for (const { key } of files?.slice(1, keysLookedUp) ?? []) await refuseTaken(connection, key, signal);
    const run = journalIn(words.state).begin(await newRun(planned, destination, runRequest(words), files));
    await sendRun(words, connection, { planned, files, run, dropped, recorder }, signal);
  };
  await recorder.recordFailure(() => telling(dropped, () => withConnection(destination, work)));
}

/** Each costs a request. */
const keysLookedUp = 20;

/** The write itself refuses a key that is taken; but what is known now need not be found out after hours. @throws KeyTaken */
async function refuseTaken(connection: Connection, key: string, signal: AbortSignal): Promise<void> {
  if (connection.destination.object.overwrite !== 'fail') return;
  if ((await lookUp(connection, key, signal)).state === 'taken') throw new KeyTaken(key, undefined);
}

async function scan(planned: PlannedExport, signal: AbortSignal): Promise<Totals> {
  return withProgress((progress) =>
    planned.scan({
      signal,
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
    }),
  );
}
