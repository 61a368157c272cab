// Retry and Push Again: the same file to the same destination, after the usual question. A schedule's run is run again without
// one.
import { l10n, workspace } from 'vscode';
import { Failure } from '../../model/failure';
import type { FinishedRun } from '../../model/finishedRun';
import { findDestination } from '../findDestination';
import { push } from '../pushExport';
import { uriOf } from '../filePath';
import type { Schedules } from '../schedule/schedules';
import type { Services } from '../services';

/** What was pushed is not there any more. */
export class SubjectGone extends Failure {
  constructor(name: string, cause: unknown) {
    super(
      'subject-gone',
      {
        what: l10n.t('{0} cannot be pushed again.', name),
        why: l10n.t('The file was moved, renamed or removed since.'),
        next: l10n.t('Restore it, or push another one.'),
      },
      { cause },
    );
  }
}

/** @throws SubjectGone, DestinationGone. What goes wrong with the push itself is shown */
export async function pushAgain(run: FinishedRun, services: Services): Promise<void> {
  const file = uriOf(run.subject);
  await Promise.resolve(workspace.fs.stat(file)).catch((error: unknown) => {
    throw new SubjectGone(workspace.asRelativePath(file), error);
  });
  await push(file, findDestination(services.store, run.destinationId), services);
}

/** What is due by a schedule is run; a schedule that has gone leaves a push by hand. @throws what `pushAgain` throws */
export async function retryRun(run: FinishedRun, schedules: Schedules, services: Services): Promise<void> {
  const scheduled = run.due === undefined ? undefined : await schedules.find(run);
  if (scheduled) await schedules.run(scheduled);
  else await pushAgain(run, services);
}
