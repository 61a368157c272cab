// The destination of an export when nobody has chosen one: what its definition names, else what a person chooses now.
import { l10n, workspace } from 'vscode';
import type { Destination } from '../model/destination';
import type { DestinationStore } from './destinationStore';
import { namedDestination } from './findDestination';
import { pickDestination } from './pickDestination';
import type { Services } from './services';
import type { Subject } from './subject';

/**
 * Nothing is returned when the person left.
 * @throws UnknownDestination
 */
export async function destinationOf(
  subject: Subject,
  title: string,
  { store, previews }: Pick<Services, 'store' | 'previews'>,
): Promise<Destination | undefined> {
  // Whoever looks at a format alone has not seen what the definition's destination would get.
  const named = previews.showsNoDestination(subject.file) ? undefined : namedDestination(store, subject);
  return named ?? askDestination(subject, title, store);
}

/** Asks, and says why where a definition names one that does not count. Nothing is returned when the person left. */
export async function askDestination(
  { definition }: Subject,
  title: string,
  store: DestinationStore,
): Promise<Destination | undefined> {
  if (workspace.isTrusted || definition?.destination === undefined) return pickDestination(store, title);
  const why = l10n.t(
    'Choose a destination: in a workspace that is not trusted, its export definitions do not.',
  );
  return pickDestination(store, title, why);
}
