// A request in S3's terms: bucket and key, in path style or virtual-host style, parameters and headers.
import { randomBytes } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { S3Error } from './errors';

const HOST_SUFFIXES = ['.s3.localhost', '.localhost'];

/** The bucket that the Host header names: `bucket.s3.localhost` or `bucket.localhost`. */
function bucketOfHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/, '');
  if (name === 's3.localhost') return undefined;
  const suffix = HOST_SUFFIXES.find((candidate) => name.endsWith(candidate));
  return suffix && name.slice(0, -suffix.length);
}

/** Decodes percent-encoding. Throws `InvalidURI`. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

function parseQuery(raw: string): Map<string, string> {
  const pairs = raw.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decodeUri(name.replaceAll('+', ' ')), decodeUri(value.join('=').replaceAll('+', ' '))];
    }),
  );
}

export class S3Request {
  readonly id = randomBytes(8).toString('hex').toUpperCase();
  readonly method: string;
  /** The decoded path, as it was signed: with the bucket in path style. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Empty for requests to the service itself. */
  readonly bucket: string;
  /** Empty for requests to a bucket. */
  readonly key: string;

  constructor(readonly message: IncomingMessage) {
    const [rawPath = '/', ...rawQuery] = (message.url ?? '/').split('?');
    this.method = message.method ?? 'GET';
    this.path = decodeUri(rawPath);
    this.query = parseQuery(rawQuery.join('?'));
    const hosted = bucketOfHost(message.headers.host ?? '');
    const [, bucket = '', key = ''] = hosted ? ['', hosted, this.path.slice(1)] : splitPath(this.path);
    this.bucket = bucket;
    this.key = key;
  }

  /** A header's value; several of one name are joined by commas. */
  header(name: string): string | undefined {
    return this.message.headersDistinct[name]?.join(',');
  }

  /** The headers whose names start so, in lower case. */
  headersFrom(prefix: string): [name: string, value: string][] {
    const names = Object.keys(this.message.headersDistinct).filter((name) => name.startsWith(prefix));
    return names.map((name) => [name, this.header(name) ?? '']);
  }

  /** A whole number in the query. Throws `InvalidArgument`. */
  count(name: string, options: { default: number; from?: number; to: number; cap?: boolean }): number {
    const text = this.query.get(name);
    if (text === undefined || text === '') return options.default;
    const value = Number(text);
    const from = options.from ?? 0;
    if (!/^\d+$/.test(text) || value < from || (value > options.to && !options.cap)) {
      const range = `an integer between ${from} and ${options.to}`;
      throw new S3Error('InvalidArgument', `Argument ${name} must be ${range}`, {
        ArgumentName: name,
        ArgumentValue: text,
      });
    }
    return Math.min(value, options.to);
  }
}

function splitPath(path: string): string[] {
  return /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
}
