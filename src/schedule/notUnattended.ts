// Nobody watches a schedule's run: to what is labelled production it goes only where its settings allow that.
import * as l10n from '@vscode/l10n';
import { mayRunUnattended, type Destination } from '../model/destination';
import { Failure } from '../model/failure';

/** The destination is labelled production, and runs by themselves are not allowed there. */
export class NotUnattended extends Failure {
  constructor({ name }: Pick<Destination, 'name'>) {
    super('not-unattended', {
      what: l10n.t('The scheduled export to {0} was not run.', name),
      why: l10n.t('That destination is labelled production, and no run without a person is allowed there.'),
      next: l10n.t('To allow it, add "unattended": true to the destination in the settings.'),
    });
  }
}

/** @throws NotUnattended */
export function requireUnattended(destination: Destination): void {
  if (!mayRunUnattended(destination)) throw new NotUnattended(destination);
}
