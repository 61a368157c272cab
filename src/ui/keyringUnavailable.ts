// VS Code's secret storage does not work: on Linux without a keyring, with a locked one, with one that is broken.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';

/** What was to be done with an access key. */
export type KeyringAttempt = 'read' | 'store' | 'remove';

export class KeyringUnavailable extends Failure {
  /** @param name of the destination whose access key it was about */
  constructor(name: string, attempt: KeyringAttempt, cause: unknown) {
    super(
      'keyring-unavailable',
      {
        what: whatOf(attempt, name),
        why: l10n.t(
          'VS Code keeps secrets with the help of the keyring of your system, which is missing, locked or broken.',
        ),
        next:
          attempt === 'remove'
            ? l10n.t('Unlock or set up a keyring, and look for the key there.')
            : l10n.t(
                'Let the access key be asked for each time, or unlock or set up a keyring and try again.',
              ),
      },
      { cause },
    );
  }
}

function whatOf(attempt: KeyringAttempt, name: string): string {
  switch (attempt) {
    case 'read':
      return l10n.t('The access key of "{0}" could not be read.', name);
    case 'store':
      return l10n.t('The access key of "{0}" could not be stored.', name);
    case 'remove':
      return l10n.t('The stored access key of "{0}" could not be removed.', name);
  }
}
