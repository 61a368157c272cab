// Moves columns by dragging their headers.
import type { ColumnEdits } from './columnEdits';
import type { Grid } from './grid';

/** Pixels of a drag, rather than of a click with an unsteady hand. */
const least = 6;

export function listenToHeaderDragging(grid: Grid, edits: ColumnEdits): void {
  grid.table.addEventListener('mousedown', (event) => {
    const header = headerAt(event, grid);
    const column = header && grid.columns[grid.placeOf(header)?.column ?? -1]?.column;
    if (!header || !column || event.button !== 0) return;
    event.preventDefault();
    follow(event, grid, (id, behind) => edits.moveTo(column.id, id, behind));
  });
}

function follow(from: MouseEvent, grid: Grid, drop: (id: string, behind: boolean) => void): void {
  let target: { readonly header: HTMLElement; readonly behind: boolean } | undefined;
  const unmark = (): void => target?.header.removeAttribute('data-drop');
  const move = (event: MouseEvent): void => {
    unmark();
    target = undefined;
    const header = headerAt(event, grid);
    if (!header?.dataset['column'] || Math.abs(event.pageX - from.pageX) < least) return;
    const { left, width } = header.getBoundingClientRect();
    target = { header, behind: event.clientX > left + width / 2 };
    header.dataset['drop'] = target.behind ? 'behind' : 'before';
  };
  const up = (): void => {
    removeEventListener('mousemove', move);
    unmark();
    const id = target?.header.dataset['column'];
    if (target && id) {
      drop(id, target.behind);
      // The click that ends a drag opens nothing.
      addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true });
    }
  };
  addEventListener('mousemove', move);
  addEventListener('mouseup', up, { once: true });
}

function headerAt(event: MouseEvent, grid: Grid): HTMLElement | undefined {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('thead th') : undefined;
  return target && grid.table.contains(target) ? target : undefined;
}
