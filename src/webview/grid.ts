// The grid: regular-table places rows and columns of any number, this fills them with what has come, and keeps the cursor.
import 'regular-table';
import type { CellMetadata } from 'regular-table/dist/esm/types';
import type { RegularTableElement } from 'regular-table';
import { element, setAttribute } from './dom';
import { type Drawn, fillBody, fillHeader } from './gridCells';
import type { GridColumn } from './gridColumns';
import { GridLayout } from './gridLayout';
import { HorizontalScroll } from './horizontalScroll';
import type { Page, PageData, Place } from './page';
import type { GridRow } from './protocol';
import { RowStore } from './rowStore';
import { rowHeight, VerticalScroll } from './verticalScroll';

/** Drawings that it takes at most to come to a column. */
const longestWay = 8;

export class Grid {
  readonly table: RegularTableElement = document.createElement('regular-table');
  readonly layout: GridLayout;
  readonly #scroll = new VerticalScroll(this.table);
  readonly #horizontal = new HorizontalScroll();
  readonly #store: RowStore;
  /** Widths of all columns, row headers first. */
  #widths: readonly number[] = [];
  /** The window's offset when regular-table asked last, and that of what it has drawn since. */
  #askedOffset = 0;
  #drawnOffset = 0;
  #rowCount = 0;
  #rowsInView: number[] = [];
  #requests = 0;
  /** Whether the focus was in the table that has been cleared. */
  #refocus = false;

