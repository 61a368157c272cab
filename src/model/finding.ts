// What a scan finds in a segment that whoever receives the export may stumble over.

export type Severity = 'error' | 'warning' | 'information';

/** One place of one rule. */
export interface Finding {
  /** Stable, kebab-case: the settings switch rules by it. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence, localised. It holds no value of the segment. */
  readonly message: string;
  /** Where the record begins in the segment file, counted from 1. */
  readonly line: number;
  /** Where in that line, counted from 1, when the place is known so exactly. */
  readonly column?: number | undefined;
  /** Path of that file, when the segment has several. */
  readonly file?: string | undefined;
  /** Header of the export's column, where the rule is about one. */
  readonly header?: string | undefined;
}

/** What a whole scan found, or a scan so far. */
export interface Findings {
  /** In the order of the segment; of each rule and column the first ones only. */
  readonly findings: readonly Finding[];
  /** All places, those that are not in `findings` too, by rule and severity. */
  readonly counts: readonly { readonly rule: string; readonly severity: Severity; readonly count: number }[];
}
