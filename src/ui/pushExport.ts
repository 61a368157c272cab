// Push Export: reads the whole segment for the figures, asks once, delivers what was confirmed and nothing else, and says
// what is proved.
import { commands as vscodeCommands, l10n, type Disposable, type Uri } from 'vscode';
import type { Connection } from '../delivery/connection';
import { newRun } from '../delivery/newRun';
import type { RunRecorder } from '../delivery/runRecorder';
import type { Destination } from '../model/destination';
import { isCancelled } from '../model/failure';
import { chooseActions } from './chooseDestination';
import { originOf } from './commandOrigin';
import { commands } from './contributions';
import { deliverWithProgress, type ConfirmedExport, type Delivered } from './deliverWithProgress';
import { destinationActions } from './destinationActions';
import { incompleteDelivery } from './incompleteDelivery';
import { destinationOf } from './destinationOf';
import { pickSubject } from './pickSegment';
import { prepareWithProgress } from './prepareWithProgress';
import { confirmPush } from './pushConfirm';
import { announceSkipped } from './pushOutcome';
import { runRecorder } from './recordRun';
import type { PreparedPush } from './pushPrepare';
import { showSegmentFailure } from './segmentFailure';
import type { Services } from './services';
import { runRequest } from './runRequest';
import { alreadyPushingActions } from './runningPushes';
import { isDefinition, type Subject } from './subject';
import { tellingCancelled } from './tellCancelled';
import { tellPushed, type Pushed } from './tellPushed';
import { withConnection } from './withConnection';

/** Registers the command. */
export function registerPush(services: Services): Disposable {
  return vscodeCommands.registerCommand(commands.pushExport, (argument: unknown) =>
    pushExport(argument, services),
  );
}

/** Asks for whatever the argument and the editor at hand leave open. */
async function pushExport(argument: unknown, services: Services): Promise<void> {
  const origin = originOf(argument, services);
  const file = origin.file ?? (await pickSubject(title()));
  if (file) await push(file, origin.destination, services);
}

function title(): string {
  return l10n.t('Push Export');
}

/**
 * Asks and pushes, and shows what goes wrong.
 * @param chosen undefined: the destination that the definition names, or what a person chooses
 */
export async function push(file: Uri, chosen: Destination | undefined, services: Services): Promise<void> {
  const pushed = await attempt(file, chosen, services);
  // What goes wrong from here on is no failure of the push.
  if (pushed) await tellPushed(pushed, services);
}

/** Nothing is returned when nothing was pushed, or when the person was shown why it failed. */
async function attempt(
  file: Uri,
  chosen: Destination | undefined,
  services: Services,
): Promise<Pushed | undefined> {
  const { store, log } = services;
  let destination = chosen;
  try {
    const saved = await withFile(file, services);
    if (!saved) return undefined;
    const subject = await services.previews.subject(saved);
    const target = (destination ??= await destinationOf(subject, title(), services));
    if (!target) return undefined;
    const delivered = await services.running.only(saved, target, () => recorded(subject, target, services));
    return delivered && { ...delivered, destination: target };
  } catch (error) {
    // What was found is of no use to whoever wants no push any more.
    if (isCancelled(error)) services.problems.clear(file, 'push');
    const retry = (other: Destination): Promise<void> => push(file, other, services);
    const actions = [
      ...(destination ? destinationActions(error, destination, services, retry) : []),
      ...(destination ? incompleteDelivery(error, destination, services) : []),
      ...alreadyPushingActions(error),
      ...chooseActions(error, title(), store, retry),
    ];
    await showSegmentFailure(error, file, log, actions);
    return undefined;
  }
}

/** An edited mapping of a segment file gets a definition: what was pushed can be pushed again. Nothing when the person left. */
async function withFile(file: Uri, { previews }: Services): Promise<Uri | undefined> {
  const preview = previews.of(file);
  return preview?.isEdited && !isDefinition(file) ? preview.save() : file;
}

/** Whatever becomes of the push is in the list of runs. */
async function recorded(
  subject: Subject,
  destination: Destination,
  services: Services,
): Promise<Delivered | undefined> {
  const recorder = runRecorder(subject.file, destination, services);
  return recorder.recordFailure(() =>
    withConnection(destination, services.asking, (connection) =>
      confirmAndDeliver(connection, subject, recorder, services),
    ),
  );
}

/** Nothing is returned when nothing is to be pushed: by a person's decision, or because no row is left. */
async function confirmAndDeliver(
  connection: Connection,
  subject: Subject,
  recorder: RunRecorder,
  services: Services,
): Promise<Delivered | undefined> {
  const prepared = await tellingCancelled(() => prepareWithProgress(connection, subject, services));
  if (prepared.totals.files.length === 0) {
    await recorder.skipped(prepared.totals);
    void announceSkipped(prepared.totals);
    return undefined;
  }
  if (!(await confirmPush(prepared))) return undefined;
  // The question said so. What is not saved is not pushed.
  if (subject.options && !(await services.previews.of(subject.file)?.save())) return undefined;
  return deliverPrepared(connection, prepared, recorder, services);
}

async function deliverPrepared(
  connection: Connection,
  prepared: PreparedPush,
  recorder: RunRecorder,
  services: Services,
): Promise<Delivered> {
  const { planned, destination } = prepared;
  const title = l10n.t('Pushing {0} to {1}', planned.plan.segment.name, destination.name);
  return deliverWithProgress(title, connection, await beginPush(prepared, recorder, services));
}

/** Begins the run of what was confirmed. */
export async function beginPush(
  { planned, subject, destination, totals, targets }: PreparedPush,
  recorder: RunRecorder,
  { journal, receipts }: Services,
): Promise<ConfirmedExport> {
  const { files } = totals;
  const run = journal.begin(await newRun(planned, destination, runRequest(subject), files, targets));
  return { planned, files, targets, run, receipts, recorder };
}
