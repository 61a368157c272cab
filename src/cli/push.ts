// `push`: delivers an export, or with --dry-run says what would be delivered.
import { cancellation } from '../delivery/cancelling';
import type { Connection } from '../delivery/connection';
import { KeyTaken } from '../delivery/failures';
import { newRun } from '../delivery/newRun';
import { lookUp } from '../delivery/objects';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { PushArguments } from './arguments';
import { findDestination } from './config';
import { DroppedRecords, telling } from './droppedRecords';
import { dryRun } from './dryRun';
import { findingsObserver, rulesIn } from './findingRules';
import { pathOf, type Host, type PushToConfirm } from './host';
import { journalIn } from './interrupted';
import { openExport, planAt } from './openExport';
import { runRecorder, subjectOf } from './recordRun';
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
  const recorder = runRecorder(host, subjectOf(host, words), words.state, destination);
  const work = async (connection: Connection): Promise<'declined' | undefined> => {
    await refuseTaken(connection, planned.plan.key, signal);
    // What is wrong in the segment is found before anything is sent, and each object gets its SHA-256 as metadata.
    const read = words.singlePass ? undefined : await scan(words, planned, destination, host);
    const totals = read?.totals;
    if (totals) await warnOfChanges(host, words, destination, planned.plan, totals);
    const files = totals?.files;
    for (const { key } of files?.slice(1, keysLookedUp) ?? []) await refuseTaken(connection, key, signal);
    const confirmed =
      host.pushes && read && read.totals.files.length > 0
        ? await host.pushes.confirm({ connection, planned, signal, ...read })
        : { request: runRequest(words, host), targets: [] };
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

/** Each costs a request. */
const keysLookedUp = 20;

/** The write itself refuses a key that is taken; but what is known now need not be found out after hours. @throws KeyTaken */
async function refuseTaken(connection: Connection, key: string, signal: AbortSignal): Promise<void> {
  if (connection.destination.object.overwrite !== 'fail') return;
  if ((await lookUp(connection, key, signal)).state === 'taken') throw new KeyTaken(key, undefined);
}

/** Findings are told to those who are asked, and cost time. */
async function scan(
  words: PushArguments,
  planned: PlannedExport,
  destination: Destination,
  host: Host,
): Promise<Pick<PushToConfirm, 'totals' | 'findings'>> {
  const rules = host.pushes && (await rulesIn(host, words.config));
  const observer = rules && (await findingsObserver(host, destination, planned.plan, rules));
  const totals = await withProgress(host, (progress) =>
    planned.scan({
      signal: host.signal,
      observers: observer ? [observer] : [],
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
    }),
  );
  return { totals, findings: observer?.findings() ?? { findings: [], counts: [] } };
}
