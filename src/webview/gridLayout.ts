// Which columns the grid has and how wide they are: of what the page shows, and of what only the rows themselves tell.
import { bytesColumnId, type GridColumn, gridColumns, type RowHeader, rowHeaders } from './gridColumns';
import type { Page } from './page';
import type { GridRow } from './protocol';
import { Widths } from './widths';

export class GridLayout {
  readonly widths = new Widths();
  columns: readonly GridColumn[] = [];
  headers: readonly RowHeader[] = [];
  /** Whether rows come from several files. */
  #files = false;
  /** Of the longest number of a row or line. */
  #digits = 1;

  constructor(private readonly page: Page) {}

  /** Other rows: whether they are of several files is to be seen. */
  restart(): void {
    this.#files = false;
  }

  /** Takes over what the page shows. Returns whether there are other columns than before. */
  update(): boolean {
    const before = this.#ids;
    this.#digits = Math.max(this.#digits, String(this.page.rowCount).length);
    this.columns = gridColumns(this.page);
    this.headers = rowHeaders(this.page, this.#files);
    this.widths.estimateHeaders(this.columns);
    return before !== this.#ids;
  }

  /** Takes over what only rows tell. Returns whether something changed. */
  learn(rows: readonly GridRow[]): boolean {
    const digits = String(Math.max(0, ...rows.map(({ line }) => line ?? 0))).length;
    const files = rows.some(({ file }) => file !== undefined);
    const isOther = digits > this.#digits || (files && !this.#files);
    this.#digits = Math.max(this.#digits, digits);
    this.#files ||= files;
    const isWider = this.page.data.view === 'bytes' && this.widths.estimateBytes(rows);
    return isOther || isWider;
  }

  /** Lets columns grow to what is in view, as numbers of columns. `room`: how wide the grid is. Returns whether one has. */
  grow(inView: Iterable<number>, rows: readonly GridRow[], room: number): boolean {
    if (this.page.data.view === 'bytes') return false;
    const spare = this.allWidths(room).reduce((rest, width) => rest - width, room);
    const columns = [...inView].map((index) => this.columns[index]).filter((column) => column !== undefined);
    return this.widths.grow(columns, rows, spare);
  }

  /** Widths of all columns in pixels, row headers first. `room`: how wide the grid is. */
  allWidths(room: number): number[] {
    const headers = this.headers.map((header) => this.widths.ofRowHeader(header, this.#digits));
    const rest = room - headers.reduce((sum, width) => sum + width, 0);
    return [...headers, ...this.columns.map(({ id }) => this.#widthOf(id, rest))];
  }

  #widthOf(id: string, rest: number): number {
    if (id !== bytesColumnId) return this.widths.of(id);
    return Math.max(rest, this.page.data.wrap ? 0 : this.widths.bytes);
  }

  get #ids(): string {
    return JSON.stringify([this.headers.map(({ id }) => id), this.columns.map(({ id }) => id)]);
  }
}
