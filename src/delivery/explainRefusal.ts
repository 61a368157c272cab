// Why the store said no: which entry of the tables of reasons an error code has.
// Source: "Error responses", "List of error codes", in the Amazon S3 API Reference.
import * as l10n from '@vscode/l10n';
import { explainDenial } from './denial';
import type { Reason, S3Context } from './explain';
import { accessReasons } from './reasons/access';
import { encryptionReasons } from './reasons/encryption';
import { objectReasons } from './reasons/objects';
import { transferReasons } from './reasons/transfer';
import { readS3Error, shownCode, type S3Error } from './s3Error';
import { explainRegion } from './wrongRegion';

/** An entry of a table of reasons. */
export type Entry = Pick<Reason, 'why' | 'next'>;

/** Says why a store refused. An answer that cannot be told apart further still gets a reason. */
export function explainRefusal(error: unknown, context: S3Context): Reason {
  const s3Error = readS3Error(error);
  const code = codeOf(s3Error);
  if (code === 'AccessDenied') return explainDenial(context, s3Error);
  const elsewhere = explainRegion(code, context, s3Error);
  if (elsewhere) return elsewhere;
  const known = own(
    {
      ...accessReasons(context),
      ...objectReasons(context),
      ...encryptionReasons(context),
      ...transferReasons(s3Error),
    },
    code,
  );
  return known ? { code: kebabCase(code), ...known } : unknownRefusal(code, s3Error);
}

function unknownRefusal(code: string, { status }: S3Error): Reason {
  const next = l10n.t("Look the code up in the store's documentation, or ask its administrator.");
  if (status === undefined) {
    const why = l10n.t('The request could not be made ({0}).', shownCode(code));
    return { code: 'request-failed', why, next };
  }
  const why = code.startsWith('KMS.')
    ? l10n.t("The store's key service answered with {0} (HTTP {1}).", shownCode(code), status)
    : l10n.t('The store answered with {0} (HTTP {1}).', shownCode(code), status);
  return { code: 'refused', why, next };
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
  405: 'MethodNotAllowed',
  411: 'MissingContentLength',
  412: 'PreconditionFailed',
  429: 'SlowDown',
  500: 'InternalError',
  501: 'NotImplemented',
  502: 'InternalError',
  503: 'SlowDown',
  504: 'InternalError',
};

/** Codes that mean the same; those with a dot are of AWS KMS, those with XMinio of MinIO. */
const synonyms: Record<string, string> = {
  AllAccessDisabled: 'AccountProblem',
  NotSignedUp: 'AccountProblem',
  OptInRequired: 'AccountProblem',
  UserSuspended: 'AccountProblem',
  InvalidPayer: 'AccountProblem',
  Forbidden: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  TokenRefreshRequired: 'ExpiredToken',
  InvalidClientTokenId: 'InvalidAccessKeyId',
  InvalidSecurity: 'InvalidToken',
  UnrecognizedClientException: 'InvalidToken',
  RequestExpired: 'RequestTimeTooSkewed',
  TemporaryRedirect: 'PermanentRedirect',
  IllegalLocationConstraintException: 'PermanentRedirect',
  IncorrectEndpoint: 'PermanentRedirect',
  Busy: 'SlowDown',
  BandwidthLimitExceeded: 'SlowDown',
  RequestLimitExceeded: 'SlowDown',
  ServiceUnavailable: 'SlowDown',
  Throttling: 'SlowDown',
  ThrottlingException: 'SlowDown',
  TooManyRequests: 'SlowDown',
  'KMS.ThrottlingException': 'SlowDown',
  XMinioServerNotInitialized: 'SlowDown',
  'KMS.KMSInternalException': 'InternalError',
  'KMS.DependencyTimeoutException': 'InternalError',
  XAmzContentSHA256Mismatch: 'BadDigest',
  XAmzContentChecksumMismatch: 'BadDigest',
  InvalidDigest: 'BadDigest',
  IncompleteBody: 'RequestTimeout',
  InvalidPartOrder: 'InvalidPart',
  NotFound: 'NoSuchKey',
  NoSuchVersion: 'NoSuchKey',
  KeyTooLong: 'KeyTooLongError',
  XMinioAdminBucketQuotaExceeded: 'QuotaExceeded',
  XMinioStorageFull: 'InsufficientCapacity',
  'KMS.AccessDeniedException': 'AccessDenied',
  'KMS.UnrecognizedClientException': 'AccessDenied',
  'KMS.DisabledException': 'KmsKeyDisabled',
  'KMS.KMSInvalidStateException': 'KmsKeyUnusable',
  'KMS.KeyUnavailableException': 'KmsKeyUnusable',
  'KMS.NotFoundException': 'KmsKeyNotFound',
  'KMS.InvalidArnException': 'KmsKeyNotFound',
  'KMS.InvalidKeyUsageException': 'KmsKeyOfOtherUse',
  InvalidEncryptionAlgorithmError: 'InvalidEncryption',
  ServerSideEncryptionConfigurationNotFoundError: 'InvalidEncryption',
};

/** An entry of a table, and nothing that every object has: the store chooses the code. */
function own<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** `NoSuchBucket` becomes `no-such-bucket`. */
function kebabCase(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
