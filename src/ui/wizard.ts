// Add Destination and Edit Destination: one wizard, whose answers go to settings, and the access key to secret storage.
// At its end the destination is checked without asking.
import { l10n } from 'vscode';
import {
  readDestination,
  secretBinding,
  type Destination,
  type DestinationSettings,
} from '../model/destination';
import { newId } from '../model/destinationId';
import { asFailure } from '../model/failure';
import { runCheck } from './checkConnection';
import {
  accessKeyOf,
  draftOf,
  emptyDraft,
  settingsOf,
  withoutSecrets,
  type Draft,
  type StoredKey,
} from './destinationDraft';
import { forgetUnusedKey } from './forgetKey';
import { keepAccessKey } from './keyringWayOut';
import { runMultiStep } from './multiStep';
import type { Services } from './services';
import { destinationPages } from './wizardSteps';

export class DestinationWizard {
  /** What was typed when *Add Destination* was last left by Escape. */
  private leftDraft: Draft | undefined;
  /** What was typed for destinations that could not be saved, by id, with the secret: nobody wanted to lose it. */
  private readonly unsaved = new Map<string | undefined, Draft>();

  constructor(private readonly services: Services) {}

  /**
   * Asks for a new destination and registers it.
   * @param filled what somebody else has put into the pages: it is forgotten when the person leaves, and what they had typed
   *   before stays. Default: what was typed the last time, when nothing came of it
   */
  async add(filled?: Draft): Promise<void> {
    const title = l10n.t('Add Destination');
    const start = filled ?? this.takeUnsaved(undefined) ?? this.leftDraft ?? emptyDraft;
    const { draft, finished } = await runMultiStep(title, destinationPages(), start);
    if (!filled) this.leftDraft = withoutSecrets(draft);
    if (!finished) return;
    const settings = settingsOf(draft);
    const ids = this.services.store.entries().map(({ id }) => id);
    const id = newId(settings.name ?? settings.bucket, ids);
    const destination = await this.keepingDraft(undefined, draft, () => this.save(id, settings, draft));
    if (!destination) return;
    if (!filled) this.leftDraft = undefined;
    await runCheck(destination, this.services);
  }

  /** Asks the same of an existing destination, prefilled. */
  async edit(destination: Destination): Promise<void> {
    const { id } = destination;
    // The destination could be read, so its settings follow the schema.
    const previous = this.services.store.rawSettings(id) as DestinationSettings;
    const stored = await storedKey(destination, this.services);
    const title = l10n.t('Edit Destination');
    const start = this.takeUnsaved(id) ?? draftOf(previous, id, stored);
    const { draft, finished } = await runMultiStep(title, destinationPages(stored), start);
    if (!finished) return;
    const settings = settingsOf(draft, previous);
    const saved = await this.keepingDraft(id, draft, () => this.save(id, settings, draft));
    if (!saved) return;
    await forgetUnusedKey(destination, saved, this.services);
    await runCheck(saved, this.services);
  }

  /** Keeps what was typed until it is saved: neither the keyring nor the settings may be there for it. */
  private async keepingDraft(
    id: string | undefined,
    draft: Draft,
    save: () => Promise<Destination | undefined>,
  ): Promise<Destination | undefined> {
    this.unsaved.set(id, draft);
    const saved = await save();
    if (saved) this.unsaved.delete(id);
    return saved;
  }

  /**
   * @returns undefined when the access key could not be kept: then nothing is saved
   * @throws SettingsNotWritten
   */
  private async save(
    id: string,
    settings: DestinationSettings,
    draft: Draft,
  ): Promise<Destination | undefined> {
    const { store, tree } = this.services;
    const destination = readDestination(id, settings);
    const accessKey = accessKeyOf(draft);
    // The key goes first: the view lists a destination as soon as settings have it.
    const kept = accessKey ? await keepAccessKey(destination, accessKey, this.services) : destination;
    if (!kept) return undefined;
    await store.save(id, { ...settings, credentials: kept.credentials });
    if (accessKey) tree.refresh(id);
    return kept;
  }

  private takeUnsaved(id: string | undefined): Draft | undefined {
    const draft = this.unsaved.get(id);
    this.unsaved.delete(id);
    return draft;
  }
}

/** What the wizard may know of a destination's access key. Nothing when the keyring does not work: it is asked for then. */
async function storedKey(destination: Destination, { keys, log }: Services): Promise<StoredKey | undefined> {
  if (destination.credentials.type !== 'accessKey') return undefined;
  try {
    const accessKey = await keys.get(destination);
    return accessKey && { accessKeyId: accessKey.accessKeyId, binding: secretBinding(destination) };
  } catch (error) {
    log.warn(asFailure(error).message);
    return undefined;
  }
}
