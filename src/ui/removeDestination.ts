// Remove Destination: takes a destination out of settings and forgets its access key, once a person has confirmed it.
import { l10n, window } from 'vscode';
import type { Services } from './services';

/** Asks, and removes. The destination need not be usable. */
export async function removeDestination(
  destination: { readonly id: string; readonly name: string },
  { store, keys }: Services,
): Promise<void> {
  const remove = l10n.t('Remove');
  const question = l10n.t('Remove the destination {0}?', destination.name);
  const detail = l10n.t(
    'Its entry in settings and its stored access key are deleted. The objects in the bucket stay.',
  );
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, remove);
  if (chosen !== remove) return;
  await store.remove(destination.id);
  await keys.delete(destination.id);
}
