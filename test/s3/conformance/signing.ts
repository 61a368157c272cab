// Signature Version 4 by hand, for the requests that an SDK would never send: wrong, stale, tampered or in chunks.
import { createHash, createHmac } from 'node:crypto';
import { type Credentials } from './target';

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function amzDateOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return pairs.sort().join('&');
}

/** Who signs, for where and when. */
export interface SigningContext {
  readonly credentials: Credentials;
  readonly region: string;
  readonly date: Date;
}

/** What is signed. `path` must need no escaping; `headers` are in lower case, the host among them. */
export interface Signable {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly payloadHash: string;
}

export class HandSigner {
  readonly amzDate: string;
  readonly #scope: string;
  readonly #key: Buffer;

  constructor(private readonly context: SigningContext) {
    const { credentials, region, date } = context;
    this.amzDate = amzDateOf(date);
    const day = this.amzDate.slice(0, 8);
    this.#scope = `${day}/${region}/s3/aws4_request`;
    const steps = [day, region, 's3', 'aws4_request'];
    this.#key = steps.reduce<Buffer>(hmac, Buffer.from(`AWS4${credentials.secretAccessKey}`));
  }

  get credential(): string {
    return `${this.context.credentials.accessKeyId}/${this.#scope}`;
  }

  private sign(...lines: string[]): string {
    const [algorithm = '', ...rest] = lines;
    return hmac(this.#key, [algorithm, this.amzDate, this.#scope, ...rest].join('\n')).toString('hex');
  }

  signature({ method, path, query, headers, payloadHash }: Signable): string {
    const names = Object.keys(headers).sort();
    const lines = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('');
    const canonical = [method, path, queryText(query), lines, names.join(';'), payloadHash].join('\n');
    return this.sign('AWS4-HMAC-SHA256', sha256(canonical));
  }

  authorization(signable: Signable): string {
    const names = Object.keys(signable.headers).sort().join(';');
    const signature = this.signature(signable);
    return `AWS4-HMAC-SHA256 Credential=${this.credential}, SignedHeaders=${names}, Signature=${signature}`;
  }

  /** The query of a presigned request, which signs the host alone. */
  presignedQuery(signable: Omit<Signable, 'payloadHash'>, expiresSeconds: number): Record<string, string> {
    const { sessionToken } = this.context.credentials;
    const query = {
      ...signable.query,
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': this.credential,
      'X-Amz-Date': this.amzDate,
      'X-Amz-Expires': String(expiresSeconds),
      'X-Amz-SignedHeaders': Object.keys(signable.headers).sort().join(';'),
      ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
    };
    const signature = this.signature({ ...signable, query, payloadHash: 'UNSIGNED-PAYLOAD' });
    return { ...query, 'X-Amz-Signature': signature };
  }

  chunkSignature(previous: string, chunk: Uint8Array): string {
    return this.sign('AWS4-HMAC-SHA256-PAYLOAD', previous, sha256(''), sha256(chunk));
  }

  trailerSignature(previous: string, trailer: string): string {
    return this.sign('AWS4-HMAC-SHA256-TRAILER', previous, sha256(trailer));
  }
}
