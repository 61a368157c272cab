// Fills one cell of the grid: its content, what it says of itself to a screen reader, whether it is selected.
import { setAttribute } from './dom';
import type { GridColumn, RowHeader } from './gridColumns';
import { headerContent } from './headerContent';
import type { Page, Place } from './page';
import type { GridCell, GridRow } from './protocol';

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
  setAttribute(cell, 'data-column', column?.id);
  setAttribute(cell, 'title', column?.column && `${column.header}\n${column.column.origin}`);
  const isCursor = !!column && isAt(place, drawn.page.data.cursor);
  const atCursor = !!column && place.column === drawn.page.data.cursor.column;
  wear(cell, [atCursor && 'at-cursor', isCursor && 'cursor']);
  // One cell of the grid takes part in the tab order: the cursor.
  if (column) setAttribute(cell, 'tabindex', isCursor ? '0' : '-1');
}

/** A row header or a value. */
export function fillBody(cell: HTMLTableCellElement, place: Place, drawn: Drawn): void {
  const { cursor } = drawn.page.data;
  const exists = place.row < drawn.page.rowCount;
  const row = exists ? drawn.row(place.row) : undefined;
  const header = drawn.headers[place.column + drawn.headers.length];
  const column = drawn.columns[place.column];
  const part = header ?? column;
  const isCursor = isAt(place, cursor);
  setAttribute(cell, 'role', header ? 'rowheader' : 'gridcell');
  setAttribute(cell, 'aria-colindex', String(place.column + drawn.headers.length + 1));
  if (cell.parentElement) setAttribute(cell.parentElement, 'aria-rowindex', String(place.row + 2));
  if (column) setAttribute(cell, 'aria-selected', String(exists && isSelected(place, drawn.page)));
  if (place.column >= -1) setAttribute(cell, 'tabindex', isCursor ? '0' : '-1');
  setAttribute(cell, 'data-change', row?.change);
  fill(cell, () => (row && part ? part.content(row) : []), row, part?.id);
  const failed = drawn.hasFailed(place.row);
  wear(cell, [
    !exists && 'beyond',
    exists && !row && (failed ? 'failed' : 'waiting'),
    isCursor && place.column >= -1 && 'cursor',
    header && place.row === cursor.row && 'at-cursor',
    header?.id === 'line' && row?.line !== undefined && 'line',
    ...kindClasses(row && column?.cell(row)),
  ]);
}

function kindClasses(cell: GridCell | undefined): (string | false)[] {
  if (!cell) return [];
  const isLiteral = cell.kind === 'boolean' || cell.kind === 'json';
  return [cell.kind === 'number' && 'number', isLiteral && 'literal', !!cell.before && 'change'];
}

function isAt(place: Place, { row, column }: Place): boolean {
  return place.row === row && place.column === column;
}

/** Classes that a cell has from here; regular-table gives it others. */
const worn = new WeakMap<Element, string>();

function wear(cell: Element, classes: readonly (string | false | undefined)[]): void {
  const names = classes.filter((name) => typeof name === 'string');
  const before = worn.get(cell);
  const now = names.join(' ');
  if (before === now) return;
  if (before) cell.classList.remove(...before.split(' '));
  cell.classList.add(...names);
  worn.set(cell, now);
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
