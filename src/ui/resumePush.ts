// Resume: plans an interrupted push again for its own moment and, if it would still write the same, sends what is missing.
import { l10n, type Uri } from 'vscode';
import type { Connection } from '../delivery/connection';
import { CannotResume, checkResumable } from '../delivery/interrupted';
import type { RunJournal } from '../delivery/journal';
import { planExport } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import type { RunRecord } from '../model/runRecord';
import { abortPush } from './abortPush';
import { deliverWithProgress, type Delivered } from './deliverWithProgress';
import { incompleteDelivery } from './incompleteDelivery';
import { withCancellableProgress } from './progress';
import { confirmResume } from './pushConfirm';
import { runRecorder } from './recordRun';
import { requestedFile } from './runRequest';
import { alreadyPushingActions } from './runningPushes';
import type { Services } from './services';
import type { FailureAction } from './showFailure';
import { openSubject, requestOf } from './subject';
import { takeOver } from './takeOver';
import { tellCancelled, tellingCancelled } from './tellCancelled';
import { tellPushed, type Pushed } from './tellPushed';
import { withConnection } from './withConnection';

export async function resumePush(record: RunRecord, services: Services): Promise<void> {
  let pushed: Pushed | undefined;
  await takeOver(
    record,
    services,
    async ({ run, destination }) => {
      if (!(await confirmResume(record, destination))) {
        tellCancelled(run);
        return run.leave();
      }
      const delivered = await withConnection(destination, services.asking, (connection) =>
        resume(run, connection, services),
      );
      pushed = { ...delivered, destination };
    },
    (error, destination) => [
      ...incompleteDelivery(error, destination, services),
      ...alreadyPushingActions(error),
      ...abortAction(error, record, services),
    ],
  );
  // What goes wrong from here on is no failure of the push.
  if (pushed) await tellPushed(pushed, services);
}

async function resume(run: RunJournal, connection: Connection, services: Services): Promise<Delivered> {
  const { segment, request } = run.record;
  const read = (signal: AbortSignal): Promise<PlannedExport> => planAgain(run, connection, signal);
  const planned = await tellingCancelled(
    () => withCancellableProgress(l10n.t('Reading {0} again', segment), read),
    run,
  );
  const title = l10n.t('Resuming the push of {0} to {1}', segment, connection.destination.name);
  const { files = [], targets = [] } = run.record.confirmed ?? {};
  const { receipts } = services;
  const file = requireFile(request);
  const recorder = runRecorder(file, connection.destination, services);
  const confirmed = { planned, files, targets, run, receipts, recorder };
  return services.running.only(file, connection.destination, () =>
    recorder.recordFailure(() => deliverWithProgress(title, connection, confirmed)),
  );
}

async function planAgain(
  run: RunJournal,
  connection: Connection,
  signal: AbortSignal,
): Promise<PlannedExport> {
  const { request, moment } = run.record;
  const { destination: target } = connection;
  const subject = await openSubject(requireFile(request));
  const again = await planExport({ ...requestOf(subject), target, moment: new Date(moment) }, signal);
  await checkResumable(run, again, connection, signal);
  return again;
}

/** @throws CannotResume */
function requireFile(request: unknown): Uri {
  const file = requestedFile(request);
  if (!file) throw new CannotResume(l10n.t('Another version of the extension began it.'));
  return file;
}

function abortAction(error: unknown, record: RunRecord, services: Services): FailureAction[] {
  if (!(error instanceof CannotResume)) return [];
  return [{ title: l10n.t('Abort'), run: () => abortPush(record, services) }];
}
