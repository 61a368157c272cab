// Ways to have rows looked at in tests of findings.
import type { Cell } from '../../../../src/export/cells';
import { FindingsObserver } from '../../../../src/export/findings/observer';
import type { RuleSettings } from '../../../../src/export/findings/rules';
import type { Column } from '../../../../src/model/column';
import type { Finding, Findings } from '../../../../src/model/finding';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';

export interface Looking {
  readonly format?: FormatSettings;
  readonly rules?: RuleSettings;
  readonly secrets?: readonly string[];
  /** Default: `a`, `b`, … at paths of the same names. */
  readonly columns?: readonly Column[];
}

export function columnOf(header: string, value: Column['value'] = { kind: 'path', path: [header] }): Column {
  return { header, value, mandatory: false };
}

/** What is found in rows, the records of which are at lines 1, 2, 3 … */
export function findingsOf(rows: readonly (readonly Cell[])[], looking: Looking = {}): Findings {
  const { format = {}, rules, secrets } = looking;
  const columns =
    looking.columns ?? (rows[0] ?? []).map((_, index) => columnOf(String.fromCharCode(97 + index)));
  const observer = new FindingsObserver({ columns, format: resolveFormat(format), rules, secrets });
  for (let from = 0; from < rows.length; from += 7)
    observer.rows(rows.slice(from, from + 7).map((cells, index) => ({ line: from + index + 1, cells })));
  return observer.findings();
}

/** The findings of one rule among the values of one column. */
export function placesOf(rule: string, cells: readonly Cell[], looking?: Looking): readonly Finding[] {
  const rows = cells.map((cell) => [cell]);
  return findingsOf(rows, looking).findings.filter((finding) => finding.rule === rule);
}

/** The lines of one rule's findings among the values of one column. */
export function linesOf(rule: string, cells: readonly Cell[], looking?: Looking): number[] {
  return placesOf(rule, cells, looking).map(({ line }) => line);
}
