// Refusals that are about who asks: keys, tokens, clocks, accounts.
import * as l10n from '@vscode/l10n';
import type { S3Context } from '../explain';
import type { Entry } from '../explainRefusal';

export function accessReasons({ bucket }: S3Context): Record<string, Entry> {
  return {
    AccountProblem: {
      why: l10n.t(
        'The account of the credentials or of the bucket may not use the store: it is not signed up, suspended, or does not pay.',
      ),
      next: l10n.t("Ask the owner of the account, or the store's support."),
    },
    SignatureDoesNotMatch: {
      why: l10n.t('The secret access key is wrong.'),
      next: l10n.t('Enter the access key again. Keys are easily cut short when they are copied.'),
    },
    InvalidAccessKeyId: {
      why: l10n.t('The store does not know this access key id.'),
      next: l10n.t(
        'Check the access key id and the endpoint: the key may belong to another store or be deleted.',
      ),
    },
    ExpiredToken: {
      why: l10n.t('The temporary credentials have expired.'),
      next: l10n.t('Sign in again, or enter new credentials.'),
    },
    InvalidToken: {
      why: l10n.t('The session token does not belong to the access key, or the store takes none.'),
      next: l10n.t('Enter access key, secret and session token again, all three from the same place.'),
    },
    RequestTimeTooSkewed: {
      why: l10n.t("This machine's clock and the store's differ by more than 15 minutes."),
      next: l10n.t('Set the clock of this machine.'),
    },
    MissingSecurityHeader: {
      why: l10n.t('A header that the store needs did not come to it.'),
      next: l10n.t('Look for a proxy between here and the store that removes headers.'),
    },
    BadRequest: {
      why: l10n.t('The store did not say why. A wrong region or expired credentials are the usual causes.'),
      next: l10n.t("Check the destination's region and credentials."),
    },
    MethodNotAllowed: {
      why: l10n.t('What answers does not let "{0}" be written to.', bucket),
      next: l10n.t("Check the destination's endpoint: it may be that of a web site or of a console."),
    },
  };
}
