// Why the store said no: S3's error codes. Source: "Error responses" in the Amazon S3 API Reference.
import * as l10n from '@vscode/l10n';
import type { Reason, S3Context } from './explain';
import { readS3Error, shownCode, type S3Error } from './s3Error';

/** Says why a store refused. An answer that cannot be told apart further still gets a reason. */
export function explainRefusal(error: unknown, context: S3Context): Reason {
  const s3Error = readS3Error(error);
  const code = codeOf(s3Error);
  const known = own(knownRefusals(context, s3Error), code);
  if (known) return { code: kebabCase(code), ...known };
  const next = l10n.t("Look the code up in the store's documentation, or ask its administrator.");
  if (s3Error.status === undefined) {
    return {
      code: 'request-failed',
      why: l10n.t('The request could not be made ({0}).', shownCode(code)),
      next,
    };
  }
  return {
    code: 'refused',
    why: l10n.t('The store answered with {0} (HTTP {1}).', shownCode(code), s3Error.status),
    next,
  };
}

/** True when an answer says that the credentials were good once. Of HEAD, no answer says so: it has no body. */
export function isExpired(error: unknown): boolean {
  return codeOf(readS3Error(error)) === 'ExpiredToken';
}

/** S3's code; for answers without a body, as all answers to HEAD are, the code that such a status stands for. */
function codeOf({ code, status }: S3Error): string {
  const synonym = own(synonyms, code);
  if (synonym !== undefined) return synonym;
  if (code !== 'Unknown' && code !== 'UnknownError') return code;
  return (status === undefined ? undefined : codeOfStatus[status]) ?? code;
}

const codeOfStatus: Record<number, string> = {
  301: 'PermanentRedirect',
  307: 'PermanentRedirect',
  400: 'BadRequest',
  403: 'AccessDenied',
  412: 'PreconditionFailed',
  500: 'InternalError',
  501: 'NotImplemented',
  502: 'InternalError',
  503: 'SlowDown',
  504: 'InternalError',
};

const synonyms: Record<string, string> = {
  AllAccessDisabled: 'AccessDenied',
  AccountProblem: 'AccessDenied',
  Forbidden: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  TokenRefreshRequired: 'ExpiredToken',
  InvalidClientTokenId: 'InvalidAccessKeyId',
  RequestExpired: 'RequestTimeTooSkewed',
  TemporaryRedirect: 'PermanentRedirect',
  IllegalLocationConstraintException: 'PermanentRedirect',
  ServiceUnavailable: 'SlowDown',
  XAmzContentSHA256Mismatch: 'BadDigest',
  NotFound: 'NoSuchKey',
};

const permissions = {
  write: 's3:PutObject',
  read: 's3:GetObject',
  list: 's3:ListBucket',
  abort: 's3:AbortMultipartUpload',
} as const;

function knownRefusals(
  context: S3Context,
  { bucketRegion }: S3Error,
): Record<string, Pick<Reason, 'why' | 'next'>> {
  const permission = permissions[context.action];
  const wrongRegion = {
    why:
      bucketRegion === undefined
        ? l10n.t('The bucket is not in the region "{0}".', context.region)
        : l10n.t('The bucket is in the region "{0}", not in "{1}".', bucketRegion, context.region),
    next:
      bucketRegion === undefined
        ? l10n.t("Set the destination's region to that of the bucket, and check its endpoint.")
        : l10n.t('Set the destination\'s region to "{0}".', bucketRegion),
  };
  const tryLater = l10n.t('Wait a little and try again.');
  return {
    AccessDenied: {
      why: l10n.t('The credentials lack the permission {0} there, or a policy denies it.', permission),
      next: l10n.t('Ask the owner of the bucket to allow {0}, or use other credentials.', permission),
    },
    NoSuchBucket: {
      why: l10n.t('The bucket "{0}" does not exist.', context.bucket),
      next: l10n.t("Correct the destination's bucket, or create it."),
    },
    NoSuchKey: {
      why: l10n.t('The object does not exist.'),
      next: l10n.t('It may have been moved or removed: refresh the list.'),
    },
    NoSuchUpload: {
      why: l10n.t('The upload was ended by somebody else, or by a lifecycle rule of the bucket.'),
      next: l10n.t('Push again.'),
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
    PermanentRedirect: wrongRegion,
    AuthorizationHeaderMalformed: wrongRegion,
    BadRequest: {
      why: l10n.t('The store did not say why. A wrong region or expired credentials are the usual causes.'),
      next: l10n.t("Check the destination's region and credentials."),
    },
    SlowDown: { why: l10n.t('The store is busy and asks to slow down.'), next: tryLater },
    InternalError: { why: l10n.t('The store has a problem of its own.'), next: tryLater },
    RequestTimeout: { why: l10n.t('The data came too slowly for the store.'), next: tryLater },
    BadDigest: {
      why: l10n.t('Data was damaged on its way to the store, several times in a row.'),
      next: l10n.t('Try again; if it happens again, look for a broken proxy or network device.'),
    },
    NotImplemented: {
      why: l10n.t(
        'The store does not support what a safe delivery needs (checksums or writing only if absent).',
      ),
      next: l10n.t('Update the store, or use one that supports conditional writes.'),
    },
    PreconditionFailed: {
      why: l10n.t('There is an object of this name already.'),
      next: l10n.t('Choose another name, or remove that object first.'),
    },
    EntityTooLarge: {
      why: l10n.t('The export is larger than the store takes.'),
      next: l10n.t('Split it, or use a store with a higher limit.'),
    },
    InsufficientCapacity: {
      why: l10n.t('The store is full.'),
      next: l10n.t('Free some space there, then try again.'),
    },
    QuotaExceeded: {
      why: l10n.t('A quota of the bucket or of its owner is used up.'),
      next: l10n.t('Free some space there, or have the quota raised.'),
    },
    KeyTooLongError: {
      why: l10n.t('The name of the object is longer than the store takes.'),
      next: l10n.t('Shorten the folder path or the file name.'),
    },
  };
}

/** An entry of a table, and nothing that every object has: the store chooses the code. */
function own<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** `NoSuchBucket` becomes `no-such-bucket`. */
function kebabCase(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
