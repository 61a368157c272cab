// Enter Access Key: asks for nothing but the key of a destination that exists already.
import { l10n, window } from 'vscode';
import type { Destination, DestinationSettings } from '../model/destination';
import { accessKeyPages } from './accessKeyPages';
import { accessKeyOf, draftOf } from './destinationDraft';
import { runMultiStep } from './multiStep';
import { plainText } from './plainText';
import type { Services } from './services';

/** Stores a new access key. A destination that signed by something else signs by the key from then on. */
export async function enterAccessKey(
  destination: Destination,
  { store, keys, tree }: Services,
): Promise<void> {
  const { id, name } = destination;
  const previous = store.rawSettings(id) as DestinationSettings;
  const settings = { ...previous, credentials: { type: 'accessKey' } } as const;
  const title = l10n.t('Enter Access Key for {0}', name);
  const start = draftOf(settings, id, undefined);
  const { draft, finished } = await runMultiStep(title, accessKeyPages([1, 2, 3]), start);
  const accessKey = accessKeyOf(draft);
  if (!finished || !accessKey) return;
  await keys.set(destination, accessKey);
  if (destination.credentials.type !== 'accessKey') await store.save(id, settings);
  tree.refresh(id);
  await window.showInformationMessage(plainText(l10n.t('The access key of {0} is stored.', name)));
}
