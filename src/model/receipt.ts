// What an export amounts to, and the receipt that proves its delivery. A receipt holds no secrets and no customer data.

/** The figures of a whole export: the same plan and the same source give the same totals. */
export interface Totals {
  /** Records read from the segment file. */
  readonly rowsRead: number;
  /** Rows written, the header not counted. */
  readonly rowsWritten: number;
  /** Size of the export, in bytes. */
  readonly bytes: number;
  /** Of the whole export: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** CRC-32 of the whole export in S3's form: four bytes, big-endian, in Base64. */
  readonly crc32: string;
  /** Values at paths that the first records did not have and that are therefore in no column. */
  readonly unmappedValues: number;
}

/**
 * How a delivery was proved, from the strongest to nothing. Only the first two are read back from the object itself:
 * - `checksum`: the store's own checksum of the object equals ours.
 * - `size`: the object shows no checksum. Its size is right, and so is its ETag where that is the MD5 of the object.
 * - `answer`: the object could not be read back. The store's answer to the write had the right checksum.
 * - `none`: the object could not be read back, and the answer to the write had no checksum.
 */
export type Proof = 'checksum' | 'size' | 'answer' | 'none';

/** The record of a delivery. */
export interface Receipt extends Totals {
  readonly destination: string;
  readonly bucket: string;
  readonly key: string;
  /** Name of the segment file, without folders. */
  readonly source: string;
  readonly segment: string;
  readonly format: string;
  readonly proof: Proof;
  /** As the store gave it, without quotes. */
  readonly etag: string | undefined;
  /** In buckets that keep versions. */
  readonly versionId: string | undefined;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
}
