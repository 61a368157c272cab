// What a person can do right away about a failure at a destination.
import { commands as vscodeCommands, l10n } from 'vscode';
import { AccessDenied, WrongRegion } from '../delivery/explain';
import { permissionOf } from '../delivery/permissions';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import { enterAccessKey } from './enterAccessKey';
import { KeyringUnavailable } from './keyringUnavailable';
import { askEachTime } from './keyringWayOut';
import { needsAccessKey } from './needsAccessKey';
import type { Services } from './services';
import type { FailureAction } from './showFailure';

/**
 * The buttons of the failure's message.
 * @param retry does with the destination, as it is by then, what failed
 */
export function destinationActions(
  error: unknown,
  destination: Destination,
  services: Pick<Services, 'keys' | 'store' | 'tree' | 'log'>,
  retry: (destination: Destination) => unknown,
): FailureAction[] {
  const { store } = services;
  const run = (command: string, on: Destination) => (): unknown =>
    vscodeCommands.executeCommand(command, { kind: 'destination', destination: on });
  if (error instanceof KeyringUnavailable) {
    const ask = async (): Promise<void> => void (await retry(await askEachTime(destination, store)));
    return [
      { title: l10n.t('Ask Each Time'), run: ask },
      { title: l10n.t('Try Again'), run: () => retry(destination) },
    ];
  }
  if (needsAccessKey(error, destination)) {
    const enter = async (): Promise<void> => {
      const signing = await enterAccessKey(destination, services);
      if (signing) await retry(signing);
    };
    return [{ title: l10n.t('Enter Access Key'), run: enter }];
  }
  // Exports delete nothing, so the least that they need is no help there.
  if (error instanceof AccessDenied && error.missing !== permissionOf.delete)
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
