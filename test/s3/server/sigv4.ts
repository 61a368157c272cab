// Signature Version 4, the arithmetic alone: canonical request, string to sign, signing key, chunk signatures.
// Source: "Signature Calculations for the Authorization Header" and "… Transferring Payload in Multiple Chunks"
// in the S3 API reference.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type S3Request } from './request';

const ALGORITHM = 'AWS4-HMAC-SHA256';

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

const EMPTY_SHA256 = sha256('');

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Day, region and service that a signature is good for. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

function scopeText({ date, region, service }: Scope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

function canonicalQuery(query: ReadonlyMap<string, string>): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The text that both sides hash. The path is encoded once, as S3 alone does. */
export function canonicalRequest(
  request: S3Request,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const headers = signedHeaders.map((name) => {
    return `${name}:${(request.header(name) ?? '').trim().replace(/ +/g, ' ')}\n`;
  });
  return [
    request.method,
    request.path.split('/').map(uriEncode).join('/'),
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function sameText(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

/** Signs for one secret, one scope and one moment (`amzDate`, as in 20261122T100000Z). */
export class Signer {
  readonly #key: Buffer;

  constructor(
    secret: string,
    private readonly scope: Scope,
    private readonly amzDate: string,
  ) {
    const dated = hmac(`AWS4${secret}`, scope.date);
    this.#key = hmac(hmac(hmac(dated, scope.region), scope.service), 'aws4_request');
  }

  private sign(algorithm: string, ...lines: string[]): string {
    const text = [algorithm, this.amzDate, scopeText(this.scope), ...lines].join('\n');
    return hmac(this.#key, text).toString('hex');
  }

  accepts(canonical: string, signature: string): boolean {
    return sameText(this.sign(ALGORITHM, sha256(canonical)), signature);
  }

  acceptsChunk(previous: string, chunkHash: string, signature: string): boolean {
    const expected = this.sign(`${ALGORITHM}-PAYLOAD`, previous, EMPTY_SHA256, chunkHash);
    return sameText(expected, signature);
  }

  acceptsTrailer(previous: string, trailer: string, signature: string): boolean {
    return sameText(this.sign(`${ALGORITHM}-TRAILER`, previous, sha256(trailer)), signature);
  }
}
