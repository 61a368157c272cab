// Widths of the grid's columns: estimated once from the header and the first rows, then changed by the person only, so
// that nothing jumps while rows come and go.
import type { GridColumn, RowHeader } from './gridColumns';
import type { GridCell, GridRow } from './protocol';

const narrowest = 64;
const widest = 360;
/** Padding, the line at the side and some air, in pixels. */
const around = 24;
/** The place for a header's marks. */
const headerMarks = 34;
/** Characters of a value that can count. */
const longestMeasured = 100;

export class Widths {
  readonly #chosen = new Map<string, number>();
  readonly #estimated = new Map<string, number>();
  /** Columns whose estimate is of rows, rather than of the header only. */
  readonly #ofRows = new Set<string>();
  readonly #ofDifferences = new Set<string>();
  readonly #measure = measurer('--vscode-font-size', '--vscode-font-family');
  readonly #measureExact = measurer('--vscode-editor-font-size', '--vscode-editor-font-family');
  /** Of the bytes view's one column: the longest row so far. */
  bytes = 0;

  /**
   * Estimates columns that are new, and again when their first rows come; those of differences are wider, as they show two
   * values. Returns whether something changed.
   */
  estimate(columns: readonly GridColumn[], rows: readonly GridRow[], differences = false): boolean {
    const known = rows.length === 0 ? this.#estimated : differences ? this.#ofDifferences : this.#ofRows;
    const due = columns.filter(({ id }) => !known.has(id));
    for (const column of due) {
      const before = differences ? (this.#estimated.get(column.id) ?? 0) : 0;
      this.#estimated.set(column.id, Math.max(before, this.#natural(column, rows)));
      if (rows.length > 0) (differences ? this.#ofDifferences : this.#ofRows).add(column.id);
    }
    return due.length > 0;
  }

  /** Widens the bytes view's column for longer rows. Returns whether it did. */
  estimateBytes(rows: readonly GridRow[]): boolean {
    const longest = Math.max(
      0,
      ...rows.map(({ bytes, head }) => Math.max(bytes?.text.length ?? 0, head?.length ?? 0)),
    );
    // Marks are wider than characters; a tenth more lets the next longer row in without a change.
    const width = Math.ceil(this.#measureExact('m') * longest * 1.1) + 200;
    if (width <= this.bytes) return false;
    this.bytes = width;
    return true;
  }

  of(id: string): number {
    return this.#chosen.get(id) ?? this.#estimated.get(id) ?? narrowest;
  }

  choose(id: string, width: number): void {
    this.#chosen.set(id, Math.max(24, Math.round(width)));
  }

  /** As wide as the header and these rows need. */
  fit(column: GridColumn, rows: readonly GridRow[]): void {
    this.choose(column.id, this.#natural(column, rows));
  }

  ofRowHeader({ id, header }: RowHeader, digits: number): number {
    const number = '0'.repeat(digits) + ','.repeat(Math.floor((digits - 1) / 3));
    const text = { file: 'M'.repeat(14), change: '', row: number, line: number }[id];
    return Math.round(Math.max(this.#measure(header), this.#measure(text)) + around);
  }

  #natural(column: GridColumn, rows: readonly GridRow[]): number {
    const texts = rows.map((row) => shownText(column.cell(row)));
    const header = this.#measure(column.header) + headerMarks;
    const width = Math.max(header, ...texts.map((text) => this.#measure(text))) + around;
    return Math.round(Math.min(widest, Math.max(narrowest, width)));
  }
}

function shownText(cell: GridCell | undefined): string {
  if (!cell) return '';
  const text = cell.kind === 'null' ? 'null' : cell.text.slice(0, longestMeasured);
  return cell.before ? `${shownText(cell.before)} → ${text}` : text;
}

/** Measures texts in a font of the editor's. */
function measurer(size: string, family: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 8;
  const style = getComputedStyle(document.documentElement);
  context.font = `${style.getPropertyValue(size) || '13px'} ${style.getPropertyValue(family) || 'sans-serif'}`;
  return (text) => context.measureText(text).width;
}
