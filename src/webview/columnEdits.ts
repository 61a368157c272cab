// Edits of the mapping. Each sends the whole mapping; the extension answers with a new state.
import * as l10n from '@vscode/l10n';
import type { ColumnEdit } from '../model/columnEdit';
import type { Page } from './page';
import type { ColumnState } from './protocol';

type Values = Partial<Pick<ColumnState, 'header' | 'hidden' | 'mandatory' | 'key'>>;

export class ColumnEdits {
  constructor(private readonly page: Page) {}

  get columns(): readonly ColumnState[] {
    return this.page.data.state?.columns ?? [];
  }

  change(id: string, values: Values): void {
    this.#send(this.columns.map((column) => (column.id === id ? { ...column, ...values } : column)));
  }

  /** Moves a column by places among those that are shown. */
  move(id: string, by: number): void {
    const shown = this.page.shownColumns;
    const from = shown.findIndex((column) => column.id === id);
    const target = shown[from + by];
    if (from >= 0 && target) this.moveTo(id, target.id, by > 0);
  }

  /** Moves a column to before or behind another one. */
  moveTo(id: string, target: string, behind: boolean): void {
    const moved = this.columns.find((column) => column.id === id);
    if (!moved || id === target) return;
    const others = this.columns.filter((column) => column !== moved);
    const place = others.findIndex((column) => column.id === target) + (behind ? 1 : 0);
    this.#send(others.toSpliced(place, 0, moved));
  }

  #send(columns: readonly ColumnState[]): void {
    this.page.send({ type: 'columns', columns: columns.map(asEdit) });
  }
}

/** The part of a column that can be edited. */
export function asEdit({ id, header, hidden, mandatory, key }: ColumnState): ColumnEdit {
  return { id, header, hidden, mandatory, key };
}

/** Why a column cannot have this header, or undefined. */
export function headerProblem(
  columns: readonly ColumnState[],
  id: string,
  header: string,
): string | undefined {
  if (header === '') return l10n.t('A column needs a name.');
  const other = columns.find((column) => column.id !== id && !column.hidden && column.header === header);
  return other && l10n.t('The column of {0} has this name already.', other.origin);
}

/** Why a column cannot be hidden, or undefined. */
export function hidingProblem(columns: readonly ColumnState[], id: string): string | undefined {
  const isLast = columns.every((column) => column.hidden || column.id === id);
  return isLast ? l10n.t('An export needs at least one column.') : undefined;
}
