// What an export's rows have in one column, found out in one reading with bounded memory.

/** How often a value occurs. */
export interface ValueCount {
  /** As the export has it, before quoting; of a long one the beginning. */
  readonly text: string;
  readonly count: number;
}

/** Figures of the rows so far. They are shown to the person whose data it is; they go to no log, receipt or setting. */
export interface ColumnProfile {
  readonly header: string;
  /** Rows looked at. */
  readonly rows: number;
  /** Values by type; a text that is empty is none of them. `json`: arrays and objects. */
  readonly types: Readonly<Record<'text' | 'number' | 'boolean' | 'json', number>>;
  /** Rows without a value: null or missing. */
  readonly nulls: number;
  /** Rows with the empty text. */
  readonly empties: number;
  /** Different values, null and empty not counted. */
  readonly distinct: number;
  /** Whether `distinct` and `top` were counted; else both are estimates. */
  readonly exact: boolean;
  /** By number where all values are numbers, else by code points. Undefined without a value. */
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
  /** Characters (code points) of the longest value, and the row of the export that it is in, from 1. */
  readonly longest: { readonly characters: number; readonly row: number } | undefined;
  /** The commonest values, the first one first; at most ten. */
  readonly top: readonly ValueCount[];
}