  constructor(private readonly page: Page) {
    this.layout = new GridLayout(page);
    this.#store = new RowStore((from, count) => this.#ask(from, count));
    this.table.setDataListener((x0, y0, x1, y1) => Promise.resolve(this.#slab(x0, y0, x1, y1)), {
      column_classes: true,
    });
    this.table.addStyleListener(() => {
      this.#drawnOffset = this.#askedOffset;
      this.#fill();
    });
    page.onChange((before) => this.#follow(before));
    new ResizeObserver(() => this.resize()).observe(this.table);
  }

  get columns(): readonly GridColumn[] {
    return this.layout.columns;
  }

  row(index: number): GridRow | undefined {
    return this.#store.row(index);
  }

  answer(id: number, rows: readonly GridRow[]): void {
    if (!this.#store.answer(id, rows)) return;
    if (this.layout.learn(rows)) {
      this.#arrange();
      this.resize();
    }
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

  /** Scrolls as little as it takes to show a place. */
  reveal({ row, column }: Place): void {
    if (row >= 0) this.#scroll.reveal(row);
    this.#revealColumn(column);
    this.#draw();
    if (row >= 0 && this.page.data.view === 'bytes') void this.#revealHighRow(row);
    else void this.#revealDrawnColumn(column);
  }

  /** Shows a row in the middle of the view. */
  center(row: number): void {
    this.#scroll.center(row);
    this.#draw();
  }

  /** Rows of a page up or down: in the bytes view some may be higher than one line. One row stays in view. */
  get rowsPerPage(): number {
    const { bottom } = this.table.getBoundingClientRect();
    const rows = [...this.table.querySelectorAll('tbody tr')];
    const whole = rows.filter((row) => row.getBoundingClientRect().bottom <= bottom).length;
    return Math.max(1, Math.min(whole, Math.floor(this.#scroll.visibleRows)) - 1);
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
    this.layout.widths.fit(column, this.#loadedRows);
    this.resize();
  }

  /** Tells the table the widths of all columns, and draws it anew. */
  resize(): void {
    this.#widths = this.layout.allWidths(this.table.clientWidth);
    this.table.restoreColumnSizes({ ...this.#widths });
    this.#draw();
  }

  #follow(before: PageData): void {
    const { state, view, filter, wrap } = this.page.data;
    const isOther = view !== before.view || filter !== before.filter;
    if (isOther || state?.generation !== before.state?.generation) {
      this.#store.reset();
      this.layout.restart();
    }
    if (isOther || state !== before.state || wrap !== before.wrap) this.#redraw(isOther);
    else this.#fill();
  }

  #redraw(isOther: boolean): void {
    const { rowCount, data } = this.page;
    this.#store.retry();
    this.#arrange();
    // A place that was remembered comes into reach when there are enough rows.
    const comes = data.cursor.row >= this.#rowCount && data.cursor.row < rowCount;
    this.#rowCount = rowCount;
    this.#scroll.window.total = rowCount;
    this.resize();
    // Scrolling needs the height that the drawing gives.
    if (isOther || comes) void this.table.flush().then(() => this.reveal(this.page.data.cursor));
  }

  /** Other columns in the same places need a table that knows no widths yet. */
  #arrange(): void {
    if (!this.layout.update()) return;
    this.#refocus = this.#hasFocus;
    // The table adopts a style sheet of widths, and would leave it behind.
    document.adoptedStyleSheets = [];
    this.table.resetAutoSize();
    this.table.clear();
    this.#horizontal.forget();
  }

  get #hasFocus(): boolean {
    // Of a page that lies behind VS Code's own input, an element is active all the same: focus is not to be taken from there.
    return document.hasFocus() && this.table.contains(document.activeElement);
  }

  /** Those in view that have come. */
  get #loadedRows(): GridRow[] {
    return this.#rowsInView.map((index) => this.#store.row(index)).filter((row) => row !== undefined);
  }

  #place(meta: CellMetadata): Place {
    const row = 'y' in meta && meta.type !== 'corner' ? meta.y + this.#drawnOffset : -1;
    const column = 'row_header_x' in meta ? meta.row_header_x - this.layout.headers.length : meta.x;
    return { row, column };
  }

  #ask(from: number, count: number): number {
    const { state, view, filter } = this.page.data;
    const id = this.nextId();
    this.page.send({ type: 'rows', id, generation: state?.generation ?? 0, view, filter, from, count });
    return id;
  }

  /** What regular-table asks for: only how much there is. Contents come when they come. */
  #slab(x0: number, y0: number, x1: number, y1: number) {
    const { headers } = this.layout;
    const columns = Math.max(0, Math.min(this.columns.length, x1) - x0);
    const rows = Math.max(0, Math.min(this.#gridRows, y1) - y0);
    this.#askedOffset = this.#scroll.window.offset;
    return {
      num_rows: this.#gridRows,
      num_columns: this.columns.length,
      num_row_headers: headers.length,
      num_column_headers: 1,
      row_height: rowHeight,
      merge_headers: 'column' as const,
      row_headers: Array.from({ length: rows }, () => headers.map(() => '')),
      column_headers: Array.from({ length: columns }, () => ['']),
      data: Array.from({ length: columns }, () => Array<string>(rows).fill('')),
    };
  }

  /** In the bytes view rows may be higher than one line: the last one can be scrolled to the top. */
  get #gridRows(): number {
    const { length } = this.#scroll.window;
    const isBytes = this.page.data.view === 'bytes' && length > 0;
    return isBytes ? length + Math.max(0, Math.floor(this.#scroll.visibleRows) - 1) : length;
  }

  /** Scrolls on until a row that higher ones have pushed out of the view is in it, or is the first one. */
  async #revealHighRow(row: number): Promise<void> {
    for (let step = 0; step < this.#scroll.visibleRows; step += 1) {
      await this.table.flush();
      const { cursor, view } = this.page.data;
      if (view !== 'bytes' || cursor.row !== row || this.#scroll.topRow >= row) return;
      const bottom = this.cellAt({ row, column: 0 })?.getBoundingClientRect().bottom;
      if (bottom !== undefined && bottom <= this.table.getBoundingClientRect().bottom) return;
      this.#scroll.step();
      this.#draw();
    }
  }

  /** Scrolls on until a column is in view whose way the widths of columns that had not been drawn have changed. */
  async #revealDrawnColumn(column: number): Promise<void> {
    for (let step = 0; step < longestWay; step += 1) {
      await this.table.flush();
      if (this.page.data.cursor.column !== column) return;
      const before = this.table.scrollLeft;
      this.#revealColumn(column);
      if (this.table.scrollLeft === before) return;
      this.#draw();
    }
  }

  #revealColumn(column: number): void {
    if (column < 0 || this.page.data.view === 'bytes') return;
    const headers = this.layout.headers.length;
    const room = this.#widths.slice(0, headers).reduce((rest, width) => rest - width, this.table.clientWidth);
    const { scrollLeft } = this.table;
    const left = this.#horizontal.reveal(column, this.#widths.slice(headers), headers, room, scrollLeft);
    if (left !== scrollLeft) this.table.scrollLeft = Math.ceil(left);
  }

  #draw(): void {
    if (this.table.isConnected) void this.table.draw();
  }

  /** Fills the cells that regular-table has placed, and asks for the rows that are missing. */
  #fill(): void {
    const drawn: Drawn = {
      page: this.page,
      columns: this.columns,
      headers: this.layout.headers,
      row: (index) => this.#store.row(index),
      hasFailed: (index) => this.#store.hasFailed(index),
    };
    const rows = new Set<number>();
    const columns = new Set<number>();
    for (const cell of this.table.querySelectorAll<HTMLTableCellElement>('th, td')) {
      const meta = this.table.getMeta(cell);
      if (!meta) continue;
      const place = this.#place(meta);
      if (place.row < 0) {
        fillHeader(cell, place, drawn);
        this.#horizontal.drawn(meta.size_key, this.#widths[meta.size_key] ?? 0);
        columns.add(place.column);
      } else fillBody(cell, place, drawn);
      if (place.row >= 0 && place.row < this.page.rowCount) rows.add(place.row);
    }
    this.#rowsInView = [...rows];
    if (rows.size > 0) this.#store.want(Math.min(...rows), Math.max(...rows), this.page.rowCount);
    this.#describe();
    if (this.#hasFocus || this.#refocus) this.focusCursor();
    this.#refocus = false;
    if (this.layout.grow(columns, this.#loadedRows, this.table.clientWidth)) this.resize();
  }

  #describe(): void {
    // While the cursor's cell is not in view the grid itself takes its part in the tab order. (A host of a shadow tree
    // with -1 would take its cells out of it.)
    setAttribute(this.table, 'tabindex', this.cellAt(this.page.data.cursor) ? undefined : '0');
    const table = this.table.querySelector('table');
    if (!table) return;
    const { rowCount, data } = this.page;
    setAttribute(table, 'role', 'grid');
    setAttribute(table, 'aria-multiselectable', 'true');
    setAttribute(table, 'aria-readonly', 'true');
    setAttribute(table, 'aria-rowcount', data.state?.complete === false ? '-1' : String(rowCount + 1));
    setAttribute(table, 'aria-colcount', String(this.layout.headers.length + this.columns.length));
  }
}

/** The grid's place on the page. */
export function gridFrame(page: Page, grid: Grid): HTMLElement {
  const frame = element('div', { class: 'grid-frame' }, grid.table);
  page.onChange(() => {
    frame.classList.toggle('bytes-view', page.data.view === 'bytes');
    frame.classList.toggle('wrap', page.data.wrap);
    frame.classList.toggle('outdated', page.data.state?.outdated === true);
  });
  return frame;
}
