// Asks for the number of a row and puts the cursor on it.
import * as l10n from '@vscode/l10n';
import type { Cursor } from './cursor';
import { openDialog } from './dialog';
import { button, element } from './dom';
import type { Grid } from './grid';
import { count } from './numbers';
import type { Page } from './page';

export function goToRow(page: Page, grid: Grid, cursor: Cursor): void {
  const rows = page.rowCount;
  // VS Code and the page may both hear the keys.
  if (rows === 0 || document.querySelector('dialog.go-to-row[open]')) return;
  const input = element('input', {
    type: 'text',
    inputmode: 'numeric',
    'aria-describedby': 'row-hint',
    spellcheck: 'false',
  });
  const hint = element('p', { id: 'row-hint', class: 'hint' }, l10n.t('From 1 to {0}.', count(rows)));
  const form = element(
    'form',
    {},
    input,
    button(l10n.t('Go'), { class: 'primary' }, () => form.requestSubmit()),
  );
  const close = openDialog(l10n.t('Go to Row'), 'go-to-row', form, hint);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const row = readNumber(input.value);
    if (row === undefined || row < 1 || row > rows) {
      input.setAttribute('aria-invalid', 'true');
      hint.textContent = l10n.t('There is no such row. Type a number from 1 to {0}.', count(rows));
      return;
    }
    close();
    grid.center(row - 1);
    cursor.to({ row: row - 1, column: Math.max(0, page.data.cursor.column) });
  });
  input.value = String(Math.max(0, page.data.cursor.row) + 1);
  input.select();
  input.focus();
}

/** A whole number; thousands may be apart by any separator. */
function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^(\d+|\d{1,3}([\s.,'’_]\d{3})+)$/.test(trimmed)) return undefined;
  const digits = trimmed.replaceAll(/\D/g, '');
  return digits.length <= 15 ? Number(digits) : undefined;
}
