// Import Destinations: from AWS profiles, addresses, the clipboard or a file. One step shows what will be added, and then
// settings are written once. Whoever leaves has changed nothing.
import { commands as vscodeCommands, env, l10n, window, workspace } from 'vscode';
import {
  readImport,
  InvalidImport,
  longestImport,
  type ImportedDestination,
} from '../model/destinationImport';
import { commands } from './contributions';
import { forgetUnusedKey } from './forgetKey';
import { decideConflicts, isThere, reviewImport } from './importReview';
import { importProfile } from './importProfile';
import { plainText } from './plainText';
import type { Services } from './services';

/** @throws InvalidImport, NoAwsProfile, SettingsNotWritten */
export async function importDestinations(services: Services): Promise<void> {
  const { store } = services;
  const found = await chooseSource();
  if (!found) return;
  const fresh = found.filter((each) => !isThere(each, store));
  if (fresh.length === 0) {
    void window.showInformationMessage(l10n.t('These destinations are registered already, as they are.'));
    return;
  }
  const decided = await decideConflicts(fresh, store);
  const chosen = decided && (await reviewImport(decided));
  if (!chosen || chosen.length === 0) return;
  const replaced = chosen.flatMap(({ id }) => store.get(id) ?? []);
  await store.saveAll(new Map(chosen.map(({ id, settings }) => [id, settings])));
  for (const before of replaced) {
    const after = store.get(before.id);
    if (after) await forgetUnusedKey(before, after, services);
  }
  void tellImported(chosen, (id) => store.get(id));
}

interface ImportSource {
  readonly label: string;
  readonly description: string;
  /** Nothing when the person left. */
  read(): Promise<ImportedDestination[] | undefined>;
}

function sources(): ImportSource[] {
  return [
    {
      label: l10n.t('AWS Profile'),
      description: l10n.t('region and endpoint from your AWS configuration files'),
      read: importProfile,
    },
    {
      label: l10n.t('Addresses'),
      description: l10n.t('s3:// and web addresses of Amazon S3, pages of its console, ARNs'),
      read: importAddresses,
    },
    {
      label: l10n.t('Clipboard'),
      description: l10n.t('addresses, or JSON as Copy Destination as JSON gives it'),
      read: async () => readImport(await env.clipboard.readText()),
    },
    {
      label: l10n.t('File…'),
      description: l10n.t('addresses or JSON, also a whole settings file'),
      read: importFile,
    },
  ];
}

async function chooseSource(): Promise<ImportedDestination[] | undefined> {
  const source = await window.showQuickPick(sources(), {
    title: l10n.t('Import Destinations'),
    placeHolder: l10n.t('Where are they?'),
  });
  return source?.read();
}

async function importAddresses(): Promise<ImportedDestination[] | undefined> {
  const text = await window.showInputBox({
    title: l10n.t('Import Destinations'),
    placeHolder: 's3://acme-exports/daily',
    prompt: l10n.t('One address or several, with spaces between them.'),
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? undefined : importProblem(typed)),
  });
  return text === undefined ? undefined : readImport(text);
}

function importProblem(text: string): string | undefined {
  try {
    readImport(text);
    return undefined;
  } catch (error) {
    return error instanceof InvalidImport ? error.explanation.why : undefined;
  }
}

async function importFile(): Promise<ImportedDestination[] | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Import Destinations'),
      openLabel: l10n.t('Import'),
      filters: { [l10n.t('JSON or text')]: ['json', 'jsonc', 'txt'], [l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!file) return undefined;
  const { size } = await workspace.fs.stat(file);
  if (size > longestImport) throw new InvalidImport(l10n.t('The file is too large.'));
  return readImport(new TextDecoder().decode(await workspace.fs.readFile(file)));
}

async function tellImported(
  [first, ...others]: readonly ImportedDestination[],
  find: (id: string) => unknown,
): Promise<void> {
  if (!first) return;
  if (others.length > 0) {
    void window.showInformationMessage(l10n.t('{0} destinations were imported.', others.length + 1));
    return;
  }
  const check = l10n.t('Check Connection');
  const text = l10n.t('The destination {0} was imported.', first.settings.name ?? first.id);
  const destination = find(first.id);
  if ((await window.showInformationMessage(plainText(text), check)) === check && destination)
    await vscodeCommands.executeCommand(commands.checkConnection, { kind: 'destination', destination });
}
