// The least that credentials must be allowed for one destination, as an IAM policy. Pure: nothing is asked of any store.
// Source: "Actions, resources, and condition keys for Amazon S3" in the Service Authorization Reference, and "Required
// permissions for Amazon S3 API operations" in the Amazon S3 User Guide.
import type { Destination } from '../model/destination';
import { keyPrefix } from './keyPrefix';

/** What is done at a destination beside writing, which is always done. */
export interface Features {
  /** Deliveries are read back, and objects opened. Default: true. */
  readonly read?: boolean;
  /** The view lists what was delivered, and a key is told to be free. Default: true. */
  readonly list?: boolean;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringLike: { readonly 's3:prefix': string } };
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface MinimalPolicy {
  readonly policy: Policy;
  /** Words of the policy that stand for what no setting tells, such as `ACCOUNT_ID`. IAM takes it once they are replaced. */
  readonly toFillIn: readonly string[];
}

/** The policy for a destination's bucket, folder path and object settings. */
export function minimalPolicy(
  destination: Destination,
  { read = true, list = true }: Features = {},
): MinimalPolicy {
  const { bucket, region, object } = destination;
  const prefix = literally(keyPrefix(destination));
  const bucketArn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const objects = `${bucketArn}/${prefix}*`;
  const tagging = Object.keys(object.tags).length > 0 ? ['s3:PutObjectTagging'] : [];
  const key = keyResource(destination);
  const Statement = [
    allow('WriteExports', objects, 's3:PutObject', ...tagging),
    // A push that is cancelled leaves nothing, one that was interrupted can go on. Some stores allow both to whoever began.
    allow('EndUploads', objects, 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'),
    ...(read ? [allow('VerifyExports', objects, 's3:GetObject')] : []),
    ...(list ? [{ ...allow('ListExports', bucketArn, 's3:ListBucket'), ...below(prefix) }] : []),
    // Parts are decrypted when they are put together. Source: "Protecting data with SSE-KMS", "multipart uploads".
    ...(key ? [allow('EncryptExports', key.arn, 'kms:GenerateDataKey', 'kms:Decrypt')] : []),
  ];
  return { policy: { Version: '2012-10-17', Statement }, toFillIn: key?.toFillIn ?? [] };
}

function allow(Sid: string, Resource: string, ...Action: string[]): Statement {
  return { Sid, Effect: 'Allow', Action, Resource };
}

/** Whole buckets are listed without a condition. */
function below(prefix: string): Pick<Statement, 'Condition'> {
  return prefix === '' ? {} : { Condition: { StringLike: { 's3:prefix': `${prefix}*` } } };
}

/** What policies take for more than a character. Source: "IAM policy elements: Variables and tags", "special characters". */
function literally(text: string): string {
  return text.replace(/[*?$]/g, '${$&}');
}

const partitions: readonly (readonly [start: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-iso-', 'aws-iso'],
  ['eusc-', 'aws-eusc'],
];

/** Source: "Amazon Resource Names (ARNs)" in the AWS General Reference. */
function partitionOf(region: string): string {
  return partitions.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
}

/**
 * The KMS key as a resource. None without a key of one's own: whoever may write to S3 may use the account's key for it.
 * An alias is no resource. Source: "AWS managed keys" and "Controlling access to aliases", AWS KMS Developer Guide.
 */
function keyResource({ region, object: { encryption } }: Destination) {
  if (encryption?.type !== 'sse-kms' || encryption.keyId === undefined) return undefined;
  const { keyId } = encryption;
  if (/^arn:[\w-]+:kms:[^:]*:[^:]*:key\//.test(keyId)) return { arn: keyId, toFillIn: [] };
  const [, where] = /^(arn:[\w-]+:kms:[^:]*:[^:]*):alias\//.exec(keyId) ?? [];
  if (where !== undefined) return { arn: `${where}:key/KEY_ID`, toFillIn: ['KEY_ID'] };
  const account = `arn:${partitionOf(region)}:kms:${region}:ACCOUNT_ID`;
  if (keyId.startsWith('alias/')) return { arn: `${account}:key/KEY_ID`, toFillIn: ['ACCOUNT_ID', 'KEY_ID'] };
  return { arn: `${account}:key/${keyId}`, toFillIn: ['ACCOUNT_ID'] };
}
