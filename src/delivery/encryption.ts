// Whether an object is encrypted as its destination says. AWS does what a write asks for or refuses it; other stores may take
// the headers and pass them over.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Encryption } from '../model/objectSettings';

/** What a store says of an object, in S3's words. */
export interface ShownEncryption {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
}

/** The object is in the bucket, whole, and not encrypted as it should be. */
export class EncryptionMismatch extends Failure {
  constructor(key: string, shown: string | undefined, wanted: string) {
    super('encryption-mismatch', {
      what: l10n.t('The object "{0}" was written, but is not encrypted as the destination says.', key),
      why:
        shown === undefined
          ? l10n.t('The store does not say that it is encrypted; {0} was asked for.', wanted)
          : l10n.t('The store says that it is encrypted with {0}; {1} was asked for.', shown, wanted),
      next: l10n.t(
        "Remove the object if it must not lie there so. Then correct the destination's encryption, or have the store encrypt.",
      ),
    });
  }
}

/** @throws EncryptionMismatch */
export function checkEncryption(
  key: string,
  wanted: Encryption | undefined,
  { ServerSideEncryption: shown, SSEKMSKeyId: keyId }: ShownEncryption,
): void {
  if (!wanted) return;
  const algorithm = wanted.type === 'sse-s3' ? 'AES256' : 'aws:kms';
  if (shown !== algorithm) throw new EncryptionMismatch(key, shown, algorithm);
  if (wanted.type === 'sse-kms' && wanted.keyId !== undefined && keyId !== undefined) {
    if (!isSameKey(wanted.keyId, keyId)) throw new EncryptionMismatch(key, keyId, wanted.keyId);
  }
}

/**
 * S3 answers with the key's ARN, whatever a key was named by. Which key an alias stands for is the store's to know.
 * Source: "Specifying server-side encryption with AWS KMS", Amazon S3 User Guide.
 */
function isSameKey(wanted: string, shown: string): boolean {
  return /(^|:)alias\//.test(wanted) || shown === wanted || shown.endsWith(`:key/${wanted}`);
}
