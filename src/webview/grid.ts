// The grid: regular-table places rows and columns of any number, this fills them with what has come, and keeps the cursor.
import 'regular-table';
import type { CellMetadata } from 'regular-table/dist/esm/types';
import type { RegularTableElement } from 'regular-table';
import { element, setAttribute } from './dom';
import { fillBody, fillHeader, type Drawn } from './gridCells';
import { bytesColumnId, type GridColumn, gridColumns, type RowHeader, rowHeaders } from './gridColumns';
import { HorizontalScroll } from './horizontalScroll';
import type { Page, Place } from './page';
import { RowStore } from './rowStore';
import { RowWindow } from './rowWindow';
import type { GridRow } from './protocol';
import { Widths } from './widths';

/** Height of a row and of the header, in pixels; the style sheet has it too. */
export const rowHeight = 24;
/** Longer ways in one scroll event are jumps of the scroll bar's thumb, in heights of the view. */
const jump = 5;

export class Grid {
  readonly table: RegularTableElement = document.createElement('regular-table');
  readonly widths = new Widths();
  readonly #store: RowStore;
  readonly #window = new RowWindow(rowHeight);
  readonly #horizontal = new HorizontalScroll();
  /** Widths of all columns, row headers first. */
  #applied: readonly number[] = [];
  /** The window's offset when regular-table asked last, and that of what it has drawn since. */
  #askedOffset = 0;
  #drawnOffset = 0;
  #lastTop = 0;
  #files = false;
  #digits = 1;
  #rowCount = 0;
  #rowsInView: number[] = [];
  #requests = 0;
  /** Whether the focus was in the table that has been cleared. */
  #refocus = false;
  columns: GridColumn[] = [];
  headers: RowHeader[] = [];

