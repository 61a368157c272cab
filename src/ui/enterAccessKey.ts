// Enter Access Key: asks for nothing but the key of a destination that exists already.
import { l10n, window } from 'vscode';
import { isTyped } from '../model/credentials';
import type { Destination } from '../model/destination';
import { askAccessKey } from './askingKeys';
import { keepAccessKey } from './keyringWayOut';
import { plainText } from './plainText';
import type { Services } from './services';

/**
 * Keeps a new access key. A destination that signed by something else signs by the key from then on.
 * @returns the destination as it is then; undefined when there is no new key
 */
export async function enterAccessKey(
  destination: Destination,
  services: Pick<Services, 'keys' | 'store' | 'tree' | 'log'>,
): Promise<Destination | undefined> {
  const { id, name, credentials } = destination;
  const { store, tree } = services;
  const { assumeRole } = credentials;
  const signing: Destination = isTyped(credentials)
    ? destination
    : { ...destination, credentials: { type: 'accessKey', ...(assumeRole && { assumeRole }) } };
  const accessKey = await askAccessKey(
    l10n.t('Enter Access Key for {0}', name),
    signing,
    store.rawSettings(id),
  );
  const kept = accessKey && (await keepAccessKey(signing, accessKey, services));
  if (!kept) return undefined;
  if (kept !== destination) await store.change(id, { credentials: kept.credentials });
  tree.refresh(id);
  return kept;
}

/** Says where the key is now. */
export async function tellAccessKey({ name, credentials }: Destination): Promise<void> {
  const message =
    credentials.type === 'ask'
      ? l10n.t('The access key of {0} is known to this window.', name)
      : l10n.t('The access key of {0} is stored.', name);
  await window.showInformationMessage(plainText(message));
}
