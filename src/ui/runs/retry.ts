// Retry and Push Again: the same file to the same destination, after the usual question.
import { l10n, workspace } from 'vscode';
import { Failure } from '../../model/failure';
import type { FinishedRun } from '../../model/finishedRun';
import { findDestination } from '../findDestination';
import { push } from '../pushExport';
import { uriOf } from '../filePath';
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
