// Sends hand-made requests over plain HTTP: signed by hand, with any of their parts made wrong on purpose.
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { HandSigner, queryText, sha256, type SigningContext } from './signing';
import { type Target } from './target';

export interface RawRequest {
  readonly method: string;
  /** Key in the target's bucket; must need no escaping. Empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Signed along, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent but not signed, in lower case. */
  readonly unsignedHeaders?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What `x-amz-content-sha256` says. Default: the body's hash. */
  readonly payloadHash?: string;
  /** Sent in place of `body`, given the request's own signature. */
  readonly encode?: (signer: HandSigner, seedSignature: string) => Uint8Array;
  /** What is signed with, where it is not the target's own or not now. */
  readonly signing?: Partial<SigningContext>;
  /** Bucket in the host name instead of in the path. */
  readonly hostStyle?: boolean;
}

export interface RawAnswer {
  readonly status: number;
  /** S3's error code; empty when there is none. */
  readonly code: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends the request with any headers, its path and query as they are. */
export async function sendHttp(
  target: Target,
  method: string,
  pathAndQuery: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array = new Uint8Array(),
): Promise<RawAnswer> {
  const { hostname, port } = new URL(target.endpoint);
  const request = httpRequest({ host: hostname, port, method, path: pathAndQuery, headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const code = /<Code>(\w+)<\/Code>/.exec(bytes.toString('latin1'))?.[1] ?? '';
  return { status: response.statusCode ?? 0, code, headers: response.headers, body: bytes };
}

function place(target: Target, { key, hostStyle }: RawRequest): { host: string; path: string } {
  const { host, port } = new URL(target.endpoint);
  if (hostStyle) return { host: `${target.bucket}.s3.localhost:${port}`, path: `/${key}` };
  return { host, path: `/${target.bucket}${key && `/${key}`}` };
}

/** Sends a request signed in its headers. */
export async function sendSigned(target: Target, request: RawRequest): Promise<RawAnswer> {
  const { method, query = {}, body = new Uint8Array(), encode, signing } = request;
  const { credentials, region } = target;
  const context = { credentials, region, date: new Date(), ...signing };
  const signer = new HandSigner(context);
  const { host, path } = place(target, request);
  const payloadHash = request.payloadHash ?? sha256(body);
  const { sessionToken } = context.credentials;
  const headers = {
    host,
    'x-amz-date': signer.amzDate,
    'x-amz-content-sha256': payloadHash,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    ...request.headers,
  };
  const authorization = signer.authorization({ method, path, query, headers, payloadHash });
  const sent = encode?.(signer, authorization.slice(-64)) ?? body;
  const all = {
    ...headers,
    ...request.unsignedHeaders,
    authorization,
    'content-length': String(sent.length),
  };
  const search = queryText(query);
  return sendHttp(target, method, `${path}${search && `?${search}`}`, all, sent);
}

/** Path and query of a presigned request on a key of the target's bucket. */
export function presign(
  target: Target,
  method: string,
  key: string,
  options: { expiresSeconds?: number; signing?: Partial<SigningContext> } = {},
): string {
  const { credentials, region } = target;
  const signer = new HandSigner({ credentials, region, date: new Date(), ...options.signing });
  const path = `/${target.bucket}/${key}`;
  const headers = { host: new URL(target.endpoint).host };
  const query = signer.presignedQuery({ method, path, query: {}, headers }, options.expiresSeconds ?? 300);
  return `${path}?${queryText(query)}`;
}
