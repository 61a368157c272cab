// The way out when the keyring does not work: the access key is asked for each time, and what was typed is not lost.
import { l10n } from 'vscode';
import type { AccessKey } from '../model/accessKey';
import type { Destination } from '../model/destination';
import type { DestinationStore } from './destinationStore';
import { KeyringUnavailable } from './keyringUnavailable';
import type { Services } from './services';
import { showFailure } from './showFailure';

/** The same destination, whose access key is asked for each time. A role stays. */
export function asking(destination: Destination): Destination {
  return { ...destination, credentials: { ...destination.credentials, type: 'ask' } };
}

/** Changes a destination in settings into one that asks each time. */
export async function askEachTime(destination: Destination, store: DestinationStore): Promise<Destination> {
  const changed = asking(destination);
  await store.change(destination.id, { credentials: changed.credentials });
  return changed;
}

/**
 * Keeps the access key of a destination as its settings say or, when the keyring does not work, as a person decides.
 * @returns the destination, which asks each time if that was the decision; undefined when the key was not kept at all
 */
export async function keepAccessKey(
  destination: Destination,
  accessKey: AccessKey,
  services: Pick<Services, 'keys' | 'log'>,
): Promise<Destination | undefined> {
  try {
    await services.keys.set(destination, accessKey);
    return destination;
  } catch (error) {
    if (!(error instanceof KeyringUnavailable)) throw error;
    let kept: Destination | undefined;
    const keep = async (other: Destination): Promise<void> => {
      kept = await keepAccessKey(other, accessKey, services);
    };
    await showFailure(error, services.log, [
      { title: l10n.t('Ask Each Time'), run: () => keep(asking(destination)) },
      { title: l10n.t('Try Again'), run: () => keep(destination) },
    ]);
    return kept;
  }
}
