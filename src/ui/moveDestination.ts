// Move Up and Move Down: the order of destinations by the keyboard. By the mouse they are dragged.
import { l10n, window } from 'vscode';
import { Failure } from '../model/failure';
import type { DestinationStore } from './destinationStore';

/** A destination of the user's settings and one of the workspace's stand in lists of their own. */
export class OtherScope extends Failure {
  constructor() {
    super('other-scope', {
      what: l10n.t('The destination stays where it is.'),
      why: l10n.t(
        'One of the two is in the user settings and one in those of the workspace, and the latter stand behind.',
      ),
      next: l10n.t('Move it among those that are in the same settings.'),
    });
  }
}

/** @param steps 1: down; -1: up */
export async function moveDestination(id: string, steps: 1 | -1, store: DestinationStore): Promise<void> {
  const ids = store.idsBeside(id);
  const target = ids[ids.indexOf(id) + steps];
  if (target !== undefined) return store.move(id, target);
  const where = steps > 0 ? l10n.t('It is the last one already.') : l10n.t('It is the first one already.');
  window.setStatusBarMessage(where, 4000);
}

/** @throws OtherScope */
export async function moveDestinationTo(id: string, target: string, store: DestinationStore): Promise<void> {
  if (!store.idsBeside(id).includes(target)) throw new OtherScope();
  await store.move(id, target);
}
