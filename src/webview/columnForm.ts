// One column of the mapping: its name and what it is for, edited in place.
import * as l10n from '@vscode/l10n';
import { type ColumnEdits, headerProblem, hidingProblem } from './columnEdits';
import { button, element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { ColumnState } from './protocol';

export class ColumnForm {
  readonly node: HTMLElement;
  readonly #name = element('input', {
    type: 'text',
    id: 'column-name',
    spellcheck: 'false',
    'aria-describedby': 'name-problem',
  });
  readonly #problem = element('p', { class: 'problem', id: 'name-problem', role: 'alert' });
  readonly #origin = element('code', { class: 'origin' });
  readonly #mandatory = this.#box(
    l10n.t('Mandatory'),
    l10n.t('Records without a value are dropped.'),
    (mandatory) => ({ mandatory }),
  );
  readonly #key = this.#box(
    l10n.t('Deduplication key'),
    l10n.t('Of records with the same keys one stays.'),
    (key) => ({ key }),
  );
  readonly #hide = button(
    l10n.t('Hide'),
    {},
    () => this.#column && this.edits.change(this.#column.id, { hidden: true }),
  );
  readonly #left = this.#mover(l10n.t('Move Left'), 'left', -1);
  readonly #right = this.#mover(l10n.t('Move Right'), 'right', 1);
  readonly #warnings = element('ul', { class: 'warnings' });
  #column: ColumnState | undefined;

  constructor(private readonly edits: ColumnEdits) {
    this.#name.addEventListener('input', () => this.#check());
    this.#name.addEventListener('change', () => this.#rename());
    this.#name.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#column) return;
      this.#name.value = this.#column.header;
      this.#check();
    });
    this.node = element(
      'div',
      { class: 'column-form' },
      element('label', { for: 'column-name' }, l10n.t('Name')),
      this.#name,
      this.#problem,
      this.#origin,
      this.#mandatory.node,
      this.#key.node,
      element('div', { class: 'buttons' }, this.#left, this.#right, this.#hide),
      this.#warnings,
    );
  }

  update(column: ColumnState | undefined): void {
    this.node.hidden = !column;
    const isOther = column?.id !== this.#column?.id;
    const isEditing = document.activeElement === this.#name && !isOther;
    this.#column = column;
    if (!column) return;
    if (!isEditing) this.#name.value = column.header;
    setText(this.#origin, column.origin);
    this.#mandatory.input.checked = column.mandatory;
    this.#key.input.checked = column.key;
    const shown = this.edits.columns.filter(({ hidden }) => !hidden);
    this.#left.disabled = shown[0]?.id === column.id;
    this.#right.disabled = shown.at(-1)?.id === column.id;
    const noHiding = hidingProblem(this.edits.columns, column.id);
    this.#hide.disabled = noHiding !== undefined;
    this.#hide.title = noHiding ?? '';
    this.#warnings.replaceChildren(
      ...column.warnings.map((warning) => element('li', {}, icon('warning'), warning)),
    );
    this.#check();
  }

  focusName(): void {
    this.#name.focus();
    this.#name.select();
  }

  #check(): string | undefined {
    const problem = this.#column && headerProblem(this.edits.columns, this.#column.id, this.#name.value);
    setText(this.#problem, problem ?? '');
    setAttribute(this.#name, 'aria-invalid', problem ? 'true' : undefined);
    return problem;
  }

  #rename(): void {
    const column = this.#column;
    if (!column || this.#check() !== undefined || this.#name.value === column.header) return;
    this.edits.change(column.id, { header: this.#name.value });
  }

  #box(text: string, title: string, values: (checked: boolean) => Partial<ColumnState>) {
    const input = element('input', { type: 'checkbox' });
    input.addEventListener(
      'change',
      () => this.#column && this.edits.change(this.#column.id, values(input.checked)),
    );
    return { input, node: element('label', { class: 'check', title }, input, text) };
  }

  #mover(name: string, picture: 'left' | 'right', by: number): HTMLButtonElement {
    const made = button(
      '',
      { class: 'icon-button', title: name, 'aria-label': name },
      () => this.#column && this.edits.move(this.#column.id, by),
    );
    made.append(icon(picture));
    return made;
  }
}
