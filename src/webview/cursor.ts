// Moves the cursor and what is selected.
import type { Grid } from './grid';
import type { Page, Place } from './page';

export class Cursor {
  constructor(
    private readonly page: Page,
    private readonly grid: Grid,
    private readonly announce: (place: Place) => void,
  ) {}

  /** Puts the cursor on a place, as near as there is one. `extend`: the selection reaches from where it began. */
  to(place: Place, extend = false, wholeRows = false): void {
    const { anchor } = this.page.data;
    const cursor = this.#within(place);
    const before = document.activeElement;
    this.page.change({ cursor, anchor: extend ? anchor : cursor, wholeRows });
    this.grid.reveal(cursor);
    this.grid.focusCursor();
    // An element that keeps the focus while its content changes is not read again.
    if (before === document.activeElement) this.announce(cursor);
  }

  by(rows: number, columns: number, extend = false): void {
    const { cursor, wholeRows } = this.page.data;
    const place = { row: cursor.row + rows, column: cursor.column + columns };
    this.to(place, extend, extend && wholeRows);
  }

  all(): void {
    const cursor = this.#within({ row: this.page.rowCount - 1, column: this.grid.columns.length - 1 });
    this.page.change({ anchor: this.#within({ row: 0, column: 0 }), cursor, wholeRows: true });
  }

  #within({ row, column }: Place): Place {
    return {
      row: Math.max(-1, Math.min(this.page.rowCount - 1, row)),
      column: Math.max(row < 0 ? 0 : -1, Math.min(this.grid.columns.length - 1, column)),
    };
  }
}
