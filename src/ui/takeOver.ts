// Takes over an interrupted push for this window: nobody else works on it meanwhile, and its destination is where it was.
import { l10n, window } from 'vscode';
import { requireSamePlace } from '../delivery/interrupted';
import type { RunJournal } from '../delivery/journal';
import type { Destination } from '../model/destination';
import type { RunRecord } from '../model/runRecord';
import { destinationActions } from './destinationActions';
import { showSegmentFailure } from './segmentFailure';
import { requestedFile } from './runRequest';
import type { Services } from './services';
import { showFailure, type FailureAction } from './showFailure';

export interface TakenOver {
  readonly run: RunJournal;
  readonly destination: Destination;
}

/**
 * Does some work on an interrupted push and shows what goes wrong.
 * @param actionsOf more buttons for a failure of the work
 */
export async function takeOver(
  record: RunRecord,
  services: Services,
  work: (taken: TakenOver) => Promise<void>,
  actionsOf: (error: unknown, destination: Destination) => readonly FailureAction[] = () => [],
): Promise<void> {
  const { journal, store } = services;
  const run = await journal.claim(record.id);
  if (!run) {
    await window.showInformationMessage(l10n.t('That push is over, or another window is at it.'));
    return;
  }
  let destination: Destination | undefined;
  try {
    destination = requireSamePlace(record, store.get(record.destination));
    await work({ run, destination });
  } catch (error) {
    // The message may stand for long: others may try meanwhile.
    run.leave();
    const retry = (): Promise<void> => takeOver(record, services, work, actionsOf);
    const actions = destination
      ? [...destinationActions(error, destination, services, retry), ...actionsOf(error, destination)]
      : [{ title: l10n.t('Forget'), run: async () => (await journal.claim(record.id))?.end() }];
    await show(error, record, services, actions);
  }
}

/** A failure may lie in the segment file. */
function show(
  error: unknown,
  { request }: RunRecord,
  { log }: Services,
  actions: readonly FailureAction[],
): Promise<void> {
  const file = requestedFile(request);
  return file ? showSegmentFailure(error, file, log, actions) : showFailure(error, log, actions);
}
