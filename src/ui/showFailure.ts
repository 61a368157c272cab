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

/** More are no help for choosing. */
const mostActions = 2;

/**
 * Shows what happened, why, and what to do next. Returns when the message is dismissed.
 * @param actions the most helpful first: two are shown. *Open Settings* is added where it is the way on, and *Show Log* where
 *   there is room for it
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
  const offered = [...actions, ...settingsActions(error), showLog].slice(0, mostActions);
  const chosen = await window.showErrorMessage(plainText(shownText(failure)), ...offered);
  await chosen?.run();
}

function causeName(cause: unknown): string {
  return cause instanceof Error ? `(${cause.name})` : '';
}
