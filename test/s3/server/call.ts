// What an operation is given and what it answers with.
import { type Readable } from 'node:stream';
import { type IncomingBody } from './body';
import { S3Error } from './errors';
import { type Caller } from './identities';
import { type S3Request } from './request';
import { type Bucket, type WriteConditions } from './store';

/** The endpoint, as operations see it. */
export interface Endpoint {
  readonly directory: string;
  readonly region: string;
  /** Buckets that are in another region than the endpoint: where. */
  readonly elsewhere: Readonly<Record<string, string>>;
  readonly buckets: Map<string, Bucket>;
  readonly now: () => Date;
  readonly conditions: 'kept' | 'ignored' | 'refused';
  readonly minPartBytes: number;
}

export interface ServiceCall {
  readonly endpoint: Endpoint;
  readonly request: S3Request;
  readonly caller: Caller;
  readonly body: IncomingBody;
}

/** A call on a bucket that is there, or on a key of it. */
export interface BucketCall extends ServiceCall {
  readonly bucket: Bucket;
}

export interface Reply {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream comes with its `content-length` among the headers. */
  readonly body?: string | Readable;
}

export function writeConditions({ conditions }: Endpoint, request: S3Request): WriteConditions {
  const names = ['if-none-match', 'if-match'];
  const header = names.find((name) => request.header(name) !== undefined);
  if (conditions === 'refused' && header) throw new S3Error('NotImplemented', undefined, { Header: header });
  if (conditions !== 'kept') return { ifNoneMatch: undefined, ifMatch: undefined };
  return { ifNoneMatch: request.header('if-none-match'), ifMatch: request.header('if-match') };
}

/** Headers that name a version, in buckets that keep them. */
export function versionHeaders(bucket: Bucket, versionId: string): Record<string, string> {
  return bucket.versioning ? { 'x-amz-version-id': versionId } : {};
}

export function xmlReply(body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { headers: { 'content-type': 'application/xml', ...headers }, body };
}
