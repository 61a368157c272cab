// Where the grid's rows are in the export. A browser's element is too low for hundreds of millions of rows, so that one
// pixel of a scaled scroll bar would stand for thousands of them. The grid therefore has as many rows as fit, a window on
// all rows: small steps move within it row by row, long ones (the scroll bar's thumb) go to the same share of all rows.

/** The height that regular-table gives its content at most, less the header and the empty rows below the bytes. */
const maxHeight = 10_000_000 - 10_000;
/** Rows between the window's edge and where it moves on. */
const margin = 1000;
/** Jumps within so many rows keep the window. */
const near = 10_000;

export class RowWindow {
  /** Number of the row of the export that is the window's first one. */
  offset = 0;
  #total = 0;
  readonly #capacity: number;

  constructor(rowHeight: number) {
    this.#capacity = Math.floor(maxHeight / rowHeight);
  }

  /** Rows in the grid. */
  get length(): number {
    return Math.min(this.#total, this.#capacity);
  }

  set total(total: number) {
    this.#total = total;
    this.#moveTo(this.offset);
  }

  /** After the scroll bar went to a row of the window: shows the same share of all rows. `visible`: rows in view. */
  jumped(windowRow: number, visible: number): void {
    const range = this.length - visible;
    if (range > 0) this.#moveTo(Math.round((windowRow / range) * (this.#total - this.length)));
  }

  /** Moves on before a small step meets the window's edge. Returns by how many rows the grid must scroll to stay. */
  stepped(windowRow: number, visible: number): number {
    const before = this.offset;
    if (windowRow < margin) this.#moveTo(this.offset - margin);
    else if (windowRow + visible > this.length - margin) this.#moveTo(this.offset + margin);
    return before - this.offset;
  }

  /** Places the window so that a row of the export can be scrolled to. Returns the row in the window. */
  reach(row: number, windowTop: number, visible: number): number {
    const here = row - this.offset;
    const fits = here >= 0 && here < this.length;
    if (this.length === this.#total || (fits && Math.abs(here - windowTop) < near)) return here;
    const share = row / Math.max(1, this.#total - visible);
    this.#moveTo(row - Math.round(Math.min(1, share) * (this.length - visible)));
    return row - this.offset;
  }

  #moveTo(offset: number): void {
    this.offset = Math.max(0, Math.min(this.#total - this.length, offset));
  }
}
