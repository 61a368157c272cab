// Fills one cell of the grid: its content, what it says of itself to a screen reader, whether it is selected.
import { setAttribute } from './dom';
import type { GridColumn, RowHeader } from './gridColumns';
import { headerContent } from './headerContent';
import type { Page, Place } from './page';
import type { GridRow } from './protocol';

export interface Drawn {
  readonly page: Page;
  readonly columns: readonly GridColumn[];
  readonly headers: readonly RowHeader[];
  readonly row: (index: number) => GridRow | undefined;
  readonly hasFailed: (index: number) => boolean;
}

/** What a cell was last filled with, so that it is only filled again when that changes. */
const filled = new WeakMap<Element, readonly unknown[]>();

/** Fills a cell unless it has been filled with the same things. */
function fill(cell: Element, content: () => Node[], ...things: readonly unknown[]): void {
  const before = filled.get(cell);
  if (before?.length === things.length && before.every((thing, index) => thing === things[index])) return;
  filled.set(cell, things);
  cell.replaceChildren(...content());
}

/** A header of a column, or the corner above row headers. */
export function fillHeader(cell: HTMLTableCellElement, place: Place, drawn: Drawn): void {
  const column = drawn.columns[place.column];
  const corner = drawn.headers[place.column + drawn.headers.length];
  setAttribute(cell, 'role', 'columnheader');
  setAttribute(cell, 'aria-colindex', String(place.column + drawn.headers.length + 1));
  if (cell.parentElement) setAttribute(cell.parentElement, 'aria-rowindex', '1');
  // regular-table keeps the place of the text and the handle for resizing apart.
  const text = cell.firstElementChild;
  if (!text) return;
  text.classList.add('header');
  fill(
    text,
    () => (column ? headerContent(column) : [document.createTextNode(corner?.header ?? '')]),
    column ?? corner?.header,
  );
  if (column) setAttribute(cell, 'data-column', column.id);
  else cell.removeAttribute('data-column');
  cell.title = column?.column ? `${column.header}\n${column.column.origin}` : '';
  cell.classList.toggle('at-cursor', !!column && place.column === drawn.page.data.cursor.column);
  if (place.column >= 0) focusable(cell, place, drawn.page);
}

/** A row header or a value. */
export function fillBody(cell: HTMLTableCellElement, place: Place, drawn: Drawn): void {
  const { page } = drawn;
  const exists = place.row < page.rowCount;
  const row = exists ? drawn.row(place.row) : undefined;
  const header = drawn.headers[place.column + drawn.headers.length];
  const column = drawn.columns[place.column];
  setAttribute(cell, 'role', header ? 'rowheader' : 'gridcell');
  setAttribute(cell, 'aria-colindex', String(place.column + drawn.headers.length + 1));
  if (cell.parentElement) setAttribute(cell.parentElement, 'aria-rowindex', String(place.row + 2));
  const isWaiting = exists && !row;
  cell.classList.toggle('waiting', isWaiting && !drawn.hasFailed(place.row));
  cell.classList.toggle('failed', isWaiting && drawn.hasFailed(place.row));
  cell.classList.toggle('beyond', !exists);
  const part = header ?? column;
  fill(cell, () => (row && part ? part.content(row) : []), row, header?.id ?? column);
  const value = row && column?.cell(row);
  cell.classList.toggle('number', value?.kind === 'number');
  cell.classList.toggle('literal', value?.kind === 'boolean' || value?.kind === 'json');
  cell.classList.toggle('change', value?.before !== undefined);
  cell.classList.toggle('line', header?.id === 'line' && row?.line !== undefined);
  setAttribute(cell, 'data-change', row?.change);
  cell.classList.toggle('at-cursor', header !== undefined && place.row === page.data.cursor.row);
  if (!header) setAttribute(cell, 'aria-selected', String(exists && isSelected(place, page)));
  if (place.column >= -1) focusable(cell, place, page);
}

/** One cell of the grid takes part in the tab order: the cursor. */
function focusable(cell: HTMLElement, place: Place, { data: { cursor } }: Page): void {
  const isCursor = place.row === cursor.row && place.column === cursor.column;
  setAttribute(cell, 'tabindex', isCursor ? '0' : '-1');
  cell.classList.toggle('cursor', isCursor);
}

function isSelected({ row, column }: Place, page: Page): boolean {
  const { cursor, anchor, wholeRows } = page.data;
  if (cursor.row < 0) return false;
  const isOne = cursor.row === anchor.row && cursor.column === anchor.column && !wholeRows;
  if (isOne) return row === cursor.row && column === cursor.column;
  const { firstRow, lastRow, columns } = page.selection;
  return (
    row >= firstRow && row <= lastRow && (!columns || (column >= columns.first && column <= columns.last))
  );
}
