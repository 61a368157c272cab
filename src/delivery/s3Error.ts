// What the AWS SDK throws, read without importing it: its errors are known by their shape.

export interface S3Error {
  /** S3's code (`NoSuchBucket`), the SDK's name for it, or `Unknown` where a response had no body. */
  readonly code: string;
  /** Of the response; undefined when there was none. */
  readonly status: number | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** Where the bucket is, when the store tells, and in a form that settings take. */
  readonly bucketRegion: string | undefined;
  readonly message: string;
}

/** Reads an error of any kind; what it does not have stays undefined. */
export function readS3Error(error: unknown): S3Error {
  const metadata = property(error, '$metadata');
  const headers = property(property(error, '$response'), 'headers');
  const status = property(metadata, 'httpStatusCode');
  const attempts = property(metadata, 'attempts');
  return {
    code: text(property(error, 'name')) ?? 'Unknown',
    status: typeof status === 'number' ? status : undefined,
    attempts: typeof attempts === 'number' ? attempts : 1,
    bucketRegion: region(property(error, 'Region')) ?? region(property(headers, 'x-amz-bucket-region')),
    message: text(property(error, 'message')) ?? '',
  };
}

/** A code as it is shown. It is the store's to choose, so it may be of any length. */
export function shownCode(code: string): string {
  return code.length > 64 ? `${code.slice(0, 64)}…` : code;
}

/** True when the store answered with this HTTP status. */
export function hasStatus(error: unknown, status: number): boolean {
  return readS3Error(error).status === status;
}

/** Node's code of an error or of the first of its causes that has one: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
export function nodeErrorCode(error: unknown): string | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const code = text(property(each, 'code'));
    if (code !== undefined) return code;
  }
  return undefined;
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null
    ? (object as Record<string, unknown>)[name]
    : undefined;
}

function region(value: unknown): string | undefined {
  const name = text(value) ?? '';
  return /^[a-z0-9-]{1,63}$/.test(name) ? name : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