  constructor(private readonly page: Page) {
    this.#store = new RowStore((from, count) => this.#ask(from, count));
    this.table.addEventListener('scroll', () => this.#onScroll(), { capture: true });
    this.table.setDataListener((x0, y0, x1, y1) => Promise.resolve(this.#slab(x0, y0, x1, y1)), {
      column_classes: true,
    });
    this.table.addStyleListener(() => {
      this.#drawnOffset = this.#askedOffset;
      this.#fill();
    });
    page.onChange((before) => {
      const { state, view, filter, wrap } = page.data;
      const isOther = view !== before.view || filter !== before.filter;
      if (isOther || state?.generation !== before.state?.generation) this.#restart();
      if (isOther || state !== before.state || wrap !== before.wrap) this.#redraw(isOther);
      else this.#fill();
    });
    new ResizeObserver(() => this.#draw()).observe(this.table);
  }

  /** Rows that fit into the view below the header. */
  get visibleRows(): number {
    return Math.max(1, this.table.clientHeight / rowHeight - 1);
  }

  row(index: number): GridRow | undefined {
    return this.#store.row(index);
  }

  answer(id: number, rows: readonly GridRow[]): void {
    if (!this.#store.answer(id, rows)) return;
    this.#learn(rows);
    this.#fill();
  }

  /** Returns whether the request was the grid's. */
  fail(id: number): boolean {
    const isOurs = this.#store.fail(id);
    if (isOurs) this.#fill();
    return isOurs;
  }

  /** Numbers of requests are the page's, not the grid's alone. */
  nextId(): number {
    this.#requests += 1;
    return this.#requests;
  }

  /** Scrolls as little as it takes to show a place, and takes the focus there if wanted. */
  reveal({ row, column }: Place): void {
    if (row >= 0) this.#revealRow(row);
    this.#revealColumn(column);
    this.#draw();
    if (row >= 0 && this.page.data.view === 'bytes') void this.#revealHighRow(row);
  }

  /** Rows that fit into the view as they are now: in the bytes view some may be higher than one line. */
  get rowsPerPage(): number {
    const { bottom } = this.table.getBoundingClientRect();
    const rows = [...this.table.querySelectorAll('tbody tr')];
    const whole = rows.filter((row) => row.getBoundingClientRect().bottom <= bottom).length;
    return Math.max(1, Math.min(whole, Math.floor(this.visibleRows)) - 1);
  }

  /** Shows a row in the middle of the view. */
  center(row: number): void {
    const visible = this.visibleRows;
    const inWindow = this.#window.reach(row, this.table.scrollTop / rowHeight, visible);
    this.#setTop((inWindow - Math.floor(visible / 2)) * rowHeight);
    this.#draw();
  }

  /** The cell element of a place, if it is in view. */
  cellAt(place: Place): HTMLElement | undefined {
    for (const cell of this.table.querySelectorAll<HTMLElement>('th, td')) {
      const found = this.placeOf(cell);
      if (found?.row === place.row && found.column === place.column) return cell;
    }
    return undefined;
  }

  /** The place of an element in the grid. Columns of row headers count down from -1, the line's. */
  placeOf(target: Element): Place | undefined {
    const cell = target.closest<HTMLElement>('th, td');
    const meta = cell ? this.table.getMeta(cell) : undefined;
    return meta && this.#place(meta);
  }

  focusCursor(): void {
    (this.cellAt(this.page.data.cursor) ?? this.table).focus({ preventScroll: true });
  }

  /** Makes a column as wide as what is in view. */
  fit(column: GridColumn): void {
    const rows = this.#rowsInView.map((index) => this.#store.row(index)).filter((row) => row !== undefined);
    this.widths.fit(column, rows);
    this.resize();
  }

  /** Widths of all columns to the table, then a new picture. */
  resize(): void {
    const widths = [
      ...this.headers.map((header) => this.widths.ofRowHeader(header, this.#digits)),
      ...this.columns.map(({ id }) => this.#widthOf(id)),
    ];
    this.#applied = widths;
    this.table.restoreColumnSizes({ ...widths });
    this.#draw();
  }

  #widthOf(id: string): number {
    if (id !== bytesColumnId) return this.widths.of(id);
    return Math.max(this.#bodyWidth, this.page.data.wrap ? 0 : this.widths.bytes);
  }

  get #headerWidth(): number {
    return this.headers.reduce((sum, header) => sum + this.widths.ofRowHeader(header, this.#digits), 0);
  }

  get #bodyWidth(): number {
    return this.table.clientWidth - this.#headerWidth;
  }

  #place(meta: CellMetadata): Place {
    const row = 'y' in meta && meta.type !== 'corner' ? meta.y + this.#drawnOffset : -1;
    const column = 'row_header_x' in meta ? meta.row_header_x - this.headers.length : meta.x;
    return { row, column };
  }

  #ask(from: number, count: number): number {
    const { state, view, filter } = this.page.data;
    const id = this.nextId();
    this.page.send({ type: 'rows', id, generation: state?.generation ?? 0, view, filter, from, count });
    return id;
  }

  #restart(): void {
    this.#store.reset();
    this.#files = false;
  }

  #redraw(isOther: boolean): void {
    const { rowCount, data } = this.page;
    this.#store.retry();
    this.#arrange();
    // A place that was remembered comes into reach when there are enough rows.
    const comes = data.cursor.row >= this.#rowCount && data.cursor.row < rowCount;
    this.#rowCount = rowCount;
    this.#window.total = rowCount;
    this.#digits = Math.max(this.#digits, String(rowCount).length);
    this.resize();
    // Scrolling needs the height that the drawing gives.
    if (isOther || comes) void this.table.flush().then(() => this.reveal(this.page.data.cursor));
  }

  /** Takes over which columns there are. Other columns in the same places need a table that knows no widths yet. */
  #arrange(): void {
    const before = this.#ids;
    this.columns = gridColumns(this.page);
    this.headers = rowHeaders(this.page, this.#files);
    this.widths.estimate(this.columns, []);
    if (before === this.#ids) return;
    this.#refocus = this.#hasFocus;
    // The table adopts a style sheet of widths, and would leave it behind.
    document.adoptedStyleSheets = [];
    this.table.resetAutoSize();
    this.table.clear();
    this.#horizontal.forget();
  }

  get #ids(): string {
    return JSON.stringify([this.headers.map(({ id }) => id), this.columns.map(({ id }) => id)]);
  }

  get #hasFocus(): boolean {
    return this.table.contains(document.activeElement);
  }

  /** Takes what can be known from rows only: widths, and whether there are several files. */
  #learn(rows: readonly GridRow[]): void {
    const digits = String(Math.max(0, ...rows.map(({ line }) => line ?? 0))).length;
    const files = rows.some(({ file }) => file !== undefined);
    const grown = digits > this.#digits || (files && !this.#files);
    this.#digits = Math.max(this.#digits, digits);
    this.#files ||= files;
    if (grown) this.#arrange();
    const isBytes = this.page.data.view === 'bytes';
    const isWider = isBytes ? this.widths.estimateBytes(rows) : this.widths.estimate(this.columns, rows);
    if (isWider || grown) this.resize();
  }

  /** What regular-table asks for: only how much there is. Contents come when they come. */
  #slab(x0: number, y0: number, x1: number, y1: number) {
    const columns = Math.max(0, Math.min(this.columns.length, x1) - x0);
    const rows = Math.max(0, Math.min(this.#gridRows, y1) - y0);
    this.#askedOffset = this.#window.offset;
    return {
      num_rows: this.#gridRows,
      num_columns: this.columns.length,
      num_row_headers: this.headers.length,
      num_column_headers: 1,
      row_height: rowHeight,
      merge_headers: 'column' as const,
      row_headers: Array.from({ length: rows }, () => this.headers.map(() => '')),
      column_headers: Array.from({ length: columns }, () => ['']),
      data: Array.from({ length: columns }, () => Array<string>(rows).fill('')),
    };
  }

  /** In the bytes view rows may be higher than one line: the last one can be scrolled to the top. */
  get #gridRows(): number {
    const beyond = this.page.data.view === 'bytes' ? Math.max(0, Math.floor(this.visibleRows) - 1) : 0;
    return this.#window.length + (this.#window.length > 0 ? beyond : 0);
  }

