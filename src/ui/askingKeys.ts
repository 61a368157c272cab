// The access keys of destinations for commands that a person has started: what is not known, or has expired, is asked for.
import { isDeepStrictEqual } from 'node:util';
import { l10n } from 'vscode';
import { cancellation } from '../delivery/cancelling';
import type { AccessKey } from '../model/accessKey';
import { secretBinding, type Destination, type DestinationSettings } from '../model/destination';
import { accessKeyPages } from './accessKeyPages';
import type { AccessKeySource } from './accessKeyStore';
import { accessKeyOf, draftOf } from './destinationDraft';
import { askEachTime, keepAccessKey } from './keyringWayOut';
import { runMultiStep } from './multiStep';
import { signalOfWork } from './progress';
import type { Services } from './services';
import { showFailure } from './showFailure';

export class AskingKeys implements AccessKeySource {
  /** By destination and bucket: two commands at once get the answer to one question. */
  private readonly questions = new Map<string, Promise<AccessKey | undefined>>();

  constructor(private readonly services: Pick<Services, 'keys' | 'store' | 'tree' | 'log'>) {}

  /**
   * @returns undefined when there is no stored one, or when nobody wants to replace one that has expired
   * @throws AbortError when nobody wants to enter one that is asked for each time
   */
  async getAccessKey(destination: Destination, expired?: AccessKey): Promise<AccessKey | undefined> {
    const known = await this.services.keys.get(destination).catch((error: unknown) => {
      // The work that is under way has a key, and a person has another one.
      if (expired) return undefined;
      throw error;
    });
    if (known && !isDeepStrictEqual(known, expired)) return known;
    if (!expired && destination.credentials.type === 'accessKey') return undefined;
    const typed = await this.askOnce(destination, expired !== undefined);
    if (!typed && !expired) throw cancellation();
    return typed;
  }

  private askOnce(destination: Destination, again: boolean): Promise<AccessKey | undefined> {
    const id = `${destination.id}\n${secretBinding(destination)}`;
    const question =
      this.questions.get(id) ?? this.ask(destination, again).finally(() => this.questions.delete(id));
    this.questions.set(id, question);
    return question;
  }

  private async ask(destination: Destination, again: boolean): Promise<AccessKey | undefined> {
    const { name, id } = destination;
    const title = again
      ? l10n.t('The Access Key of {0} Has Expired', name)
      : l10n.t('Enter Access Key for {0}', name);
    const accessKey = await askAccessKey(title, destination, this.services.store.rawSettings(id));
    if (!accessKey) return undefined;
    // The work goes on with it, whether or not it can be kept.
    void this.keep(destination, accessKey).catch((error: unknown) => showFailure(error, this.services.log));
    return accessKey;
  }

  private async keep(destination: Destination, accessKey: AccessKey): Promise<void> {
    const kept = await keepAccessKey(destination, accessKey, this.services);
    if (kept && kept !== destination) await askEachTime(destination, this.services.store);
    this.services.tree.refresh(destination.id);
  }
}

/**
 * Asks for an access key by three pages.
 * @param settings those of the destination
 * @returns undefined when the person left
 */
export async function askAccessKey(
  title: string,
  { id, credentials }: Pick<Destination, 'id' | 'credentials'>,
  settings: unknown,
): Promise<AccessKey | undefined> {
  // The destination could be read, so its settings follow the schema.
  const start = draftOf({ ...(settings as DestinationSettings), credentials }, id, undefined);
  const { draft, finished } = await runMultiStep(title, accessKeyPages([1, 2, 3]), start, signalOfWork());
  return finished ? accessKeyOf(draft) : undefined;
}
