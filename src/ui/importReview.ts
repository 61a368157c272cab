// What becomes of imported destinations: those whose id is taken are asked about, and one step shows all that will be added.
import { isDeepStrictEqual } from 'node:util';
import { l10n, window, type QuickPickItem } from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { DestinationSettings } from '../model/destination';
import { keepingProduction, type ImportedDestination } from '../model/destinationImport';
import { newId } from '../model/destinationId';
import { endpointName } from '../model/endpoint';
import type { DestinationStore } from './destinationStore';

/** An imported destination with the id that it gets. */
export interface DecidedImport extends ImportedDestination {
  /** Whether it takes the place of another one. */
  readonly replaces: boolean;
}

/** Whether settings have the very same destination, but for a production mark. */
export function isThere(imported: ImportedDestination, store: DestinationStore): boolean {
  return isDeepStrictEqual(store.rawSettings(imported.id), inPlace(imported, store).settings);
}

/** Asks about each whose id is taken. Nothing is returned when the person left. */
export async function decideConflicts(
  imported: readonly ImportedDestination[],
  store: DestinationStore,
): Promise<DecidedImport[] | undefined> {
  const taken = store.entries().map(({ id }) => id);
  const decided: DecidedImport[] = [];
  for (const each of imported) {
    const ids = [...taken, ...decided.map(({ id }) => id)];
    const another = newId(each.id, ids);
    // One that is imported beside it cannot be replaced: it is in no settings yet.
    const mayReplace = !decided.some(({ id }) => id === each.id);
    const choice = ids.includes(each.id) ? await askConflict(each.id, another, mayReplace) : 'add';
    if (choice === undefined) return undefined;
    if (choice === 'add') decided.push({ ...each, replaces: false });
    if (choice === 'replace') decided.push({ ...inPlace(each, store), replaces: true });
    if (choice === 'both') decided.push({ ...each, id: another, replaces: false });
  }
  return decided;
}

/** Only a destination that can be read has settings to keep. */
function inPlace({ id, settings }: ImportedDestination, store: DestinationStore): ImportedDestination {
  if (!store.get(id)) return { id, settings };
  return { id, settings: keepingProduction(settings, store.rawSettings(id) as DestinationSettings) };
}

type Choice = 'replace' | 'both' | 'skip';

async function askConflict(id: string, another: string, mayReplace: boolean): Promise<Choice | undefined> {
  const replace = {
    label: l10n.t('Replace'),
    description: l10n.t('the one in your settings is gone then'),
    choice: 'replace',
  } as const;
  const items: (QuickPickItem & { readonly choice: Choice })[] = [
    {
      label: l10n.t('Keep Both'),
      description: l10n.t('the imported one gets the id {0}', another),
      choice: 'both',
    },
    ...(mayReplace ? [replace] : []),
    { label: l10n.t('Skip'), description: l10n.t('the one in your settings stays'), choice: 'skip' },
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Import Destinations'),
    placeHolder: l10n.t('There is a destination "{0}" already.', id),
    ignoreFocusOut: true,
  });
  return picked?.choice;
}

/** Shows what will be added, with check boxes. Nothing is returned when the person left. */
export async function reviewImport(decided: readonly DecidedImport[]): Promise<DecidedImport[] | undefined> {
  if (decided.length === 0) return undefined;
  const items = decided.map((each) => ({
    label: each.settings.name ?? each.id,
    description: s3Uri(each.settings.bucket, each.settings.folderPath ?? ''),
    detail: detailOf(each),
    picked: true,
    imported: each,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Import Destinations'),
    placeHolder: l10n.t('These are added to your settings. Access keys are never imported.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ imported }) => imported);
}

function detailOf({ id, settings, replaces }: DecidedImport): string {
  const effect = replaces ? l10n.t('replaces {0}', id) : l10n.t('new, with the id {0}', id);
  return [effect, markOf(settings), placeOf(settings), credentialsOf(settings)].filter(Boolean).join(' · ');
}

function markOf({ production, unattended }: DestinationSettings): string {
  if (!production) return '';
  return unattended ? l10n.t('production, open to schedules') : l10n.t('production');
}

function placeOf({ endpoint, region }: DestinationSettings): string {
  return [endpoint === undefined ? 'Amazon S3' : endpointName(endpoint), region].filter(Boolean).join(', ');
}

function credentialsOf({ credentials }: DestinationSettings): string {
  return credentials?.type === 'profile' ? l10n.t('AWS profile {0}', credentials.profile) : '';
}
