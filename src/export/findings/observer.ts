// Looks on while an export is made, and tells what whoever receives it may stumble over.
import type { Finding, Findings, Severity } from '../../model/finding';
import type { Row } from '../encode';
import { exportedText } from '../exportedText';
import type { Observer } from '../observer';
import type { Context, Check } from './rule';
import { rules, severityOf, type RuleSettings } from './rules';
import { Traits } from './traits';

/** Of one rule and column so many places are kept; all are counted. */
export const mostPlaces = 100;

/** Of one rule, whatever the number of columns. */
const mostOfRule = 1000;

type Place = Pick<Finding, 'line' | 'file'> & { /** Of the row, from 0. */ readonly row: number };

/** A rule at work on a column. */
interface Watch {
  readonly rule: string;
  readonly severity: Severity;
  readonly header: string;
  readonly check: Check;
  readonly places: Place[];
  count: number;
}

export interface FindingsOptions extends Pick<Context, 'columns' | 'format'> {
  /** Default: each rule's own severity. */
  readonly rules?: RuleSettings | undefined;
  /** See `Context`. Default: none. */
  readonly secrets?: readonly string[] | undefined;
}

export class FindingsObserver implements Observer {
  /** By column. */
  private readonly watches: readonly (readonly Watch[])[];
  private readonly textOf: ReturnType<typeof exportedText>;
  private readonly traits = new Traits();
  private readonly kept = new Map<string, number>();
  /** Rows before those at hand. */
  private before = 0;

  constructor({ columns, format, rules: settings = {}, secrets = [] }: FindingsOptions) {
    const context = { columns, format, secrets };
    this.textOf = exportedText(format);
    this.watches = columns.map((column) =>
      rules.flatMap(({ name, checkOf }) => {
        const severity = severityOf(name, settings);
        const check = severity === 'off' ? undefined : checkOf(column, context);
        if (severity === 'off' || !check) return [];
        return [{ rule: name, severity, header: column.header, check, places: [], count: 0 }];
      }),
    );
  }

  rows(rows: readonly Row[]): void {
    this.watches.forEach((watches, column) => {
      rows.forEach((row, index) => this.look(watches, row, column, this.before + index));
    });
    this.before += rows.length;
  }

  /** Of the rows so far. */
  findings(): Findings {
    const holding = this.watches.flat().filter(({ check, count }) => count > 0 && check.holds?.() !== false);
    const findings = holding.flatMap(({ rule, severity, header, check, places }) => {
      const message = check.message();
      return places.map(({ line, file, row }) => ({
        row,
        finding: { rule, severity, message, line, ...(file !== undefined && { file }), header },
      }));
    });
    findings.sort((a, b) => a.row - b.row);
    return { findings: findings.map(({ finding }) => finding), counts: countsOf(holding) };
  }

  private look(watches: readonly Watch[], row: Row, column: number, number: number): void {
    const cell = row.cells[column];
    const text = this.textOf(cell);
    if (text !== undefined) this.traits.read(text);
    for (const watch of watches) {
      const { check } = watch;
      const found =
        text === undefined
          ? check.findsNothing?.(cell as null | undefined)
          : check.finds(text, this.traits, cell);
      if (found) this.keep(watch, row, number);
    }
  }

  private keep(watch: Watch, { line = 1, file }: Row, row: number): void {
    watch.count++;
    const ofRule = this.kept.get(watch.rule) ?? 0;
    if (watch.places.length === mostPlaces || ofRule === mostOfRule) return;
    this.kept.set(watch.rule, ofRule + 1);
    watch.places.push({ line, file, row });
  }
}

function countsOf(watches: readonly Watch[]): Findings['counts'] {
  const counts = new Map<string, { rule: string; severity: Severity; count: number }>();
  for (const { rule, severity, count } of watches) {
    const known = counts.get(rule);
    if (known) known.count += count;
    else counts.set(rule, { rule, severity, count });
  }
  return [...counts.values()];
}
