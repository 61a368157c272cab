// Add Destination and Edit Destination: one wizard, whose answers go to settings, and the access key to secret storage.
// At its end the destination is checked without asking.
import { l10n } from 'vscode';
import {
  readDestination,
  secretBinding,
  type Destination,
  type DestinationSettings,
} from '../model/destination';
import { runCheck } from './checkConnection';
import {
  accessKeyOf,
  draftOf,
  emptyDraft,
  newId,
  settingsOf,
  withoutSecrets,
  type Draft,
  type StoredKey,
} from './destinationDraft';
import { runMultiStep } from './multiStep';
import type { Services } from './services';
import { destinationPages } from './wizardSteps';

export class DestinationWizard {
  /** What was typed when *Add Destination* was last left by Escape. */
  private leftDraft: Draft | undefined;

  constructor(private readonly services: Services) {}

  /** Asks for a new destination and registers it. */
  async add(): Promise<void> {
    const title = l10n.t('Add Destination');
    const { draft, finished } = await runMultiStep(title, destinationPages(), this.leftDraft ?? emptyDraft);
    this.leftDraft = withoutSecrets(draft);
    if (!finished) return;
    const settings = settingsOf(draft);
    const ids = this.services.store.entries().map(({ id }) => id);
    const destination = await this.save(newId(settings.name ?? settings.bucket, ids), settings, draft);
    this.leftDraft = undefined;
    await runCheck(destination, this.services);
  }

  /** Asks the same of an existing destination, prefilled. */
  async edit(destination: Destination): Promise<void> {
    const { id } = destination;
    // The destination could be read, so its settings follow the schema.
    const previous = this.services.store.rawSettings(id) as DestinationSettings;
    const stored = await storedKey(destination, this.services);
    const title = l10n.t('Edit Destination');
    const start = draftOf(previous, id, stored);
    const { draft, finished } = await runMultiStep(title, destinationPages(stored), start);
    if (!finished) return;
    const saved = await this.save(id, settingsOf(draft, previous), draft);
    if (mayNotKeep(destination, saved)) await this.services.keys.delete(destination);
    await runCheck(saved, this.services);
  }

  private async save(id: string, settings: DestinationSettings, draft: Draft): Promise<Destination> {
    const { store, keys, tree } = this.services;
    const destination = readDestination(id, settings);
    const accessKey = accessKeyOf(draft);
    // The key goes first: the view lists a destination as soon as settings have it.
    if (accessKey) await keys.set(destination, accessKey);
    await store.save(id, settings);
    if (accessKey) tree.refresh(id);
    return destination;
  }
}

/** Whether the key of a destination has no use once it is edited. */
function mayNotKeep(before: Destination, after: Destination): boolean {
  return after.credentials.type !== 'accessKey' || secretBinding(before) !== secretBinding(after);
}

/** What the wizard may know of a destination's access key. */
export async function storedKey(
  destination: Destination,
  { keys }: Services,
): Promise<StoredKey | undefined> {
  const accessKey = await keys.get(destination);
  return accessKey && { accessKeyId: accessKey.accessKeyId, binding: secretBinding(destination) };
}
