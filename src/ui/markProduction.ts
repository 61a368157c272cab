// Mark as Production and Remove Production Mark: whether a destination asks for its bucket's name before something is done
// there. And how the view shows the mark beside the words of the row.
import { type Disposable, l10n, ThemeColor, Uri, window, type FileDecorationProvider } from 'vscode';
import type { Destination, DestinationSettings } from '../model/destination';
import { schemes } from './contributions';
import type { DestinationStore } from './destinationStore';

/** @throws SettingsNotWritten */
export async function markProduction({ id }: Destination, store: DestinationStore): Promise<void> {
  await store.change(id, { production: true });
}

/** Asks, and removes the mark. @throws SettingsNotWritten */
export async function removeProductionMark(
  { id, name, production }: Destination,
  store: DestinationStore,
): Promise<void> {
  if (!production) return;
  const remove = l10n.t('Remove Mark');
  const question = l10n.t('Remove the production mark of {0}?', name);
  const detail = l10n.t('A push to it is then confirmed without typing the name of its bucket.');
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  // Only destinations that can be read have this command, so their settings follow the schema.
  const settings = { ...(store.rawSettings(id) as DestinationSettings) };
  delete settings.production;
  await store.save(id, settings);
}

/** By which the row of a production destination gets its badge. It names no file. */
export function productionUri(id: string): Uri {
  return Uri.from({ scheme: schemes.production, path: `/${id}` });
}

export const productionColor = new ThemeColor('list.warningForeground');

export const productionDecorations: FileDecorationProvider = {
  provideFileDecoration: ({ scheme }) =>
    scheme === schemes.production
      ? { badge: 'P', tooltip: l10n.t('Production'), color: productionColor }
      : undefined,
};

/** Registers how the view shows the mark. */
export function registerProductionDecorations(): Disposable {
  return window.registerFileDecorationProvider(productionDecorations);
}
