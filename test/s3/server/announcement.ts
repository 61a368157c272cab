// What a request's headers say of its body, read and checked for form before the first byte of it comes.
import { type BodyRule } from './authentication';
import { type Algorithm, algorithmNamed, algorithmOfHeader, checkForm, statedChecksum } from './checksums';
import { S3Error } from './errors';
import { type S3Request } from './request';

const MAX_BODY_BYTES = 5 * 1024 ** 3;

export interface Announcement {
  /** Bytes, without any chunking. */
  readonly length: number;
  /** In base64. */
  readonly md5: string | undefined;
  /** In hexadecimal. */
  readonly sha256: string | undefined;
  /** Its value, or for trailers its algorithm alone. */
  readonly checksum: { readonly algorithm: Algorithm; readonly value?: string } | undefined;
}

/** Throws S3's error for headers that are missing, malformed or at odds. */
export function readAnnouncement(
  request: S3Request,
  rule: BodyRule,
  { ignoreChecksum }: { ignoreChecksum: boolean },
): Announcement {
  return {
    length: statedLength(request, rule),
    md5: statedMd5(request),
    sha256: rule.kind === 'hashed' ? rule.sha256 : undefined,
    checksum: ignoreChecksum ? undefined : announcedChecksum(request, rule),
  };
}

function statedLength(request: S3Request, rule: BodyRule): number {
  const chunked = rule.kind === 'chunked';
  if (!chunked && request.header('transfer-encoding') !== undefined) {
    throw new S3Error('NotImplemented', undefined, { Header: 'Transfer-Encoding' });
  }
  const text = request.header(chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined || !/^\d+$/.test(text)) throw new S3Error('MissingContentLength');
  if (Number(text) > MAX_BODY_BYTES) throw new S3Error('EntityTooLarge');
  return Number(text);
}

function statedMd5(request: S3Request): string | undefined {
  const text = request.header('content-md5');
  if (text === undefined) return undefined;
  if (Buffer.from(text, 'base64').length !== 16) throw new S3Error('InvalidDigest');
  return text;
}

function announcedChecksum(request: S3Request, rule: BodyRule): Announcement['checksum'] {
  const stated = statedChecksum(request);
  if (stated) checkForm(stated.algorithm, stated.value);
  const trailer = request.header('x-amz-trailer');
  const trailing = trailer === undefined ? undefined : algorithmOfHeader(trailer);
  if (rule.kind === 'chunked' && rule.trailer && !trailing) {
    throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  }
  const announced = stated ?? (trailing && { algorithm: trailing });
  checkSdkAlgorithm(request.header('x-amz-sdk-checksum-algorithm'), announced?.algorithm);
  return announced;
}

function checkSdkAlgorithm(named: string | undefined, algorithm: Algorithm | undefined): void {
  if (named === undefined) return;
  if (!algorithm) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (algorithmNamed(named) !== algorithm) {
    throw new S3Error('InvalidRequest', 'Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
}
