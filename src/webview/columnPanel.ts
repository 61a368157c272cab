// The panel at the right: the column at the cursor, all columns, and what becomes of the edits.
import * as l10n from '@vscode/l10n';
import type { ColumnEdits } from './columnEdits';
import { ColumnForm } from './columnForm';
import { ColumnList } from './columnList';
import type { Cursor } from './cursor';
import { button, element } from './dom';
import { icon } from './icons';
import type { Page, PageData } from './page';
import { profileView } from './profileView';

export class ColumnPanel {
  readonly node: HTMLElement;
  readonly #form: ColumnForm;
  readonly #list: ColumnList;
  readonly #profile = element('div', { class: 'profile' });
  readonly #paused = element(
    'div',
    { class: 'paused' },
    element('p', { class: 'hint' }, l10n.t('Figures come with the scan, which was cancelled.')),
    button(l10n.t('Resume'), {}, () => this.page.send({ type: 'resumeWork' })),
  );
  readonly #undo = this.#command(l10n.t('Undo'), 'undo');
  readonly #redo = this.#command(l10n.t('Redo'), 'redo');
  readonly #discard = button(l10n.t('Discard'), {}, () => this.page.send({ type: 'discard' }));
  readonly #save = button(l10n.t('Save as Export Definition'), {}, () => this.page.send({ type: 'save' }));

  constructor(
    private readonly page: Page,
    edits: ColumnEdits,
    private readonly cursor: Cursor,
  ) {
    this.#form = new ColumnForm(edits);
    this.#list = new ColumnList(page, edits, (column) => this.#goTo(column.id));
    this.node = element(
      'aside',
      { class: 'panel', id: 'columns', 'aria-label': l10n.t('Columns') },
      element('div', { class: 'panel-head' }, element('h2', {}, l10n.t('Columns')), this.#undo, this.#redo),
      element(
        'div',
        { class: 'panel-body' },
        this.#form.node,
        this.#paused,
        this.#profile,
        element('h3', {}, l10n.t('All columns')),
        this.#list.node,
      ),
      element('div', { class: 'panel-foot' }, this.#discard, this.#save),
    );
    this.node.hidden = true;
    page.onChange((before) => this.#update(before));
  }

  /** Opens the panel at the column's name. */
  open(): void {
    this.page.change({ panel: true });
    this.#form.focusName();
  }

  #update(before: PageData): void {
    const { state, panel, profiles, cursor, view } = this.page.data;
    this.node.hidden = !panel;
    if (!state || !panel) return;
    const isSame = before.state === state && before.profiles === profiles && before.panel === panel;
    if (isSame && before.cursor.column === cursor.column && before.view === view) return;
    const column = this.page.columnAtCursor;
    this.#form.update(column);
    this.#list.update();
    const profile = column && profiles.find(({ header }) => header === column.header);
    this.#paused.hidden = profile !== undefined || !state.paused;
    this.#profile.replaceChildren(...(profile ? profileView(profile, (row) => this.#jump(row)) : []));
    this.#undo.disabled = !state.canUndo;
    this.#redo.disabled = !state.canRedo;
    this.#discard.disabled = !state.edited;
  }

  #goTo(id: string): void {
    const index = this.page.shownColumns.findIndex((column) => column.id === id);
    if (this.page.data.view === 'bytes') this.page.show('rows');
    const column = this.page.data.view === 'dropped' ? index + 1 : index;
    this.cursor.to({ row: Math.max(0, this.page.data.cursor.row), column });
  }

  #jump(row: number): void {
    const { column } = this.page.data.cursor;
    if (this.page.data.view !== 'rows') this.page.show('rows');
    this.cursor.to({ row, column });
  }

  #command(name: string, type: 'undo' | 'redo'): HTMLButtonElement {
    const made = button('', { class: 'icon-button', title: name, 'aria-label': name }, () =>
      this.page.send({ type }),
    );
    made.append(icon(type));
    return made;
  }
}
