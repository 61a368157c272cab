// Finds the destination that the address of a preview names.
import { l10n } from 'vscode';
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

/** @throws DestinationGone */
export function findDestination(store: DestinationStore, id: string): Destination {
  const destination = store.get(id);
  if (!destination) throw new DestinationGone(id);
  return destination;
}
