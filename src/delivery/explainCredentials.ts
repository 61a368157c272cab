// Why no request could be signed: what the SDK's credential providers throw, which have no codes, only sentences, and what
// STS answers when it refuses a role.
import * as l10n from '@vscode/l10n';
import { NoCredentials } from './credentials';
import type { Reason, S3Context } from './explain';
import { explainNetwork } from './explainNetwork';
import { explainRefusal } from './explainRefusal';
import { readS3Error } from './s3Error';

/** Says why there were no credentials, or nothing when the error is not about that. */
export function explainCredentials(error: unknown, context: S3Context): Reason | undefined {
  const cause = error instanceof NoCredentials ? error.cause : error;
  const { code, message } = readS3Error(cause);
  if (code === 'CredentialsProviderError' || code === 'TokenProviderError')
    return explainProvider(code, message, context);
  return error instanceof NoCredentials ? explainSts(cause, context) : undefined;
}

/** Nothing of the sentence is quoted: it may have all that a program said. */
function explainProvider(code: string, message: string, { profile }: S3Context): Reason {
  if (code === 'TokenProviderError' || /\bSSO\b/i.test(message)) return ssoExpired(profile);
  if (/multi-factor authentication/.test(message)) {
    return {
      code: 'mfa-needed',
      why: l10n.t('The AWS profile wants a code of a second factor, and none can be typed here.'),
      next: l10n.t(
        'Let the destination use a profile with single sign-on, or temporary credentials that you got with the code.',
      ),
    };
  }
  if (profile === undefined) {
    return {
      code: 'no-credentials',
      why: l10n.t('No credentials were found in the environment or in your AWS configuration files.'),
      next: l10n.t('Set them up for AWS, or let the destination use a profile or an access key.'),
    };
  }
  if (/^Command failed|\bcredential_process (did not return|returned)/.test(message)) {
    return {
      code: 'credential-process-failed',
      why: l10n.t('The program of the AWS profile "{0}" (credential_process) gave no credentials.', profile),
      next: l10n.t('Run it in a terminal to see what it says.'),
    };
  }
  return {
    code: 'profile-not-found',
    why: l10n.t('The AWS profile "{0}" was not found or gives no credentials.', profile),
    next: l10n.t('Check its name and its section in your AWS configuration files.'),
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

/** AWS does not tell a role that is not there from one that is not trusted to the caller; Ceph does. */
const refusals = ['AccessDenied', 'NoSuchEntity'];

/** How answers come from somebody who is no STS. */
const noSts = ['MethodNotAllowed', 'NotImplemented', 'InvalidAction', 'NoSuchBucket', 'InvalidRequest'];

function explainSts(cause: unknown, context: S3Context): Reason {
  const { role } = context;
  const asked: S3Context = role ? { ...context, endpoint: role.endpoint } : context;
  const network = explainNetwork(cause, asked);
  if (network) return network;
  const { code } = readS3Error(cause);
  if (refusals.includes(code)) return roleRefused(context);
  if (code === 'ValidationError') {
    return {
      code: 'role-session-invalid',
      why: l10n.t(
        'The role cannot be assumed in this way: its duration, session name or ARN is not allowed.',
      ),
      next: l10n.t('Compare them with what the role allows. A role is often limited to an hour.'),
    };
  }
  if (code === 'RegionDisabledException') {
    return {
      code: 'sts-region-disabled',
      why: l10n.t('AWS STS is not switched on in this region for your account.'),
      next: l10n.t('Have the region switched on, or set "stsEndpoint" to that of another region.'),
    };
  }
  if (role?.endpoint !== undefined && noSts.includes(code)) {
    return {
      code: 'no-sts',
      why: l10n.t('What answers at {0} assumes no roles.', new URL(role.endpoint).host),
      next: l10n.t('Set "stsEndpoint" in the destination, or leave the role out.'),
    };
  }
  return explainRefusal(cause, context);
}

function roleRefused({ role, profile }: S3Context): Reason {
  const code = 'role-refused';
  if (!role) {
    return {
      code,
      why:
        profile === undefined
          ? l10n.t('The role in your AWS configuration may not be assumed.')
          : l10n.t('The role of the AWS profile "{0}" may not be assumed.', profile),
      next: l10n.t(
        "Check its role_arn and external_id, and whether the role's trust policy names whoever assumes it.",
      ),
    };
  }
  return {
    code,
    why: l10n.t('The role {0} may not be assumed with these credentials.', role.arn),
    next: role.hasExternalId
      ? l10n.t(
          "Check whether the role's trust policy names whoever assumes it, and whether it asks for this very external id.",
        )
      : l10n.t(
          "Check whether the role's trust policy names whoever assumes it, and whether it asks for an external id: none is set.",
        ),
  };
}
