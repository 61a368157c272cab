// Remove Destination: takes a destination out of settings and forgets its access key, once a person has confirmed it.
import { l10n, window } from 'vscode';
import { secretBinding, type Destination } from '../model/destination';
import type { Services } from './services';

/** Asks, and removes. */
export async function removeDestination(destination: Destination, services: Services): Promise<void> {
  if (!(await confirmed(destination.name))) return;
  const { store, keys } = services;
  await store.remove(destination.id);
  // The user's settings may have an entry of the same id that the workspace's had hidden.
  const left = store.get(destination.id);
  if (!left || secretBinding(left) !== secretBinding(destination)) await keys.delete(destination);
}

/** Asks, and removes an entry that cannot be read, and so cannot tell which key is its own. */
export async function removeInvalidDestination(id: string, { store, keys }: Services): Promise<void> {
  if (!(await confirmed(id))) return;
  await store.remove(id);
  if (!store.get(id)) await keys.deleteAll(id);
}

async function confirmed(name: string): Promise<boolean> {
  const remove = l10n.t('Remove');
  const question = l10n.t('Remove the destination {0}?', name);
  const detail = l10n.t(
    'Its entry in settings and its stored access key are deleted. The objects in the bucket stay.',
  );
  return (await window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}
