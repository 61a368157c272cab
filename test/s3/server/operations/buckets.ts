// Buckets themselves: making, finding and deleting them, their location, policy and versioning.
import { receiveText } from '../body';
import { type BucketCall, type Reply, type ServiceCall, xmlReply } from '../call';
import { S3Error } from '../errors';
import { ACCOUNT } from '../identities';
import { parsePolicy } from '../policy';
import { regionOf } from '../regions';
import { type Bucket } from '../store';
import { document, parseXml, textOf } from '../xml';

export function newBucket(name: string, owner: string, created: Date): Bucket {
  return { name, owner, created, objects: new Map(), uploads: new Map() };
}

export function listBuckets({ endpoint, caller }: ServiceCall): Reply {
  if (caller.arn === undefined) throw new S3Error('AccessDenied');
  const owned = [...endpoint.buckets.values()].filter(
    ({ owner }) => caller.actsForAccount || owner === caller.user,
  );
  const Bucket = owned.map(({ name, created }) => ({ Name: name, CreationDate: created.toISOString() }));
  return xmlReply(document('ListAllMyBucketsResult', { Owner: { ID: ACCOUNT }, Buckets: { Bucket } }));
}

const BUCKET_NAME = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

async function checkLocation({ endpoint, body }: ServiceCall): Promise<void> {
  const text = body.request.header('content-length') === undefined ? '' : await receiveText(body);
  const location =
    text === ''
      ? undefined
      : textOf(parseXml(text, 'CreateBucketConfiguration', 'CreateBucketRequest'), 'LocationConstraint');
  if ((location ?? 'us-east-1') !== endpoint.region) {
    throw new S3Error(
      'IllegalLocationConstraintException',
      `The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint ` +
        'this request was sent to.',
    );
  }
}

/** Making a bucket again is no error for its owner: S3 in us-east-1 answers so. */
export async function createBucket(call: ServiceCall): Promise<Reply> {
  const { endpoint, request, caller } = call;
  if (caller.user === undefined) throw new S3Error('AccessDenied');
  if (!BUCKET_NAME.test(request.bucket)) throw new S3Error('InvalidBucketName');
  await checkLocation(call);
  const existing = endpoint.buckets.get(request.bucket);
  if (existing && existing.owner !== caller.user) throw new S3Error('BucketAlreadyExists');
  if (!existing) endpoint.buckets.set(request.bucket, newBucket(request.bucket, caller.user, endpoint.now()));
  return { headers: { location: `/${request.bucket}` } };
}

export function headBucket({ endpoint, request }: BucketCall): Reply {
  return { headers: { 'x-amz-bucket-region': regionOf(request, endpoint) } };
}

export function deleteBucket({ endpoint, bucket }: BucketCall): Reply {
  if (bucket.objects.size > 0) throw new S3Error('BucketNotEmpty');
  for (const upload of bucket.uploads.values())
    for (const part of upload.parts.values()) part.piece.release();
  endpoint.buckets.delete(bucket.name);
  return { status: 204 };
}

export function getLocation({ endpoint, request }: BucketCall): Reply {
  const region = regionOf(request, endpoint);
  return xmlReply(document('LocationConstraint', region === 'us-east-1' ? '' : region));
}

export async function putPolicy({ bucket, body }: BucketCall): Promise<Reply> {
  const text = await receiveText(body);
  bucket.policy = { text, parsed: parsePolicy(text) };
  return { status: 204 };
}

export function getPolicy({ bucket }: BucketCall): Reply {
  if (!bucket.policy) throw new S3Error('NoSuchBucketPolicy');
  return { headers: { 'content-type': 'application/json' }, body: bucket.policy.text };
}

export function deletePolicy({ bucket }: BucketCall): Reply {
  delete bucket.policy;
  return { status: 204 };
}

export async function putVersioning({ bucket, body }: BucketCall): Promise<Reply> {
  const status = textOf(parseXml(await receiveText(body), 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML');
  bucket.versioning = status;
  return {};
}

export function getVersioning({ bucket }: BucketCall): Reply {
  return xmlReply(document('VersioningConfiguration', { Status: bucket.versioning }));
}
