// The grid by mouse: select, open, go to the source, resize.
import type { Actions } from './actions';
import type { Cursor } from './cursor';
import type { Grid } from './grid';
import type { GridCommands } from './gridKeys';
import type { Page } from './page';

export function listenToGridMouse(
  page: Page,
  grid: Grid,
  cursor: Cursor,
  actions: Actions,
  commands: GridCommands,
): void {
  const { table } = grid;
  listenToResizing(grid);
  table.addEventListener('mousedown', (event) => {
    const place = placeOf(event, grid);
    if (!place || event.button !== 0 || isHandle(event)) return;
    const isRowHeader = place.column < 0 && place.row >= 0;
    if (place.row < 0 && place.column < 0) return;
    // Text of the page is not selected: cells are. A header may be dragged.
    if (place.row >= 0) event.preventDefault();
    cursor.to(isRowHeader ? { ...place, column: -1 } : place, event.shiftKey, isRowHeader);
    if (place.row >= 0) followDragging(grid, cursor, isRowHeader);
  });
  table.addEventListener('click', (event) => {
    const place = placeOf(event, grid);
    if (!place || isHandle(event)) return;
    if (place.row < 0 && place.column >= 0) commands.openColumn();
    else if (event.target instanceof Element && event.target.closest('.line')) actions.goToSource(place.row);
  });
  table.addEventListener('dblclick', (event) => {
    const place = placeOf(event, grid);
    if (place && place.row >= 0 && place.column >= 0) commands.openCell();
  });
  table.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    event.stopPropagation();
    const place = placeOf(event, grid);
    if (!place) return;
    if (!isInside(place, page)) cursor.to(place, false, place.column < 0);
    commands.openMenu();
  });
}

function isInside({ row, column }: { row: number; column: number }, page: Page): boolean {
  const { firstRow, lastRow, columns } = page.selection;
  return (
    row >= firstRow && row <= lastRow && (!columns || (column >= columns.first && column <= columns.last))
  );
}

function placeOf(event: MouseEvent, grid: Grid) {
  return event.target instanceof Element ? grid.placeOf(event.target) : undefined;
}

function isHandle(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.matches('.rt-column-resize');
}

/** Extends the selection while the button is down. */
function followDragging(grid: Grid, cursor: Cursor, wholeRows: boolean): void {
  const move = (event: MouseEvent): void => {
    const place = placeOf(event, grid);
    if (place && place.row >= 0) cursor.to(place, true, wholeRows);
  };
  grid.table.addEventListener('mouseover', move);
  addEventListener('mouseup', () => grid.table.removeEventListener('mouseover', move), { once: true });
}

/** The handle at a header's side; twice on it fits the width to what is in view. */
function listenToResizing(grid: Grid): void {
  grid.table.addEventListener(
    'mousedown',
    (event) => {
      const place = isHandle(event) && placeOf(event, grid);
      const column = place && grid.columns[place.column];
      if (!place) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!column) return;
      if (event.detail === 2) grid.fit(column);
      const width = grid.layout.widths.of(column.id);
      const move = (now: MouseEvent): void => {
        grid.layout.widths.choose(column.id, width + now.pageX - event.pageX);
        grid.resize();
      };
      addEventListener('mousemove', move);
      addEventListener('mouseup', () => removeEventListener('mousemove', move), { once: true });
    },
    { capture: true },
  );
}
