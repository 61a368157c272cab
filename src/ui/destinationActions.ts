// What a person can do right away about a failure at a destination.
import { commands as vscodeCommands, l10n } from 'vscode';
import { AccessDenied, WrongRegion } from '../delivery/explain';
import { MissingAccessKey } from '../delivery/failures';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';
import type { FailureAction } from './showFailure';

/** The buttons of the failure's message. */
export function destinationActions(
  error: unknown,
  destination: Destination,
  store: DestinationStore,
): FailureAction[] {
  const run = (command: string, on: Destination) => (): unknown =>
    vscodeCommands.executeCommand(command, { kind: 'destination', destination: on });
  if (error instanceof MissingAccessKey)
    return [{ title: l10n.t('Enter Access Key'), run: run(commands.enterAccessKey, destination) }];
  if (error instanceof AccessDenied)
    return [{ title: l10n.t('Copy Minimal Policy'), run: run(commands.copyPolicy, destination) }];
  if (error instanceof WrongRegion) {
    const useRegion = async (): Promise<void> => {
      const moved = await store.setRegion(destination.id, error.region);
      if (moved) await run(commands.checkConnection, moved)();
    };
    return [{ title: l10n.t('Use {0}', error.region), run: useRegion }];
  }
  return [];
}
