// A plan: an export resolved for one moment. Pure data; the same plan and the same source give the same bytes.
import type { Column, Value } from './column';
import type { Format } from './format';
import type { Segment } from './segment';

/** Which of several records with one key is written. */
export interface Deduplication {
  /** What makes the key; at least one. Records that have a value in none of them have no key, and are all written unless `keyRequired`. */
  readonly keys: readonly Value[];
  /**
   * `latest`: the one with the latest `time`; of several, the one whose other columns come first in lexicographic order
   * (Adobe Experience Platform, "Deduplication in batch destinations"); of equal ones the first.
   */
  readonly keep: 'first' | 'last' | 'latest';
  /** For `latest`. */
  readonly time: Value | undefined;
  /** Whether records without a key are dropped, as if they lacked a mandatory value. Default: false. */
  readonly keyRequired?: boolean;
}

/** What becomes of an export without a row: an object without rows, none, or a failure. */
export type EmptyExport = 'write' | 'skip' | 'fail';

/** A name's value that could not stand in a key as it is. */
export interface Replacement {
  /** `SEGMENT_NAME` */
  readonly macro: string;
  readonly value: string;
  readonly written: string;
}

/** What the keys of an export have in common, whatever the moment that they are made of. */
export interface KeyShape {
  /** What all of them begin with. */
  readonly prefix: string;
  /** A regular expression: the whole key of a first file, without its extension and the dot before it. */
  readonly stem: string;
}

export interface Plan {
  readonly segment: Segment;
  readonly format: Format;
  readonly columns: readonly Column[];
  /** SHA-256 of the snapshot that this is an increment on, in 64 lower-case hexadecimal digits. Default: a full export. */
  readonly incrementOn?: string;
  /** Whether `columns` are those of the first records, so that later ones may have values that no column takes. */
  readonly inferred: boolean;
  /** The segment's id where `segmentMembership` decides which records are written: Active ones. */
  readonly membersOf: string | undefined;
  readonly deduplication: Deduplication | undefined;
  /** Where the export's first file goes in the bucket: folder path and file name. `partKey` gives those of the others. */
  readonly key: string;
  readonly keyShape: KeyShape;
  readonly replacements: readonly Replacement[];
  /** From 1. */
  readonly rowsPerFile: number;
  /** Whether the second file and those after it have the header, too. */
  readonly headerInEachFile: boolean;
  readonly emptyExport: EmptyExport;
  /** The moment that names are made of. */
  readonly moment: Date;
}
