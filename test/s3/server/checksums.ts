// Checksums in S3's terms: the algorithms, the headers that carry them, and the two ways in which a multipart object
// gets one: FULL_OBJECT (of the whole, combined from the parts) and COMPOSITE (of the parts' checksums, with a count).
import { createHash } from 'node:crypto';
import {
  combineCrc,
  CRC32,
  Crc32Hasher,
  CRC32C,
  Crc32cHasher,
  CRC64NVME,
  Crc64NvmeHasher,
  type Hasher,
} from './crc';
import { S3Error } from './errors';
import { type S3Request } from './request';

const ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** A checksum as S3 stores and returns it: `value` in base64, with `-N` behind it for a COMPOSITE of N parts. */
export interface Checksum {
  readonly algorithm: Algorithm;
  readonly type: ChecksumType;
  readonly value: string;
}

const HASHERS: Readonly<Record<Algorithm, () => Hasher>> = {
  CRC32: () => new Crc32Hasher(),
  CRC32C: () => new Crc32cHasher(),
  CRC64NVME: () => new Crc64NvmeHasher(),
  SHA1: () => createHash('sha1'),
  SHA256: () => createHash('sha256'),
};

const POLYNOMIALS = { CRC32, CRC32C, CRC64NVME };
const BYTES: Readonly<Record<Algorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

export function createHasher(algorithm: Algorithm): Hasher {
  return HASHERS[algorithm]();
}

/** Reads an algorithm's name in any case; `undefined` when S3 has none of that name. */
export function algorithmNamed(name: string): Algorithm | undefined {
  return ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
}

function headerOf(algorithm: Algorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The algorithm of a header like `x-amz-checksum-crc32`. */
export function algorithmOfHeader(header: string): Algorithm | undefined {
  return ALGORITHMS.find((algorithm) => headerOf(algorithm) === header.toLowerCase());
}

/** A checksum, or what is known of one before its type is. */
type Reported = Pick<Checksum, 'algorithm' | 'value'> & Partial<Checksum>;

/** Response headers that report a checksum. */
export function checksumHeaders(checksum: Reported | undefined): Record<string, string> {
  if (!checksum) return {};
  const { algorithm, value, type } = checksum;
  return { [headerOf(algorithm)]: value, ...(type && { 'x-amz-checksum-type': type }) };
}

/** XML elements that report a checksum, like `<ChecksumCRC32>`. */
export function checksumElements(checksum: Reported | undefined): Record<string, string> {
  if (!checksum) return {};
  const { algorithm, value, type } = checksum;
  return { [`Checksum${algorithm}`]: value, ...(type && { ChecksumType: type }) };
}

/** The checksum that a request's headers state, `COMPOSITE` values included; S3 takes one at most. */
export function statedChecksum(request: S3Request): { algorithm: Algorithm; value: string } | undefined {
  const stated = ALGORITHMS.flatMap((algorithm) => {
    const value = request.header(headerOf(algorithm));
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (stated.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return stated[0];
}

/** Throws `InvalidRequest` unless the value is base64 of the algorithm's own length. */
export function checkForm(algorithm: Algorithm, value: string): void {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== BYTES[algorithm] || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidRequest', `Value for ${headerOf(algorithm)} header is invalid.`);
  }
}

/** Throws S3's `BadDigest` for a checksum that is not the body's. */
export function checkValue(stated: string, actual: { algorithm: Algorithm; value: string }): void {
  if (stated === actual.value) return;
  throw new S3Error(
    'BadDigest',
    `The ${actual.algorithm} you specified did not match the calculated checksum.`,
  );
}

/** A part's share in the checksum of the whole. */
export interface PartChecksum {
  readonly size: number;
  readonly value: string;
}

/** The checksum of the whole object from its parts' checksums. SHA1 and SHA256 cannot be combined. */
export function fullObjectChecksum(algorithm: Algorithm, parts: readonly PartChecksum[]): Checksum {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') throw new Error(`${algorithm} cannot be combined`);
  const runs = parts.map(({ size, value }) => ({ check: Buffer.from(value, 'base64'), length: size }));
  const whole = combineCrc(POLYNOMIALS[algorithm], runs);
  return { algorithm, type: 'FULL_OBJECT', value: whole.toString('base64') };
}

/** The checksum of the parts' checksums. */
export function compositeChecksum(algorithm: Algorithm, parts: readonly PartChecksum[]): Checksum {
  const hasher = createHasher(algorithm);
  for (const part of parts) hasher.update(Buffer.from(part.value, 'base64'));
  return { algorithm, type: 'COMPOSITE', value: `${hasher.digest().toString('base64')}-${parts.length}` };
}
