// The pushes that this window is at: the same export is not pushed to the same destination twice at a time.
import { commands, l10n, type Uri } from 'vscode';
import type { Destination } from '../model/destination';
import { Failure } from '../model/failure';
import { exportNameOf } from '../model/finishedRun';
import { posix } from 'node:path';
import type { FailureAction } from './showFailure';

/** The export is on its way to the destination already. */
export class AlreadyPushing extends Failure {
  constructor(file: Uri, { name }: Destination) {
    super('already-pushing', {
      what: l10n.t('{0} is being pushed to {1} already.', exportNameOf(posix.basename(file.path)), name),
      why: '',
      next: l10n.t('Wait until that push is over, or cancel it.'),
    });
  }
}

export class RunningPushes {
  private readonly running = new Set<string>();

  /** Does the work of a push. @throws AlreadyPushing, and what the work throws */
  async only<T>(file: Uri, destination: Destination, work: () => Promise<T>): Promise<T> {
    const push = `${file.toString()}\n${destination.id}`;
    if (this.running.has(push)) throw new AlreadyPushing(file, destination);
    this.running.add(push);
    try {
      return await work();
    } finally {
      this.running.delete(push);
    }
  }
}

/** *Show Progress*, of the push that is under way. */
export function alreadyPushingActions(error: unknown): FailureAction[] {
  if (!(error instanceof AlreadyPushing)) return [];
  return [{ title: l10n.t('Show Progress'), run: () => commands.executeCommand('notifications.showList') }];
}
