// Counts and hashes an export as its bytes go by.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Totals } from '../model/receipt';

export class Tally {
  private readonly sha256 = createHash('sha256');
  private crc = 0;
  private bytes = 0;

  add(bytes: Uint8Array): void {
    this.sha256.update(bytes);
    this.crc = crc32(bytes, this.crc);
    this.bytes += bytes.length;
  }

  /** Call once, at the end. */
  totals(): Pick<Totals, 'bytes' | 'sha256' | 'crc32'> {
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(this.crc);
    return { bytes: this.bytes, sha256: this.sha256.digest('hex'), crc32: crc.toString('base64') };
  }
}
