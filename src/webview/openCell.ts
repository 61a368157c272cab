// Opens the cell at the cursor, and asks for the whole of a value that was cut.
import * as l10n from '@vscode/l10n';
import { CellView } from './cellView';
import type { Grid } from './grid';
import { count } from './numbers';
import type { Page } from './page';
import type { Fact, GridCell } from './protocol';

export class CellOpener {
  #waiting: { readonly id: number; readonly view: CellView } | undefined;

  constructor(
    private readonly page: Page,
    private readonly grid: Grid,
  ) {}

  open(): void {
    const { cursor } = this.page.data;
    const row = this.grid.row(cursor.row);
    const column = this.grid.columns[cursor.column];
    const cell = row && column?.cell(row);
    if (!column || !cell) return;
    const view = new CellView(l10n.t('{0}, row {1}', column.header, count(row.number)), cell);
    const isCut = cell.length !== undefined || cell.before?.length !== undefined;
    if (isCut && column.index !== undefined) this.#ask(view, cursor.row, column.index);
  }

  answer(id: number, cell: GridCell): void {
    if (this.#waiting?.id === id) this.#waiting.view.show(cell);
  }

  /** Returns whether the request was for a cell. */
  fail(id: number, problem: Fact): boolean {
    if (this.#waiting?.id !== id) return false;
    this.#waiting.view.fail(problem);
    return true;
  }

  #ask(cellView: CellView, row: number, column: number): void {
    const { state, view, filter } = this.page.data;
    const id = this.grid.nextId();
    this.#waiting = { id, view: cellView };
    this.page.send({ type: 'cell', id, generation: state?.generation ?? 0, view, filter, row, column });
  }
}
