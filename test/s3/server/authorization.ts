// Whether a caller may do what a request asks: the bucket's owner may unless its policy denies, others need an allow.
import { S3Error } from './errors';
import { type Caller } from './identities';
import { evaluate } from './policy';
import { type S3Request } from './request';
import { type Bucket } from './store';

export interface Intent {
  readonly caller: Caller;
  readonly action: string;
  readonly bucket: Bucket;
  /** Empty for actions on the bucket itself. */
  readonly key: string;
  readonly request: S3Request;
}

/** Actions that bring an object into being: the part of a multipart upload that comes last, and the single puts. */
function createsObject({ method, query }: S3Request): boolean {
  return query.has('uploadId') ? method === 'POST' : !query.has('uploads');
}

/** The value of a policy condition key in this request. */
function conditionValue(request: S3Request, key: string): string | undefined {
  const name = key.toLowerCase();
  if (name === 'aws:securetransport') return 'false';
  if (name === 's3:objectcreationoperation') return String(createsObject(request));
  if (!name.startsWith('s3:')) return undefined;
  const plain = name.slice('s3:'.length);
  return request.query.get(plain) ?? request.header(plain);
}

function resourceArn({ bucket, key }: Intent): string {
  return `arn:aws:s3:::${bucket.name}${key && `/${key}`}`;
}

function denial(intent: Intent, reason: string): S3Error {
  const { caller, action } = intent;
  if (caller.arn === undefined) return new S3Error('AccessDenied');
  const resource = resourceArn(intent);
  return new S3Error(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: "${resource}" ${reason}`,
  );
}

function owns({ user, actsForAccount }: Caller, bucket: Bucket): boolean {
  return actsForAccount || user === bucket.owner;
}

/** Throws `AccessDenied`, with a message that names caller, action and resource as AWS's does. */
export function authorize(intent: Intent): void {
  const { caller, action, bucket, request } = intent;
  const verdict = evaluate(bucket.policy?.parsed, {
    principals: caller.principals,
    action,
    resource: resourceArn(intent),
    value: (key) => conditionValue(request, key),
  });
  const owner = owns(caller, bucket);
  // An owner who locked himself out may still mend the policy, as an account's root user may.
  if (owner && action.endsWith('BucketPolicy')) return;
  if (verdict === 'deny') throw denial(intent, 'with an explicit deny in a resource-based policy');
  if (verdict === 'silent' && !owner) {
    throw denial(intent, `because no identity-based policy allows the ${action} action`);
  }
}

export function mayDo(intent: Intent): boolean {
  try {
    authorize(intent);
    return true;
  } catch {
    return false;
  }
}
