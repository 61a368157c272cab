// What is told of a scheduled run that failed: one message for a due moment, however often it is tried, and never a question.
import { commands as vscodeCommands, env, l10n } from 'vscode';
import { asFailure, explain, Failure } from '../../model/failure';
import { lastDue } from '../../schedule/nextDue';
import type { RunResult } from '../../schedule/scheduledExport';
import { NotUnattended } from '../../schedule/notUnattended';
import { views } from '../contributions';
import { destinationActions } from '../destinationActions';
import { formatTime } from '../figures';
import { openDestinationSettings } from '../openSetting';
import type { Services } from '../services';
import { showFailure, type FailureAction } from '../showFailure';
import type { WindowExport } from './scheduledExports';

/** Nobody was at this export when it failed. Its code is that of the cause. */
export class ScheduledRunFailed extends Failure {
  constructor(name: string, moment: Date, cause: Failure) {
    const { what, why, next } = explain(cause);
    super(
      cause.code,
      {
        what: l10n.t(
          'The scheduled run of {0}, due {1}, failed.',
          name,
          formatTime(moment, new Date(), env.language),
        ),
        why: `${what} ${why}`.trim(),
        next,
      },
      { cause },
    );
  }
}

export class FailureTeller {
  /** What a person was told already, by export: of the run that was due then, and why it failed. */
  private readonly told = new Map<string, string>();

  /** @param retry runs at once what is due of an export */
  constructor(
    private readonly services: Services,
    private readonly retry: (what: WindowExport) => unknown,
  ) {}

  /** Tells the failure that the results end with, unless it is known. */
  tell(what: WindowExport, results: readonly RunResult[]): void {
    const last = results.at(-1);
    if (last?.kind === 'busy') return;
    if (last?.kind !== 'failed') return this.forget(what);
    const news = newsOf(what, last.error, last.moment);
    if (this.told.get(what.subject) === news) return;
    this.told.set(what.subject, news);
    const failure = new ScheduledRunFailed(what.name, last.moment, asFailure(last.error));
    void showFailure(failure, this.services.log, this.actions(last.error, what));
  }

  /** The next failure is news again. */
  forget({ subject }: WindowExport): void {
    this.told.delete(subject);
  }

  private actions(error: unknown, what: WindowExport): FailureAction[] {
    const retry = (): unknown => {
      this.forget(what);
      return this.retry(what);
    };
    return [
      ...unattendedActions(error, what, this.services),
      ...destinationActions(error, what.destination, this.services, retry),
      { title: l10n.t('Retry'), run: retry },
      { title: l10n.t('Show Runs'), run: () => vscodeCommands.executeCommand(`${views.runs}.focus`) },
    ];
  }
}

/**
 * That a destination does not allow it is told once; anything else once for each run. What cannot even be opened fails at
 * each look, whatever the time is: it is of the run that was due last, or of none.
 */
function newsOf({ schedule }: WindowExport, error: unknown, moment: Date): string {
  const { code } = asFailure(error);
  return error instanceof NotUnattended ? code : `${code} ${lastDue(schedule, moment)?.toISOString()}`;
}

/** *Open Settings*, where a destination is to allow that nobody is asked. */
function unattendedActions(
  error: unknown,
  { destination: { id } }: WindowExport,
  { store }: Pick<Services, 'store'>,
): FailureAction[] {
  if (!(error instanceof NotUnattended)) return [];
  return [{ title: l10n.t('Open Settings'), run: () => openDestinationSettings(store.isInWorkspace(id)) }];
}
