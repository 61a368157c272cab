// Who sent a request, and what its signature says about its body. Checks header-signed and presigned requests in full:
// key, session token, region, clock, expiry, signature.
import { S3Error } from './errors';
import { type Caller, ANONYMOUS, type AccessKey } from './identities';
import { type S3Request } from './request';
import { canonicalRequest, type Scope, Signer } from './sigv4';

const MAX_SKEW_MS = 15 * 60_000;
const MAX_EXPIRY_SECONDS = 7 * 24 * 3600;
const UNSUPPORTED =
  'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';

/** What the body must be, as its sender signed it. */
export type BodyRule =
  | { readonly kind: 'hashed'; readonly sha256: string }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'chunked'; readonly trailer: boolean; readonly chain?: ChunkChain };

/** Where chunk signatures start: each one covers the one before it. */
export interface ChunkChain {
  readonly signer: Signer;
  readonly seed: string;
}

export interface Authenticated {
  readonly caller: Caller;
  readonly body: BodyRule;
}

export interface AuthenticationOptions {
  readonly region: string;
  readonly service: 's3' | 'sts';
  readonly now: Date;
  readonly key: (accessKeyId: string) => AccessKey | undefined;
  /** For services whose callers do not state the hash of the body: the hash itself. */
  readonly payloadHash?: string;
}

/** The parts of a signature, wherever it was found. */
interface Claim {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly token: string | undefined;
  readonly payloadHash: string;
  /** Seconds; for presigned requests only. */
  readonly expires?: number;
}

/** Throws S3's own error unless the request is signed well; a request without a signature is anonymous. */
export function authenticate(request: S3Request, options: AuthenticationOptions): Authenticated {
  const claim = claimOf(request, options);
  if (!claim) return { caller: ANONYMOUS, body: { kind: 'unsigned' } };
  const key = options.key(claim.accessKeyId);
  if (!key) throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: claim.accessKeyId });
  checkScope(claim, options);
  checkClock(claim, options.now);
  const signer = new Signer(key.secret, claim.scope, claim.amzDate);
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.payloadHash);
  if (!signer.accepts(canonical, claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: claim.accessKeyId,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  checkToken(claim.token, key, options.now);
  checkSignedHeaders(request, claim);
  return { caller: key.caller, body: bodyRule(claim, signer) };
}

function claimOf(request: S3Request, options: AuthenticationOptions): Claim | undefined {
  const authorization = request.header('authorization');
  const isOld = authorization?.startsWith('AWS ') ?? request.query.has('AWSAccessKeyId');
  if (isOld) throw new S3Error('InvalidRequest', UNSUPPORTED);
  if (authorization !== undefined) return headerClaim(request, authorization, options);
  return request.query.has('X-Amz-Algorithm') ? presignedClaim(request) : undefined;
}

function parseCredential(credential: string): { accessKeyId: string; scope: Scope } | undefined {
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  const [, accessKeyId = '', date = '', region = '', service = ''] = match ?? [];
  return match ? { accessKeyId, scope: { date, region, service } } : undefined;
}

function headerClaim(request: S3Request, authorization: string, options: AuthenticationOptions): Claim {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  const [, credential = '', signedHeaders = '', signature = ''] = match ?? [];
  const parsed = parseCredential(credential);
  if (!parsed) throw new S3Error('AuthorizationHeaderMalformed');
  const amzDate = request.header('x-amz-date');
  if (!amzDate)
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  const payloadHash = options.payloadHash ?? request.header('x-amz-content-sha256');
  if (payloadHash === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return {
    ...parsed,
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
    token: request.header('x-amz-security-token'),
    payloadHash,
  };
}

function presignedClaim(request: S3Request): Claim {
  const value = (name: string): string => request.query.get(`X-Amz-${name}`) ?? '';
  const parsed = parseCredential(value('Credential'));
  const expires = Number(value('Expires') || Number.NaN);
  if (value('Algorithm') !== 'AWS4-HMAC-SHA256' || !parsed || !value('Date') || !value('Signature')) {
    throw new S3Error('AuthorizationQueryParametersError');
  }
  if (!(expires >= 0 && expires <= MAX_EXPIRY_SECONDS)) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 0 and 604800 seconds',
    );
  }
  return {
    ...parsed,
    amzDate: value('Date'),
    signedHeaders: value('SignedHeaders').split(';'),
    signature: value('Signature'),
    token: request.query.get('X-Amz-Security-Token'),
    payloadHash:
      request.query.get('X-Amz-Content-Sha256') ??
      request.header('x-amz-content-sha256') ??
      'UNSIGNED-PAYLOAD',
    expires,
  };
}

function checkScope({ scope, amzDate, expires }: Claim, { region, service }: AuthenticationOptions): void {
  const code = expires === undefined ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
  if (scope.region !== region) {
    const problem = `the region '${scope.region}' is wrong; expecting '${region}'`;
    throw new S3Error(code, `The authorization header is malformed; ${problem}`, { Region: region });
  }
  if (scope.service !== service)
    throw new S3Error(code, `Credential should be scoped to service '${service}'`);
  if (!amzDate.startsWith(scope.date)) throw new S3Error(code, 'Invalid credential date');
}

function parseAmzDate(amzDate: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
  if (!match)
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
}

function checkClock({ amzDate, expires }: Claim, now: Date): void {
  const age = now.getTime() - parseAmzDate(amzDate);
  if (expires === undefined && Math.abs(age) > MAX_SKEW_MS) {
    throw new S3Error('RequestTimeTooSkewed', undefined, {
      RequestTime: amzDate,
      ServerTime: now.toISOString(),
      MaxAllowedSkewMilliseconds: MAX_SKEW_MS,
    });
  }
  if (expires === undefined) return;
  if (age < -MAX_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (age > expires * 1000) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': expires,
      ServerTime: now.toISOString(),
    });
  }
}

function checkToken(token: string | undefined, key: AccessKey, now: Date): void {
  if (token !== key.session?.token) throw new S3Error('InvalidToken');
  if (key.session && key.session.expires <= now) throw new S3Error('ExpiredToken');
}

/** The host and every `x-amz-*` header must be covered by the signature. */
function checkSignedHeaders(request: S3Request, { signedHeaders, expires }: Claim): void {
  const present = request.headersFrom('x-amz-').map(([name]) => name);
  const unsigned = ['host', ...present]
    .filter((name) => !signedHeaders.includes(name))
    .filter((name) => expires === undefined || name !== 'x-amz-content-sha256');
  if (unsigned.length === 0) return;
  throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
}

function bodyRule({ payloadHash, signature }: Claim, signer: Signer): BodyRule {
  const chain = { signer, seed: signature };
  switch (payloadHash) {
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', trailer: true };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'chunked', trailer: false, chain };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'chunked', trailer: true, chain };
    default:
      if (!/^[0-9a-f]{64}$/.test(payloadHash)) {
        throw new S3Error(
          'InvalidArgument',
          'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, ' +
            'STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER ' +
            'or a valid sha256 value.',
          { ArgumentName: 'x-amz-content-sha256', ArgumentValue: payloadHash },
        );
      }
      return { kind: 'hashed', sha256: payloadHash };
  }
}
