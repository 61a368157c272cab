// The mapping of an export while a person edits it: which of the columns at hand are written, in which order and under which
// header, which are mandatory, and by which duplicates are found. What is not edited stays as the plan has it.
import * as l10n from '@vscode/l10n';
import type { Column, Value } from '../model/column';
import type { ColumnEdit } from '../model/columnEdit';
import type { ExportOptions } from '../model/definition';
import { DuplicateHeader } from '../model/duplicateHeader';
import { Failure } from '../model/failure';
import type { Deduplication, Plan } from '../model/plan';

/** A column that an export can have. */
export interface ColumnAtHand extends ColumnEdit {
  readonly column: Column;
}

type Mapped = Pick<Plan, 'columns' | 'deduplication'>;

/** An export without a column is none. */
export class NothingMapped extends Failure {
  constructor() {
    super('nothing-mapped', {
      what: l10n.t('The export would have no columns.'),
      why: l10n.t('All columns are hidden.'),
      next: l10n.t('Show at least one column.'),
    });
  }
}

/**
 * The columns of a plan that nobody has edited. Their ids are made of what they are, so that an edit is of the same column
 * when other columns came or went.
 * @param empty those of them that are written as empty: see `emptyBesideObjects`
 */
export function columnsAtHand(
  { columns, deduplication }: Mapped,
  empty: ReadonlySet<Column> = new Set(),
): ColumnAtHand[] {
  const keys = new Set(deduplication?.keys.map(idOf));
  const twins = new Map<string, number>();
  return columns.map((column) => {
    const value = idOf(column.value);
    const number = (twins.get(value) ?? 0) + 1;
    twins.set(value, number);
    return {
      column: empty.has(column) ? { ...column, value: { kind: 'constant', value: null } } : column,
      ...{ id: number === 1 ? value : `${value} ${number}`, header: column.header, hidden: false },
      ...{ mandatory: column.mandatory, key: keys.has(value) },
    };
  });
}

/**
 * The columns in the order and with the marks of some edits. Edits of columns that are not at hand are passed over, and
 * columns without an edit follow as they are: the file may have changed meanwhile.
 */
export function editColumns(atHand: readonly ColumnAtHand[], edits: readonly ColumnEdit[]): ColumnAtHand[] {
  const left = new Map(atHand.map((column) => [column.id, column]));
  const edited = edits.flatMap((edit) => {
    const found = left.get(edit.id);
    left.delete(edit.id);
    return found ? [{ ...edit, column: found.column }] : [];
  });
  return [...edited, ...left.values()];
}

/**
 * What a plan is made of, with a mapping in place of the plan's own columns.
 * @param plan the one that nobody has edited
 * @throws NothingMapped, DuplicateHeader
 */
export function withMapping(
  options: ExportOptions,
  plan: Mapped,
  columns: readonly ColumnAtHand[],
): ExportOptions {
  const shown = columns.filter(({ hidden }) => !hidden);
  if (shown.length === 0) throw new NothingMapped();
  refuseTwins(shown);
  return {
    ...options,
    columns: shown.map(({ column, header, mandatory }) => ({ ...column, header, mandatory })),
    deduplication: deduplicationOf(plan, columns),
  };
}

function refuseTwins(columns: readonly ColumnAtHand[]): void {
  const seen = new Map<string, ColumnAtHand>();
  for (const column of columns) {
    const twin = seen.get(column.header);
    if (twin) throw new DuplicateHeader(column.header, [twin.column.header, column.column.header]);
    seen.set(column.header, column);
  }
}

/** Keys that are no columns stay. */
function deduplicationOf(
  { columns: own, deduplication }: Mapped,
  columns: readonly ColumnAtHand[],
): Deduplication | undefined {
  const inColumns = new Set(own.map(({ value }) => idOf(value)));
  const others = deduplication?.keys.filter((key) => !inColumns.has(idOf(key))) ?? [];
  const keys = [...others, ...columns.filter(({ key }) => key).map(({ column }) => column.value)];
  if (keys.length === 0) return undefined;
  return { keep: 'first', time: undefined, ...deduplication, keys };
}

function idOf(value: Value): string {
  return JSON.stringify(value);
}
