// All columns of the mapping, in their order: shows hidden ones again, and takes the cursor to one.
import * as l10n from '@vscode/l10n';
import { type ColumnEdits, hidingProblem } from './columnEdits';
import { element } from './dom';
import type { Page } from './page';
import type { ColumnState } from './protocol';

export class ColumnList {
  readonly node = element('ul', { class: 'column-list', 'aria-label': l10n.t('All columns') });
  #columns: readonly ColumnState[] = [];

  constructor(
    private readonly page: Page,
    private readonly edits: ColumnEdits,
    private readonly goTo: (column: ColumnState) => void,
  ) {}

  update(): void {
    const columns = this.edits.columns;
    if (columns !== this.#columns) {
      this.#columns = columns;
      this.#draw();
    }
    const current = this.page.columnAtCursor?.id;
    for (const item of this.node.children)
      item.classList.toggle('current', item.getAttribute('data-column') === current);
  }

  #draw(): void {
    const isFocused = document.hasFocus() && this.node.contains(document.activeElement);
    const focused = isFocused ? document.activeElement : undefined;
    const id = focused?.closest('li')?.getAttribute('data-column');
    const tag = focused?.tagName;
    this.node.replaceChildren(...this.#columns.map((column) => this.#item(column)));
    const again = [...this.node.children].find((item) => item.getAttribute('data-column') === id);
    if (id && tag) again?.querySelector<HTMLElement>(tag.toLowerCase())?.focus();
  }

  #item(column: ColumnState): HTMLElement {
    const box = element('input', { type: 'checkbox', 'aria-label': l10n.t('Show {0}', column.header) });
    box.checked = !column.hidden;
    box.disabled = hidingProblem(this.#columns, column.id) !== undefined;
    box.addEventListener('change', () => this.edits.change(column.id, { hidden: !box.checked }));
    const name = element(
      'button',
      { type: 'button', class: 'column-name', title: column.origin },
      column.header,
    );
    name.disabled = column.hidden;
    name.addEventListener('click', () => this.goTo(column));
    return element(
      'li',
      { 'data-column': column.id, class: column.hidden ? 'hidden-column' : '' },
      box,
      name,
    );
  }
}
