// `push`: delivers an export, or with --dry-run says what would be delivered.
import { cancellation } from '../delivery/cancelling';
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
import { pathOf, type ConfirmedPush, type Host, type PushToConfirm } from './host';
import { journalIn } from './interrupted';
import { openExport, planAt } from './openExport';
import { runRecorder } from './recordRun';
import { runRequest } from './runRequest';
import { sendRun } from './send';
import { warnOfChanges } from './sinceLast';
import { destinationOf } from './target';
import { figures, withProgress } from './terminal';
import { withConnection } from './withConnection';

export async function push(words: PushArguments, host: Host): Promise<void> {
  const opened = await openExport(host, words.operand);
  const destination = await findDestination(host, words.config, destinationOf(words, opened.definition));
  const planned = await planAt(new Date(), opened, destination, host.signal);
  await (words.dryRun ? dryRun : send)(words, destination, planned, host);
}

async function send(
  words: PushArguments,
  destination: Destination,
  planned: PlannedExport,
  host: Host,
): Promise<void> {
  const { signal } = host;
  const dropped = new DroppedRecords(0, pathOf(host, words.dropped));
  const recorder = runRecorder(host, words, words.state, destination);
  const work = async (connection: Connection): Promise<'declined' | undefined> => {
    await refuseTaken(connection, planned.plan.key, signal);
    // What is wrong in the segment is found before anything is sent, and each object gets its SHA-256 as metadata.
    const totals = words.singlePass ? undefined : await scan(planned, host);
    if (totals) await warnOfChanges(host, words, destination, planned.plan, totals);
    const files = totals?.files;
    for (const { key } of files?.slice(1, keysLookedUp) ?? []) await refuseTaken(connection, key, signal);
    const confirmed = totals?.files.length
      ? await confirm(words, { connection, planned, totals, signal }, host)
      : unasked(words, host);
    if (!confirmed) {
      dropped.giveUp(undefined);
      return 'declined';
    }
    const { request, targets } = confirmed;
    const begun = await newRun(planned, destination, request, files, targets);
    const run = journalIn(host, words.state).begin(begun);
    await sendRun(host, words, connection, { planned, files, run, targets, dropped, recorder });
    return undefined;
  };
  const declined = await recorder.recordFailure(() =>
    telling(dropped, () => withConnection(host, destination, work)),
  );
  // Behind the record: what nobody wanted was no run.
  if (declined) throw cancellation();
}

/** @returns undefined when the push is declined */
async function confirm(
  words: PushArguments,
  push: PushToConfirm,
  host: Host,
): Promise<ConfirmedPush | undefined> {
  return host.pushes ? host.pushes.confirm(push) : unasked(words, host);
}

function unasked(words: PushArguments, host: Host): ConfirmedPush {
  return { request: runRequest(words, host), targets: [] };
}

/** Each costs a request. */
const keysLookedUp = 20;

/** The write itself refuses a key that is taken; but what is known now need not be found out after hours. @throws KeyTaken */
async function refuseTaken(connection: Connection, key: string, signal: AbortSignal): Promise<void> {
  if (connection.destination.object.overwrite !== 'fail') return;
  if ((await lookUp(connection, key, signal)).state === 'taken') throw new KeyTaken(key, undefined);
}

async function scan(planned: PlannedExport, host: Host): Promise<Totals> {
  return withProgress(host, (progress) =>
    planned.scan({
      signal: host.signal,
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
    }),
  );
}
