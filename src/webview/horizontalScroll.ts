// Where regular-table's horizontal scroll bar must be for a column to be in view. It knows the width of a column from when
// it has first drawn it, and takes 60 pixels till then; so does this.

const unknown = 60;

export class HorizontalScroll {
  /** Widths by the number of the column, row headers first, as regular-table has measured them. */
  readonly #measured: number[] = [];

  /** The table has been cleared. */
  forget(): void {
    this.#measured.length = 0;
  }

  /** A column has been drawn. */
  drawn(column: number, width: number): void {
    this.#measured[column] = width;
  }

  /**
   * The scroll position, at the least distance, with a whole column in view.
   * `widths` are of the columns without the `headers` row headers; `room` is there for them, in pixels.
   */
  reveal(
    column: number,
    widths: readonly number[],
    headers: number,
    room: number,
    scrollLeft: number,
  ): number {
    const known = widths.map((_, index) => this.#measured[headers + index] ?? unknown);
    const first = startOf(known, scrollLeft);
    if (column < first) return sum(known, column);
    const start = this.#firstStart(column, widths, room);
    return start <= first
      ? scrollLeft
      : sum(known, Math.floor(start)) + (start % 1) * (known[Math.floor(start)] ?? 0);
  }

  /** The leftmost column, with a fraction, from which a column's right side is in view. */
  #firstStart(column: number, widths: readonly number[], room: number): number {
    let left = room - (widths[column] ?? 0);
    let start = column;
    while (start > 0 && left > 0) {
      start -= 1;
      const width = widths[start] ?? 0;
      if (width > left) return start + 1 - left / width;
      left -= width;
    }
    return start;
  }
}

function sum(widths: readonly number[], columns: number): number {
  return widths.slice(0, columns).reduce((all, width) => all + width, 0);
}

/** The column at the left side of the view, with a fraction. */
function startOf(widths: readonly number[], scrollLeft: number): number {
  let left = scrollLeft;
  for (const [column, width] of widths.entries()) {
    if (left < width) return column + left / width;
    left -= width;
  }
  return widths.length;
}
