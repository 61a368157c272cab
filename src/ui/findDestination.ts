// Finds the destination that the address of a preview or an export definition names.
import { l10n, workspace } from 'vscode';
import type { Definition } from '../model/definition';
import type { Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { DestinationStore } from './destinationStore';

export class DestinationGone extends Failure {
  constructor(id: string) {
    super('destination-gone', {
      what: l10n.t('The destination "{0}" is not there.', id),
      why: l10n.t('It was removed, or its settings cannot be read.'),
      next: l10n.t('Choose a destination that is in the Destinations view.'),
    });
  }
}

/** An export definition names a destination that cannot be used here. */
export class UnknownDestination extends Failure {
  constructor(id: string) {
    super('unknown-destination', {
      what: l10n.t('The export definition names the destination "{0}", which is not there.', id),
      why: l10n.t(
        'It is not registered under this id, its settings cannot be read, or the workspace that has them is not trusted.',
      ),
      next: l10n.t('Choose another destination for this time, or correct the definition.'),
    });
  }
}

/** @throws DestinationGone */
export function findDestination(store: DestinationStore, id: string): Destination {
  const destination = store.get(id);
  if (!destination) throw new DestinationGone(id);
  return destination;
}

interface Named {
  readonly definition: Pick<Definition, 'destination'> | undefined;
}

/** What a definition names; nothing where the workspace is not trusted: there it must not decide where data goes. */
export function namedId({ definition }: Named): string | undefined {
  return workspace.isTrusted ? definition?.destination : undefined;
}

/**
 * The destination that a definition names, if it names one.
 * @throws UnknownDestination
 */
export function namedDestination(store: DestinationStore, subject: Named): Destination | undefined {
  const id = namedId(subject);
  if (id === undefined) return undefined;
  const destination = store.get(id);
  if (!destination) throw new UnknownDestination(id);
  return destination;
}
