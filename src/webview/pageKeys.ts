// Keys that hold on the whole page, wherever the focus is.
import type { Actions } from './actions';
import type { Grid } from './grid';
import type { GridCommands } from './gridKeys';
import { onKeys } from './keys';
import type { Page } from './page';

export function listenToPageKeys(
  root: HTMLElement,
  page: Page,
  grid: Grid,
  actions: Actions,
  commands: GridCommands,
): void {
  onKeys(root, () => ({
    'Ctrl+G': commands.goToRow,
    // In a field they undo what was typed.
    ...(document.activeElement?.matches('input[type=text]')
      ? {}
      : {
          'Ctrl+Z': () => page.data.state?.canUndo && page.send({ type: 'undo' }),
          'Ctrl+Shift+Z': () => page.data.state?.canRedo && page.send({ type: 'redo' }),
          'Ctrl+Y': () => page.data.state?.canRedo && page.send({ type: 'redo' }),
        }),
  }));
  // VS Code's own Copy, from its Edit menu, comes as this event.
  document.addEventListener('copy', (event) => {
    if (!grid.table.contains(document.activeElement)) return;
    event.preventDefault();
    actions.copy('tsv');
  });
}
