// The figures by which a file is recognised, computed as its bytes go by.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { FileFigures } from '../model/receipt';
import { crc32Combine } from './crc32Combine';

export type Figures = Pick<FileFigures, 'bytes' | 'crc32' | 'sha256'>;

export class Digest {
  private count = 0;
  private crc = 0;
  private readonly sha256 = createHash('sha256');

  /** Bytes so far. */
  get bytes(): number {
    return this.count;
  }

  update(bytes: Uint8Array): void {
    this.count += bytes.length;
    this.crc = continueCrc32(bytes, this.crc);
    this.sha256.update(bytes);
  }

  /** The same of a large piece, read for its own checksum only. Returns that, the CRC-32, in S3's form. */
  updatePart(bytes: Uint8Array): string {
    const own = continueCrc32(bytes, 0);
    this.count += bytes.length;
    this.crc = crc32Combine(this.crc, own, bytes.length);
    this.sha256.update(bytes);
    return base64(own);
  }

  /** Ends the digest. */
  figures(): Figures {
    return { bytes: this.count, crc32: base64(this.crc), sha256: this.sha256.digest('hex') };
  }
}

/** The CRC-32 of bytes that follow others. Node's own forgets the others when an empty buffer has no memory left. */
export function continueCrc32(bytes: Uint8Array, before: number): number {
  return bytes.length === 0 ? before : crc32(bytes, before);
}

/** The CRC-32 in S3's form: four bytes, big-endian, in Base64. */
function base64(checksum: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(checksum);
  return bytes.toString('base64');
}
