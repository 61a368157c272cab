// Why something is not allowed, and what is missing: from AWS's own sentence where the store gives it, else from what was
// being done. Source: "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" in the Amazon S3 User Guide.
import * as l10n from '@vscode/l10n';
import type { Reason, S3Context } from './explain';
import { permissionOf } from './permissions';
import { readS3Error, type S3Error } from './s3Error';

/** What AWS's sentence tells. Other stores have none, and AWS gives it only inside an account or organization. */
interface Denial {
  /** For example `s3:PutObject`, or `kms:GenerateDataKey`. */
  readonly action?: string | undefined;
  /** In AWS's words, for example `resource-based policy`. */
  readonly policy?: string | undefined;
  /** Whether a statement denies it, rather than none allowing it. */
  readonly explicit: boolean;
}

/** The sentence names caller, action, resource and the kind of policy, and holds no secret. */
const sentence =
  /^User: arn:\S+ is not authorized to perform: ((?:s3|kms|sts):\w+)(?: on resource: \S+)?(?: because no ([\w -]+?) allows| with an explicit deny in an? ([\w -]+))?/;

/** That sentence of an error, as the store wrote it. */
export function denialSentence(error: unknown): string | undefined {
  const { message } = readS3Error(error);
  return sentence.test(message) ? message : undefined;
}

/** The action that the sentence names, if there is one. */
export function deniedAction(error: unknown): string | undefined {
  return readDenial(readS3Error(error).message).action;
}

function readDenial(message: string): Denial {
  const [, action, silent, explicit] = sentence.exec(message) ?? [];
  return { action, policy: silent ?? explicit, explicit: explicit !== undefined };
}

/** The reason of an AccessDenied. */
export function explainDenial(context: S3Context, { code, message }: S3Error): Reason {
  const denial = readDenial(message);
  const byCode = code.startsWith('KMS.') ? 'kms:GenerateDataKey' : permissionOf[context.action];
  const missing = denial.action ?? context.missing ?? byCode;
  const reason = { code: 'access-denied', missing };
  if (/object lock/i.test(message)) {
    return {
      ...reason,
      why: l10n.t('The object is locked (Object Lock).'),
      next: l10n.t('Choose another name, or wait until the lock ends.'),
    };
  }
  const hints = [whyDenied(denial, missing), ...otherReasons(context, denial)];
  return { ...reason, why: hints.join(' '), next: nextStep(context, denial, missing) };
}

function whyDenied({ policy, explicit }: Denial, missing: string): string {
  const kind = policyKinds()[policy ?? ''];
  if (kind !== undefined)
    return explicit
      ? l10n.t('A statement denies {0}, in {1}.', missing, kind)
      : l10n.t('Nothing allows {0} in {1}.', missing, kind);
  return missing.startsWith('kms:')
    ? l10n.t("The credentials lack {0} on the KMS key, or the key's policy denies it.", missing)
    : l10n.t('The credentials lack {0}, or a policy denies it.', missing);
}

/** The kinds of policies, by AWS's names. Source: "Policy evaluation logic" in the IAM User Guide. */
function policyKinds(): Readonly<Record<string, string>> {
  return {
    'identity-based policy': l10n.t('the policies of the user or role'),
    'resource-based policy': l10n.t('the policy of the bucket or key'),
    'VPC endpoint policy': l10n.t('the policy of the VPC endpoint'),
    'service control policy': l10n.t("the organization's service control policies"),
    'resource control policy': l10n.t("the organization's resource control policies"),
    'permissions boundary': l10n.t('the permissions boundary of the user or role'),
    'session policy': l10n.t('the policy of the session'),
  };
}

/** What else may be the reason, as far as the destination tells. */
function otherReasons({ object, endpoint }: S3Context, { action, explicit }: Denial): string[] {
  const reasons: string[] = [];
  // A wrong owner is refused without AWS's sentence.
  if (object?.bucketOwner !== undefined && action === undefined)
    reasons.push(l10n.t('The bucket may also belong to another account than {0}.', object.bucketOwner));
  if (explicit && endpoint?.startsWith('http:'))
    reasons.push(l10n.t('Many policies deny requests without TLS, and the endpoint begins with http://.'));
  return reasons;
}

function nextStep(context: S3Context, { explicit }: Denial, missing: string): string {
  if (explicit && context.action === 'write') return whatIsSent(context);
  return missing.startsWith('kms:')
    ? l10n.t('Ask the owner of the key to allow {0}, or use another encryption.', missing)
    : l10n.t('Ask the owner of the bucket to allow {0}, or use other credentials.', missing);
}

/** A policy that denies writing mostly denies it on a condition, which only its owner can tell. */
function whatIsSent({ object }: S3Context): string {
  const tags = Object.keys(object?.tags ?? {}).length;
  const sent = [
    encryptionText(object),
    tags === 0 ? l10n.t('no tags') : l10n.t('{0} tags', tags),
    object?.storageClass ?? 'STANDARD',
  ].join(', ');
  return l10n.t(
    'Ask its owner what it demands of an upload: often an encryption, a certain KMS key, tags, a network or TLS. This destination sends: {0}.',
    sent,
  );
}

function encryptionText(object: S3Context['object']): string {
  if (!object?.encryption) return l10n.t('no encryption');
  if (object.encryption.type === 'sse-s3') return 'SSE-S3';
  const { keyId } = object.encryption;
  return keyId === undefined ? 'SSE-KMS' : l10n.t('SSE-KMS with the key {0}', keyId);
}
