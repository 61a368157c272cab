// The way on when an export definition names a destination that is not there.
import { l10n } from 'vscode';
import type { Destination } from '../model/destination';
import type { DestinationStore } from './destinationStore';
import { UnknownDestination } from './findDestination';
import { pickDestination } from './pickDestination';
import type { FailureAction } from './showFailure';

/**
 * *Choose Destination*, for this time.
 * @param retry does with the chosen one what failed
 */
export function chooseActions(
  error: unknown,
  title: string,
  store: DestinationStore,
  retry: (destination: Destination) => Promise<void>,
): FailureAction[] {
  if (!(error instanceof UnknownDestination)) return [];
  const run = async (): Promise<void> => {
    const destination = await pickDestination(store, title);
    if (destination) await retry(destination);
  };
  return [{ title: l10n.t('Choose Destination'), run }];
}
