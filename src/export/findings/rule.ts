// What a rule is: a name that settings switch, and a check of each column's values.
import type { Column } from '../../model/column';
import type { Severity } from '../../model/finding';
import type { Plan } from '../../model/plan';
import type { Cell } from '../cells';
import type { Traits } from './traits';

/** What rules may know of an export. */
export interface Context extends Pick<Plan, 'columns' | 'format'> {
  /** Access key ids, secret access keys and session tokens of the destination. They are compared, and told nobody. */
  readonly secrets: readonly string[];
}

/** The check of one column. It is made anew for each scan, and sees the column's values in order. */
export interface Check {
  /**
   * Whether a place is to be told.
   * @param text the value as the export has it, before quoting
   * @param traits of the text
   * @param cell the value as it came
   */
  finds(text: string, traits: Traits, cell: Cell): boolean;
  /** The same for null and missing. Default: they are never found. */
  findsNothing?(cell: null | undefined): boolean;
  /** One sentence about a place, asked for after the scan. It holds no value and no header. */
  message(): string;
  /** Asked after the scan: false for what turned out to be none. Default: true. */
  holds?(): boolean;
}

export interface Rule {
  /** Stable, kebab-case: settings and the documentation name it so. */
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, a few words for people. */
  readonly title: () => string;
  /** Nothing where the rule does not concern the column, or is about no values. */
  readonly checkOf: (column: Column, context: Context) => Check | undefined;
}
