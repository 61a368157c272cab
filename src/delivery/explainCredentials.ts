// Why no request could be signed: what the SDK's credential providers throw. They have no codes, only sentences.
import * as l10n from '@vscode/l10n';
import type { Reason, S3Context } from './explain';
import { readS3Error } from './s3Error';

/** Says why there were no credentials, or nothing when the error is not about that. */
export function explainCredentials(error: unknown, { profile }: S3Context): Reason | undefined {
  const { code, message } = readS3Error(error);
  if (code !== 'CredentialsProviderError' && code !== 'TokenProviderError') return undefined;
  if (/\bSSO\b/i.test(message) || code === 'TokenProviderError') return ssoExpired(profile);
  if (profile !== undefined) {
    return {
      code: 'profile-not-found',
      why: l10n.t('The AWS profile "{0}" was not found or gives no credentials.', profile),
      next: l10n.t('Check its name and its section in your AWS configuration files.'),
    };
  }
  return {
    code: 'no-credentials',
    why: l10n.t('No credentials were found in the environment or in your AWS configuration files.'),
    next: l10n.t('Set them up for AWS, or let the destination use a profile or an access key.'),
  };
}

function ssoExpired(profile: string | undefined): Reason {
  const command = profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;
  return {
    code: 'sso-expired',
    why: l10n.t('The AWS single sign-on session has expired or was never begun.'),
    next: l10n.t('Run "{0}" in a terminal, then try again.', command),
  };
}
