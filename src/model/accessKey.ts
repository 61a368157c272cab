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
  if (looksLikeSecret(id)) {
    return l10n.t(
      'This looks like a secret access key, which is asked for next. Enter the id of the key here.',
    );
  }
  return undefined;
}

/** The same for ids of AWS. Source: "AccessKey" in the AWS IAM API Reference. */
export function awsAccessKeyIdProblem(id: string): string | undefined {
  const problem = accessKeyIdProblem(id);
  if (problem !== undefined || /^\w{16,128}$/.test(id)) return problem;
  return l10n.t('An access key id of AWS has 16 to 128 letters and digits.');
}

/** Whether AWS would have made such an id. Others are not refused: nobody promises the letters that ids begin with. */
export function isUsualAwsId(id: string): boolean {
  return /^A[KS]IA[A-Z0-9]{12,}$/.test(id);
}

/** The secrets of AWS have 40 characters. No store is known whose ids do. */
function looksLikeSecret(id: string): boolean {
  return /^[A-Za-z0-9/+]{40}$/.test(id);
}

/** Says what is wrong with a secret access key, or nothing. */
export function secretAccessKeyProblem(secret: string): string | undefined {
  if (secret === '') return l10n.t('Enter the secret access key.');
  if (/\s/.test(secret)) return l10n.t('A secret access key has no spaces.');
  return undefined;
}
