// A plan: an export resolved for one moment. Pure data; the same plan and the same source give the same bytes.
import type { Format } from './format';
import type { Segment } from './segment';

/** One column of an export. */
export interface Column {
  /** Keys from the record's root to the value: `['person', 'name', 'firstName']`. */
  readonly path: readonly string[];
  /** `person_name_firstName` by default. */
  readonly header: string;
}

export interface Plan {
  readonly segment: Segment;
  readonly format: Format;
  readonly columns: readonly Column[];
  /** Where the export goes in the bucket: folder path and file name. */
  readonly key: string;
  /** The moment that names are made of. */
  readonly moment: Date;
}
