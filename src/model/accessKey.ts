// An access key: the one secret that this project handles. It lives in VS Code's secret storage and nowhere else.
import * as l10n from '@vscode/l10n';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Only for temporary credentials (ids that begin with ASIA). */
  readonly sessionToken?: string;
}

/**
 * Says what is wrong with an access key id, or nothing. S3-compatible stores take ids of any alphabet, so this only
 * catches what is surely a slip of the clipboard.
 */
export function accessKeyIdProblem(id: string): string | undefined {
  if (id === '') return l10n.t('Enter the access key id.');
  if (/\s/.test(id)) return l10n.t('An access key id has no spaces.');
  if (id.length > 128) return l10n.t('This is too long for an access key id.');
  return undefined;
}

/** Says what is wrong with a secret access key, or nothing. */
export function secretAccessKeyProblem(secret: string): string | undefined {
  if (secret === '') return l10n.t('Enter the secret access key.');
  if (/\s/.test(secret)) return l10n.t('A secret access key has no spaces.');
  return undefined;
}
