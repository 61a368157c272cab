// Widths of the grid's columns: estimated once from the header and the first rows, then changed by the person only, so
// that nothing jumps while rows come and go.
import type { GridColumn, RowHeader } from './gridColumns';
import type { GridRow } from './protocol';

const narrowest = 48;
const widest = 360;
/** Padding, the line at the side and the place for the header's marks, in pixels. */
const around = 20;
const headerMarks = 34;
/** Characters of a value that can count. */
const longestMeasured = 100;

export class Widths {
  readonly #chosen = new Map<string, number>();
  readonly #estimated = new Map<string, number>();
  /** Whether the estimates are of rows, rather than of headers only. */
  #ofRows = false;
  readonly #measure = measurer();

  /** Estimates from rows once; before that from headers alone. Returns whether something changed. */
  estimate(columns: readonly GridColumn[], rows: readonly GridRow[]): boolean {
    const fresh = columns.filter(({ id }) => !this.#estimated.has(id));
    const again = rows.length > 0 && !this.#ofRows;
    for (const column of again ? columns : fresh) {
      const texts = rows.map((row) => column.cell(row)?.text.slice(0, longestMeasured) ?? '');
      const header = this.#measure(column.header) + headerMarks;
      const width = Math.max(header, ...texts.map((text) => this.#measure(text))) + around;
      this.#estimated.set(column.id, Math.round(Math.min(widest, Math.max(narrowest, width))));
    }
    if (again) this.#ofRows = true;
    return again || fresh.length > 0;
  }

  of(id: string): number {
    return this.#chosen.get(id) ?? this.#estimated.get(id) ?? narrowest;
  }

  choose(id: string, width: number): void {
    this.#chosen.set(id, Math.max(24, Math.round(width)));
  }

  /** Back to the estimate. */
  forget(id: string): void {
    this.#chosen.delete(id);
  }

  ofRowHeader({ id, header }: RowHeader, digits: number): number {
    const text =
      id === 'file'
        ? 'M'.repeat(14)
        : id === 'change'
          ? ''
          : '0'.repeat(digits + Math.floor((digits - 1) / 3));
    return Math.round(Math.max(this.#measure(header), this.#measure(text)) + around);
  }
}

/** Measures texts in the editor's font. */
function measurer(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 8;
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  context.font = `${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
}
