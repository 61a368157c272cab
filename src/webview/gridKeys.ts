// The grid by keyboard.
import type { Actions } from './actions';
import type { ColumnEdits } from './columnEdits';
import type { Cursor } from './cursor';
import type { Grid } from './grid';
import { type Keys, onKeys } from './keys';
import type { Page } from './page';

export interface GridCommands {
  readonly openCell: () => void;
  readonly openColumn: () => void;
  readonly openMenu: () => void;
  readonly goToRow: () => void;
}

const widthStep = 16;

export function listenToGridKeys(
  page: Page,
  grid: Grid,
  cursor: Cursor,
  actions: Actions,
  edits: ColumnEdits,
  commands: GridCommands,
): void {
  onKeys(grid.table, () => {
    const isHeader = page.data.cursor.row < 0;
    return {
      ...moves(page, grid, cursor),
      ...(isHeader ? headerKeys(page, grid, commands) : bodyKeys(page, actions, commands)),
      'Alt+Shift+ArrowLeft': () => moveColumn(page, edits, -1),
      'Alt+Shift+ArrowRight': () => moveColumn(page, edits, 1),
      'Ctrl+A': () => cursor.all(),
      'Ctrl+C': () => actions.copy('tsv'),
      'Ctrl+Shift+C': () => actions.copy('bytes'),
      'Ctrl+G': commands.goToRow,
      'Shift+F10': commands.openMenu,
      ContextMenu: commands.openMenu,
    };
  });
}

function moves(page: Page, grid: Grid, cursor: Cursor): Keys {
  const { row, column } = page.data.cursor;
  const screen = grid.rowsPerPage;
  const lastRow = page.rowCount - 1;
  const lastColumn = grid.columns.length - 1;
  const to = (toRow: number, toColumn: number) => (extend: boolean) =>
    cursor.to({ row: toRow, column: toColumn }, extend, extend && page.data.wholeRows);
  const targets: Record<string, (extend: boolean) => void> = {
    ArrowUp: (extend) => cursor.by(-1, 0, extend),
    ArrowDown: (extend) => cursor.by(1, 0, extend),
    ArrowLeft: (extend) => cursor.by(0, -1, extend),
    ArrowRight: (extend) => cursor.by(0, 1, extend),
    PageUp: to(Math.max(0, row - screen), column),
    PageDown: to(row + screen, column),
    Home: to(row, 0),
    End: to(row, lastColumn),
    'Ctrl+Home': to(0, 0),
    'Ctrl+End': to(lastRow, lastColumn),
    'Ctrl+ArrowUp': to(0, column),
    'Ctrl+ArrowDown': to(lastRow, column),
    'Ctrl+ArrowLeft': to(row, 0),
    'Ctrl+ArrowRight': to(row, lastColumn),
  };
  return Object.fromEntries(
    Object.entries(targets).flatMap(([key, move]) => [
      [key, () => move(false)],
      [shifted(key), () => move(true)],
    ]),
  );
}

function shifted(key: string): string {
  return key.startsWith('Ctrl+') ? key.replace('Ctrl+', 'Ctrl+Shift+') : `Shift+${key}`;
}

function bodyKeys(page: Page, actions: Actions, commands: GridCommands): Keys {
  const { view, cursor } = page.data;
  const goToSource = (): void => actions.goToSource();
  return {
    Enter: view === 'dropped' || cursor.column < 0 ? goToSource : commands.openCell,
    ' ': commands.openCell,
    'Ctrl+Enter': goToSource,
  };
}

function headerKeys(page: Page, grid: Grid, commands: GridCommands): Keys {
  const part = grid.columns[page.data.cursor.column];
  const resize = (pixels: number) => () => {
    if (!part) return;
    grid.layout.widths.choose(part.id, grid.layout.widths.of(part.id) + pixels);
    grid.resize();
  };
  return {
    Enter: commands.openColumn,
    ' ': commands.openColumn,
    'Alt+ArrowLeft': resize(-widthStep),
    'Alt+ArrowRight': resize(widthStep),
  };
}

function moveColumn(page: Page, edits: ColumnEdits, by: number): void {
  const column = page.columnAtCursor;
  if (column) edits.move(column.id, by);
}