  #onScroll(): void {
    const { scrollTop, clientHeight } = this.table;
    const way = Math.abs(scrollTop - this.#lastTop);
    this.#lastTop = scrollTop;
    if (way === 0) return;
    const row = scrollTop / rowHeight;
    if (way > jump * clientHeight) this.#window.jumped(row, this.visibleRows);
    else {
      const shift = this.#window.stepped(row, this.visibleRows);
      if (shift !== 0) this.#setTop(scrollTop + shift * rowHeight);
    }
  }

  /** Scrolls without being taken for a person's scrolling. */
  #setTop(top: number): void {
    this.table.scrollTop = top;
    this.#lastTop = this.table.scrollTop;
  }

  #revealRow(row: number): void {
    const visible = Math.floor(this.visibleRows);
    const inWindow = this.#window.reach(row, this.table.scrollTop / rowHeight, visible);
    const first = this.table.scrollTop / rowHeight;
    if (inWindow < first) this.#setTop(inWindow * rowHeight);
    else if (inWindow > first + this.visibleRows - 1)
      this.#setTop(Math.ceil((inWindow + 1 - this.visibleRows) * rowHeight));
  }

  /** Scrolls on until a row that higher ones have pushed out of the view is in it, or is the first one. */
  async #revealHighRow(row: number): Promise<void> {
    for (let step = 0; step < this.visibleRows; step += 1) {
      await this.table.flush();
      const { cursor, view } = this.page.data;
      const top = Math.floor(this.table.scrollTop / rowHeight);
      if (view !== 'bytes' || cursor.row !== row || this.#window.offset + top >= row) return;
      const bottom = this.cellAt({ row, column: 0 })?.getBoundingClientRect().bottom;
      if (bottom !== undefined && bottom <= this.table.getBoundingClientRect().bottom) return;
      this.#setTop((top + 1) * rowHeight);
      this.#draw();
    }
  }

  #revealColumn(column: number): void {
    if (column < 0 || this.page.data.view === 'bytes') return;
    const headers = this.headers.length;
    const widths = this.#applied.slice(headers);
    const { scrollLeft } = this.table;
    const left = this.#horizontal.reveal(column, widths, headers, this.#bodyWidth, scrollLeft);
    if (left !== scrollLeft) this.table.scrollLeft = Math.ceil(left);
  }

  #draw(): void {
    if (this.table.isConnected) void this.table.draw();
  }

  /** Fills the cells that regular-table has placed. */
  #fill(): void {
    const total = this.page.rowCount;
    const rows: number[] = (this.#rowsInView = []);
    const drawn: Drawn = {
      page: this.page,
      columns: this.columns,
      headers: this.headers,
      row: (index) => this.#store.row(index),
      hasFailed: (index) => this.#store.hasFailed(index),
    };
    for (const cell of this.table.querySelectorAll<HTMLTableCellElement>('thead th')) {
      const meta = this.table.getMeta(cell);
      if (!meta) continue;
      fillHeader(cell, this.#place(meta), drawn);
      this.#horizontal.drawn(meta.size_key, this.#applied[meta.size_key] ?? 0);
    }
    for (const cell of this.table.querySelectorAll<HTMLTableCellElement>('tbody th, tbody td')) {
      const meta = this.table.getMeta(cell);
      if (!meta) continue;
      const place = this.#place(meta);
      if (cell.previousElementSibling === null && place.row < total) rows.push(place.row);
      fillBody(cell, place, drawn);
    }
    this.#describe();
    if (rows.length > 0) this.#store.want(Math.min(...rows), Math.max(...rows), total);
    // While the cursor's cell is not in view the grid itself takes its part in the tab order. (A host of a shadow tree
    // with -1 would take its cells out of it.)
    setAttribute(this.table, 'tabindex', this.cellAt(this.page.data.cursor) ? undefined : '0');
    if (this.#hasFocus || this.#refocus) this.focusCursor();
    this.#refocus = false;
  }

  #describe(): void {
    const table = this.table.querySelector('table');
    if (!table) return;
    setAttribute(table, 'role', 'grid');
    setAttribute(table, 'aria-multiselectable', 'true');
    setAttribute(table, 'aria-readonly', 'true');
    setAttribute(
      table,
      'aria-rowcount',
      this.page.data.state?.complete === false ? '-1' : String(this.page.rowCount + 1),
    );
    setAttribute(table, 'aria-colcount', String(this.headers.length + this.columns.length));
  }
}

/** The grid's place on the page. */
export function gridFrame(page: Page, grid: Grid): HTMLElement {
  const frame = element('div', { class: 'grid-frame' }, grid.table);
  page.onChange(() => {
    frame.classList.toggle('bytes-view', page.data.view === 'bytes');
    frame.classList.toggle('wrap', page.data.wrap);
  });
  return frame;
}
