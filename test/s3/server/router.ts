// Which operation a request is, and which action policies know it by: one table. Anything of S3's that is not in it
// is answered 501, never taken for something else.
import { authorize } from './authorization';
import { type BucketCall, type Reply, type ServiceCall } from './call';
import { S3Error } from './errors';
import { ACCOUNT } from './identities';
import * as buckets from './operations/buckets';
import { completeUpload } from './operations/completion';
import { deleteObject, deleteObjects } from './operations/deleting';
import { listObjects, listObjectsV2, listVersions } from './operations/listing';
import { abortUpload, createUpload, uploadPart } from './operations/multipart';
import { listParts, listUploads } from './operations/multipart-listing';
import { getAttributes, getObject, getTagging } from './operations/reading';
import { putObject } from './operations/writing';
import { type S3Request } from './request';

type Answer = Reply | Promise<Reply>;

interface Route {
  readonly method: string;
  readonly on: 'bucket' | 'object';
  /** A parameter that must be there, like the `uploads` of `?uploads`. */
  readonly query?: string;
  /** Left out when the operation asks for each key by itself. */
  readonly action?: string;
  readonly run: (call: BucketCall) => Answer;
}

const ROUTES: readonly Route[] = [
  { method: 'HEAD', on: 'bucket', action: 's3:ListBucket', run: buckets.headBucket },
  {
    method: 'DELETE',
    on: 'bucket',
    query: 'policy',
    action: 's3:DeleteBucketPolicy',
    run: buckets.deletePolicy,
  },
  { method: 'DELETE', on: 'bucket', action: 's3:DeleteBucket', run: buckets.deleteBucket },
  { method: 'PUT', on: 'bucket', query: 'policy', action: 's3:PutBucketPolicy', run: buckets.putPolicy },
  {
    method: 'PUT',
    on: 'bucket',
    query: 'versioning',
    action: 's3:PutBucketVersioning',
    run: buckets.putVersioning,
  },
  { method: 'POST', on: 'bucket', query: 'delete', run: deleteObjects },
  {
    method: 'GET',
    on: 'bucket',
    query: 'location',
    action: 's3:GetBucketLocation',
    run: buckets.getLocation,
  },
  { method: 'GET', on: 'bucket', query: 'policy', action: 's3:GetBucketPolicy', run: buckets.getPolicy },
  {
    method: 'GET',
    on: 'bucket',
    query: 'versioning',
    action: 's3:GetBucketVersioning',
    run: buckets.getVersioning,
  },
  {
    method: 'GET',
    on: 'bucket',
    query: 'uploads',
    action: 's3:ListBucketMultipartUploads',
    run: listUploads,
  },
  { method: 'GET', on: 'bucket', query: 'versions', action: 's3:ListBucketVersions', run: listVersions },
  { method: 'GET', on: 'bucket', query: 'list-type', action: 's3:ListBucket', run: listObjectsV2 },
  { method: 'GET', on: 'bucket', action: 's3:ListBucket', run: listObjects },
  { method: 'HEAD', on: 'object', action: 's3:GetObject', run: getObject },
  { method: 'GET', on: 'object', query: 'uploadId', action: 's3:ListMultipartUploadParts', run: listParts },
  { method: 'GET', on: 'object', query: 'tagging', action: 's3:GetObjectTagging', run: getTagging },
  { method: 'GET', on: 'object', query: 'attributes', action: 's3:GetObjectAttributes', run: getAttributes },
  { method: 'GET', on: 'object', action: 's3:GetObject', run: getObject },
  { method: 'PUT', on: 'object', query: 'partNumber', action: 's3:PutObject', run: uploadPart },
  { method: 'PUT', on: 'object', action: 's3:PutObject', run: putObject },
  { method: 'POST', on: 'object', query: 'uploads', action: 's3:PutObject', run: createUpload },
  { method: 'POST', on: 'object', query: 'uploadId', action: 's3:PutObject', run: completeUpload },
  { method: 'DELETE', on: 'object', query: 'uploadId', action: 's3:AbortMultipartUpload', run: abortUpload },
  { method: 'DELETE', on: 'object', action: 's3:DeleteObject', run: deleteObject },
];

/** Parameters that make another operation of a request, here or in S3. */
const SUBRESOURCES = new Set([
  ...ROUTES.flatMap(({ query }) => query ?? []),
  ...['accelerate', 'acl', 'analytics', 'append', 'cors', 'encryption', 'intelligent-tiering', 'inventory'],
  ...['legal-hold', 'lifecycle', 'logging', 'metrics', 'notification', 'object-lock', 'ownershipControls'],
  ...['policyStatus', 'publicAccessBlock', 'replication', 'requestPayment', 'restore', 'retention'],
  ...['select', 'torrent', 'website', 'renameObject', 'session', 'writeOffsetBytes'],
]);

/** `uploadId` goes with `partNumber`; every other subresource stands alone. */
function routeOf(request: S3Request): Route {
  const on = request.key === '' ? 'bucket' : 'object';
  const asked = [...request.query.keys()].filter((name) => SUBRESOURCES.has(name));
  const fitting = ROUTES.filter((route) => route.on === on && route.method === request.method);
  const route = fitting.find(({ query }) =>
    query === undefined ? asked.length === 0 : asked.includes(query),
  );
  if (route) return route;
  throw asked.length > 0
    ? new S3Error('NotImplemented', `${request.method} ?${asked.join('&')} is not implemented here`)
    : new S3Error('MethodNotAllowed');
}

function isCreateBucket({ method, key, query }: S3Request): boolean {
  return method === 'PUT' && key === '' && ![...query.keys()].some((name) => SUBRESOURCES.has(name));
}

function checkExpectedOwner(request: S3Request): void {
  const expected = request.header('x-amz-expected-bucket-owner');
  if (expected !== undefined && expected !== ACCOUNT) throw new S3Error('AccessDenied');
}

/** Answers an authenticated request. */
export function answerS3(call: ServiceCall): Answer {
  const { endpoint, request } = call;
  if (request.bucket === '') {
    if (request.method !== 'GET') throw new S3Error('MethodNotAllowed');
    return buckets.listBuckets(call);
  }
  if (isCreateBucket(request)) return buckets.createBucket(call);
  const route = routeOf(request);
  const bucket = endpoint.buckets.get(request.bucket);
  if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: request.bucket });
  checkExpectedOwner(request);
  const bucketCall = { ...call, bucket };
  if (route.action !== undefined) authorize({ ...bucketCall, action: route.action, key: request.key });
  // Tags that come with a write need a permission of their own.
  if (request.header('x-amz-tagging') !== undefined)
    authorize({ ...bucketCall, action: 's3:PutObjectTagging', key: request.key });
  return route.run(bucketCall);
}
