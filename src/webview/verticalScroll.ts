// Scrolls the grid to rows of the export, and keeps the window on them in step with the person's scrolling.
import type { RegularTableElement } from 'regular-table';
import { RowWindow } from './rowWindow';

/** Height of a row and of the header, in pixels; the style sheet has it too. */
export const rowHeight = 24;
/** Longer ways in one scroll event are jumps of the scroll bar's thumb, in heights of the view. */
const jump = 5;

export class VerticalScroll {
  readonly window = new RowWindow(rowHeight);
  #lastTop = 0;

  /** To be made before the table is on the page: it must hear of scrolling first. */
  constructor(private readonly table: RegularTableElement) {
    table.addEventListener('scroll', () => this.#follow(), { capture: true });
  }

  /** Rows that fit into the view below the header, with a fraction. */
  get visibleRows(): number {
    return Math.max(1, this.table.clientHeight / rowHeight - 1);
  }

  /** The row of the export at the top of the view. */
  get topRow(): number {
    return this.window.offset + Math.floor(this.#top);
  }

  /** Scrolls as little as it takes to show a row. */
  reveal(row: number): void {
    const inWindow = this.window.reach(row, this.#top, Math.floor(this.visibleRows));
    if (inWindow < this.#top) this.#setTop(inWindow * rowHeight);
    else if (inWindow > this.#top + this.visibleRows - 1)
      this.#setTop(Math.ceil((inWindow + 1 - this.visibleRows) * rowHeight));
  }

  /** Shows a row in the middle of the view. */
  center(row: number): void {
    const inWindow = this.window.reach(row, this.#top, this.visibleRows);
    this.#setTop((inWindow - Math.floor(this.visibleRows / 2)) * rowHeight);
  }

  /** Scrolls by one row. */
  step(): void {
    this.#setTop((Math.floor(this.#top) + 1) * rowHeight);
  }

  /** The row of the window at the top of the view, with a fraction. */
  get #top(): number {
    return this.table.scrollTop / rowHeight;
  }

  #follow(): void {
    const { scrollTop, clientHeight } = this.table;
    const way = Math.abs(scrollTop - this.#lastTop);
    this.#lastTop = scrollTop;
    if (way === 0) return;
    if (way > jump * clientHeight) return this.window.jumped(this.#top, this.visibleRows);
    const shift = this.window.stepped(this.#top, this.visibleRows);
    if (shift !== 0) this.#setTop(scrollTop + shift * rowHeight);
  }

  /** Scrolls without being taken for a person's scrolling. */
  #setTop(top: number): void {
    this.table.scrollTop = top;
    this.#lastTop = this.table.scrollTop;
  }
}
