// What the grid's menu offers.
import * as l10n from '@vscode/l10n';
import type { Actions } from './actions';
import { type ColumnEdits, hidingProblem } from './columnEdits';
import { type MenuItem, openMenu } from './contextMenu';
import type { Grid } from './grid';
import type { GridCommands } from './gridKeys';
import type { Page } from './page';

export function openGridMenu(
  page: Page,
  grid: Grid,
  actions: Actions,
  edits: ColumnEdits,
  commands: GridCommands,
): void {
  const { cursor, view } = page.data;
  const box = (grid.cellAt(cursor) ?? grid.table).getBoundingClientRect();
  const copies: MenuItem[] = [
    { text: l10n.t('Copy as TSV'), key: 'Ctrl+C', act: () => actions.copy('tsv') },
    { text: l10n.t('Copy as Bytes'), key: 'Ctrl+Shift+C', act: () => actions.copy('bytes') },
    { text: l10n.t('Copy Rows as Bytes'), act: () => actions.copyRows() },
  ];
  const items = [
    ...copies,
    ...(cursor.row < 0
      ? []
      : [
          {
            text: l10n.t('Show Full Text'),
            key: view === 'dropped' ? 'Space' : 'Enter',
            act: commands.openCell,
          },
          { text: l10n.t('Go to Source Line'), key: 'Ctrl+Enter', act: () => actions.goToSource() },
        ]),
    { text: l10n.t('Go to Row…'), key: 'Ctrl+G', act: commands.goToRow },
    ...columnItems(page, edits, commands),
  ];
  openMenu(items, { x: box.left, y: box.bottom }, () => grid.focusCursor());
}

function columnItems(page: Page, edits: ColumnEdits, commands: GridCommands): MenuItem[] {
  const column = page.columnAtCursor;
  if (!column) return [];
  const rename = { text: l10n.t('Rename Column…'), act: commands.openColumn };
  if (hidingProblem(edits.columns, column.id)) return [rename];
  return [rename, { text: l10n.t('Hide Column'), act: () => edits.change(column.id, { hidden: true }) }];
}
