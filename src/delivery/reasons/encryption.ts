// Refusals that are about how objects are encrypted. The keys' own are AWS KMS's exceptions, which S3 passes on.
// Source: "GenerateDataKey", "Errors", in the AWS KMS API Reference.
import * as l10n from '@vscode/l10n';
import type { S3Context } from '../explain';
import type { Entry } from '../explainRefusal';

export function encryptionReasons({ object, region }: S3Context): Record<string, Entry> {
  const keyId = object?.encryption?.type === 'sse-kms' ? object.encryption.keyId : undefined;
  const key = keyId === undefined ? l10n.t('The KMS key of the bucket') : l10n.t('The KMS key {0}', keyId);
  const otherKey = l10n.t('Name another key in "encryption" of the destination, or ask its owner.');
  return {
    KmsKeyDisabled: {
      why: l10n.t('{0} is disabled.', key),
      next: l10n.t('Ask its owner to enable it, or name another key in "encryption" of the destination.'),
    },
    KmsKeyNotFound: {
      why: l10n.t('{0} does not exist in the region "{1}".', key, region),
      next: l10n.t('Correct the key in "encryption" of the destination. It must be in the bucket\'s region.'),
    },
    KmsKeyUnusable: {
      why: l10n.t('{0} cannot be used now: it may be pending deletion or import.', key),
      next: otherKey,
    },
    KmsKeyOfOtherUse: {
      why: l10n.t('{0} is not one that encrypts objects: S3 needs a symmetric key.', key),
      next: otherKey,
    },
    InvalidEncryption: {
      why: l10n.t('The store does not encrypt in the way that the destination asks for.'),
      next: l10n.t('Correct "encryption" in the destination, or leave it out.'),
    },
  };
}
