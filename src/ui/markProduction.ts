// Mark as Production and Remove Production Mark: whether a destination asks for its bucket's name before something is done
// there. And how the view shows the mark beside the words of the row.
import { type Disposable, l10n, ThemeColor, Uri, window, type FileDecorationProvider } from 'vscode';
import type { Destination, DestinationSettings } from '../model/destination';
import { schemes } from './contributions';
import type { DefinitionFile } from './definitions';
import type { DestinationStore } from './destinationStore';
import type { Services } from './services';

/** Says what no longer runs by itself then. @throws SettingsNotWritten */
export async function markProduction(
  { id, name, unattended }: Destination,
  { store, definitions }: Pick<Services, 'store' | 'definitions'>,
): Promise<void> {
  await store.change(id, { production: true });
  if (unattended || !(await definitions.all()).some((file) => runsByItself(file, id))) return;
  const allow = l10n.t('Allow Schedules');
  const question = l10n.t('Exports no longer run to {0} by their schedules, as it is production.', name);
  if ((await window.showWarningMessage(question, allow)) === allow)
    await store.change(id, { unattended: true });
}

function runsByItself(file: DefinitionFile, id: string): boolean {
  if (!('definition' in file)) return false;
  const { destination, schedule } = file.definition;
  return destination === id && schedule !== undefined && schedule.enabled !== false;
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
  // Who marks it again is asked about schedules again.
  delete settings.unattended;
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
