// A push that a person cancelled is no news to them: the status bar says for a few seconds what became of it.
import { l10n, window } from 'vscode';
import type { RunJournal } from '../delivery/journal';
import { isCancelled } from '../model/failure';

/** In milliseconds. */
const shownFor = 5000;

/** @param run the push, once it has begun: parts of it may remain in the bucket */
export function tellCancelled(run?: RunJournal): void {
  window.setStatusBarMessage(
    run?.record.current?.started
      ? l10n.t('Cancelled. Choose Show Interrupted Pushes to resume or abort the push.')
      : l10n.t('Cancelled. Nothing was written to the bucket.'),
    shownFor,
  );
}

/** Does work of a push, and tells it when a person cancels that. @throws what the work throws */
export async function tellingCancelled<T>(work: () => Promise<T>, run?: RunJournal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Once a file is in the bucket, what ends a push is an IncompleteDelivery, also when it was cancelled.
    if (isCancelled(error)) tellCancelled(run);
    throw error;
  }
}
