// Widths of the grid's columns: estimated from the header and from what has been in view. A column grows while a person
// scrolls but never shrinks, and what the person has chosen stays. Only what is in view is measured, and only once.
import type { GridColumn, RowHeader } from './gridColumns';
import type { GridCell, GridRow } from './protocol';

const narrowest = 64;
const widest = 360;
/** Padding, the line at the side and some air, in pixels. */
const around = 24;
/** A mark of a header with its margin. */
const headerMark = 17;
/** Padding and border of a mark that is a word. */
const wordMark = 12;
/** Characters of a value that can count. */
const longestMeasured = 100;
/** Rows of a screen that are measured. */
const rowsMeasured = 50;

interface Header {
  readonly text: string;
  readonly width: number;
}

export class Widths {
  readonly #chosen = new Map<string, number>();
  readonly #headers = new Map<string, Header>();
  readonly #values = new Map<string, number>();
  /** The columns of a row that have been measured. */
  readonly #measured = new WeakMap<GridRow, Set<string>>();
  readonly #measure = measurer('--vscode-font-size', '--vscode-font-family');
  readonly #measureHeader = measurer('--vscode-font-size', '--vscode-font-family', '600 ');
  readonly #measureExact = measurer('--vscode-editor-font-size', '--vscode-editor-font-family');
  /** Of the bytes view's one column: the longest row so far. */
  bytes = 0;

  /** Estimates headers that are new or have been edited. */
  estimateHeaders(columns: readonly GridColumn[]): void {
    for (const { id, header, column } of columns) {
      const marks = [column?.key, column?.mandatory, column && column.warnings.length > 0].filter(Boolean);
      const text = `${marks.length} ${header}`;
      if (this.#headers.get(id)?.text === text) continue;
      const measured = this.#measureHeader(header.slice(0, longestMeasured));
      this.#headers.set(id, { text, width: measured + marks.length * headerMark + around });
    }
  }

  /** Lets columns grow to what is in view; beyond the usual width into the `spare` pixels only. Returns whether one has. */
  grow(columns: readonly GridColumn[], rows: readonly GridRow[], spare: number): boolean {
    let rest = spare;
    let hasGrown = false;
    for (const column of columns) {
      const before = this.of(column.id);
      const natural = this.#ofValues(column, rows.slice(0, rowsMeasured));
      const width = Math.min(natural, Math.max(widest, before + Math.max(0, rest)));
      if (width <= before || this.#chosen.has(column.id)) continue;
      this.#values.set(column.id, width);
      rest -= width - before;
      hasGrown = true;
    }
    return hasGrown;
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
    const header = Math.min(widest, this.#headers.get(id)?.width ?? 0);
    return this.#chosen.get(id) ?? Math.round(Math.max(narrowest, header, this.#values.get(id) ?? 0));
  }

  choose(id: string, width: number): void {
    this.#chosen.set(id, Math.max(24, Math.round(width)));
  }

  /** As wide as the header and these rows need. */
  fit(column: GridColumn, rows: readonly GridRow[]): void {
    const texts = rows.slice(0, rowsMeasured).map((row) => this.#ofCell(column.cell(row)));
    const width = Math.max(narrowest, this.#headers.get(column.id)?.width ?? 0, ...texts);
    this.choose(column.id, Math.min(widest, width));
  }

  ofRowHeader({ id, header }: RowHeader, digits: number): number {
    const number = '0'.repeat(digits) + ','.repeat(Math.floor((digits - 1) / 3));
    const text = { file: 'M'.repeat(14), change: '', row: number, line: number }[id];
    return Math.round(Math.max(this.#measure(header), this.#measure(text)) + around);
  }

  /** Of the values that have not been measured yet. */
  #ofValues(column: GridColumn, rows: readonly GridRow[]): number {
    let width = 0;
    for (const row of rows) {
      const measured = this.#measured.get(row) ?? new Set();
      if (measured.has(column.id)) continue;
      this.#measured.set(row, measured.add(column.id));
      width = Math.max(width, this.#ofCell(column.cell(row)));
    }
    return Math.ceil(width);
  }

  #ofCell(cell: GridCell | undefined): number {
    const marks = cell?.kind === 'null' || cell?.text === '' ? wordMark : 0;
    return this.#measure(shownText(cell)) + marks + around;
  }
}

function shownText(cell: GridCell | undefined): string {
  if (!cell) return '';
  const value = cell.text === '' ? 'empty' : cell.text.slice(0, longestMeasured);
  const text = cell.kind === 'null' ? 'null' : value.replaceAll(/[\r\n]/g, 'LF ');
  return cell.before ? `${shownText(cell.before)} → ${text}` : text;
}

/** Measures texts in a font of the editor's. */
function measurer(size: string, family: string, weight = ''): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 8;
  const style = getComputedStyle(document.documentElement);
  const value = (name: string, otherwise: string): string => style.getPropertyValue(name) || otherwise;
  context.font = `${weight}${value(size, '13px')} ${value(family, 'sans-serif')}`;
  return (text) => context.measureText(text).width;
}
