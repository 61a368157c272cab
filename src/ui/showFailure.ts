// The one place that shows an error to a person and logs it. Cancelling is not an error and shows nothing.
import { l10n, window } from 'vscode';
import { asFailure, isCancelled, shownText } from '../model/failure';
import type { Log } from './log';
import { plainText } from './plainText';
import { settingsActions } from './settingsNotWritten';

/** A button of an error message. */
export interface FailureAction {
  readonly title: string;
  run(): unknown;
}

/**
 * Shows what happened, why, and what to do next. Returns when the message is dismissed.
 * @param actions at most one or two; *Open Settings* is added where it is the way on, and *Show Log*
 */
export async function showFailure(
  error: unknown,
  log: Log,
  actions: readonly FailureAction[] = [],
): Promise<void> {
  if (isCancelled(error)) return;
  const failure = asFailure(error);
  // Neither the excerpt nor the cause's message is logged: both may quote customer data.
  log.error(`${failure.code}: ${failure.message}`, causeName(failure.cause));
  const showLog = { title: l10n.t('Show Log'), run: () => log.show() };
  const chosen = await window.showErrorMessage(
    plainText(shownText(failure)),
    ...[...actions, ...settingsActions(error), showLog],
  );
  await chosen?.run();
}

function causeName(cause: unknown): string {
  return cause instanceof Error ? `(${cause.name})` : '';
}
