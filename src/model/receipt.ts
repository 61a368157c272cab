// What an export amounts to, and the receipt that proves its delivery. A receipt holds no secrets and no customer data.

/**
 * Why a record is not in the export:
 * - `expired`: it left the segment. `notAMember`: its `segmentMembership` does not name the segment.
 * - `mandatory`: it has no value in a mandatory column.
 * - `duplicate`: another record with its key was written.
 */
export type DropReason = 'expired' | 'notAMember' | 'mandatory' | 'duplicate';

/** A record that is not in the export. */
export interface Dropped {
  readonly reason: DropReason;
  /** Where the record begins in the segment file, counted from 1. */
  readonly line: number;
  /** Path of that file, when the segment has several. */
  readonly file?: string;
  /** Header of the mandatory column without a value. */
  readonly column?: string;
}

/** What became of a segment's records. */
export interface Counts {
  /** Records read from the segment. */
  readonly rowsRead: number;
  /** Rows written, headers not counted. */
  readonly rowsWritten: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Records that have none of the values by which duplicates are found. All of them are written. */
  readonly rowsWithoutKey: number;
  /** Headers of columns in which no row has a value: a path that no record has, perhaps. Empty when there are no rows. */
  readonly emptyColumns: readonly string[];
  /** Values at paths that the first records did not have and that are therefore in no column. */
  readonly unmappedValues: number;
  /** Values that break their row, written as they are because the format says `corrupt: "allow"`. */
  readonly corruptingValues: number;
  /** Texts that a spreadsheet would run as formulas, written as they are because the format has no formula guard. */
  readonly formulas: number;
}

/** One file of an export, which becomes one object. */
export interface FileFigures {
  /** Where it goes in the bucket. */
  readonly key: string;
  /** Rows in it, the header not counted. */
  readonly rows: number;
  /** Its size. */
  readonly bytes: number;
  /** Of the whole file: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** CRC-32 of the whole file in S3's form: four bytes, big-endian, in Base64. */
  readonly crc32: string;
}

/** The figures of a whole export: the same plan and the same source give the same totals. */
export interface Totals extends Counts {
  /** In order. None when the export has no rows and is skipped then. */
  readonly files: readonly FileFigures[];
}

/**
 * How a delivery was proved, from the strongest to nothing. The first four look at the object itself, and the first three
 * compare all of it:
 * - `content`: the object was read back whole, and its SHA-256 is that of what was sent.
 * - `checksum`: the store's own checksum of the object equals ours.
 * - `md5`: the object's size and its ETag, which is its MD5, equal ours.
 * - `size`: the object's size is right. It shows no checksum and could not be read back.
 * - `answer`: the object could not be looked at. The store's answer to the write had the right checksum.
 * - `none`: the object could not be looked at, and the answer to the write had no checksum.
 */
export type Proof = (typeof proofs)[number];
export const proofs = ['content', 'checksum', 'md5', 'size', 'answer', 'none'] as const;

/** Whether the object itself was looked at, so that it may be called delivered. */
export function isReadBack(proof: Proof): boolean {
  return proofs.indexOf(proof) <= proofs.indexOf('size');
}

/** Whether all of the object was compared, so that it may be called verified. */
export function isVerified(proof: Proof): boolean {
  return proofs.indexOf(proof) < proofs.indexOf('size');
}

/** What may be said of a proof, in one word. */
export function proofWord(proof: Proof): 'verified' | 'delivered' | 'written' {
  if (isVerified(proof)) return 'verified';
  return isReadBack(proof) ? 'delivered' : 'written';
}

/** What became of an export that was pushed: `skipped` where it has no files. */
export function outcomeOf(receipt: Receipt): ReturnType<typeof proofWord> | 'skipped' {
  return receipt.files.length === 0 ? 'skipped' : proofWord(weakestProof(receipt));
}

/** What can be said of all objects of a delivery is what can be said of the one that was proved least. */
export function weakestProof(receipt: Receipt): Proof {
  const objects = objectsOf(receipt);
  return proofs.findLast((proof) => objects.some((object) => object.proof === proof)) ?? 'none';
}

/**
 * How other objects were kept from being overwritten: `byStore` by a condition that the store keeps; `byLook` by looking
 * before the write, which leaves a moment to somebody else, because the store keeps no conditions.
 */
export type Guarded = 'byStore' | 'byLook';

/** An object in the bucket, as a delivery left it. */
export interface ProvenObject extends Omit<FileFigures, 'rows'> {
  readonly proof: Proof;
  readonly guarded: Guarded;
  /** As the store gave it, without quotes. */
  readonly etag: string | undefined;
  /** In buckets that keep versions. */
  readonly versionId: string | undefined;
}

/** A file of an export as an object in the bucket. */
export interface DeliveredFile extends FileFigures, ProvenObject {}

/**
 * Headers, so that others are told from them. They may be customer data, as where ids are keys, so they stand in no receipt
 * themselves.
 */
export interface HeadersFigures {
  readonly count: number;
  /** Of the headers in their order, as a JSON array: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Rows of an incremental run. By membership: newly Active ones, none, Expired ones. */
export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** The record of a delivery. */
export interface Receipt extends Totals {
  /** Of the run: a UUID. */
  readonly id: string;
  readonly destination: string;
  readonly bucket: string;
  /** Undefined means AWS. */
  readonly endpoint: string | undefined;
  readonly files: readonly DeliveredFile[];
  /** Names the files, and was written after them. Undefined where the destination wants none, or nothing was delivered. */
  readonly manifest: ProvenObject | undefined;
  /** Name of the segment file, without folders. */
  readonly source: string;
  /** Of the segment's files as they lay on disk, one after the other: 64 lower-case hexadecimal digits. */
  readonly sourceSha256: string;
  /** Of all that decides what is written, and where, beside the source and the moment: see `configSha256`. */
  readonly configSha256: string;
  readonly segment: string;
  readonly format: string;
  /** Undefined in receipts of earlier versions. */
  readonly headers: HeadersFigures | undefined;
  /** When a run of a schedule was due: ISO 8601, UTC. */
  readonly due?: string;
  /** Of an incremental run that was not full. */
  readonly changes?: ChangeCounts;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** The files of a delivery and, behind them, its manifest if it has one. */
export function objectsOf({ files, manifest }: Receipt): readonly (DeliveredFile | ProvenObject)[] {
  return manifest ? [...files, manifest] : files;
}

/** Size of all files of an export. */
export function bytesOf({ files }: { readonly files: readonly Pick<FileFigures, 'bytes'>[] }): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Records that are not in the export, whatever the reason. */
export function droppedRows({ dropped }: Counts): number {
  return Object.values(dropped).reduce((sum, count) => sum + count, 0);
}
