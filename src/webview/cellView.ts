// The whole text of one cell, with or without marks, and how long it is.
import * as l10n from '@vscode/l10n';
import { openDialog } from './dialog';
import { element } from './dom';
import { bytesText, charactersText } from './lengths';
import { withMarks } from './marks';
import { count } from './numbers';
import type { Fact, GridCell } from './protocol';

export class CellView {
  readonly #marks = element('input', { type: 'checkbox' });
  readonly #size = element('span', { class: 'size' });
  readonly #text = element('div', { class: 'whole', tabindex: '0', role: 'document' });
  readonly #before = element('div', { class: 'whole', tabindex: '0', role: 'document' });
  #cell: GridCell | undefined;

  /** `title`: where the cell is. */
  constructor(title: string, cell: GridCell) {
    this.#marks.checked = true;
    this.#marks.addEventListener('change', () => this.#draw());
    const hasBefore = cell.before !== undefined;
    this.#before.hidden = !hasBefore;
    openDialog(
      title,
      'cell-view',
      element(
        'div',
        { class: 'cell-facts' },
        this.#size,
        element('label', { class: 'check' }, this.#marks, l10n.t('Marks')),
      ),
      ...(hasBefore
        ? [element('h3', {}, l10n.t('Before')), this.#before, element('h3', {}, l10n.t('After'))]
        : []),
      this.#text,
    );
    this.show(cell);
    this.#text.focus();
  }

  /** The value, also one that has come whole since. */
  show(cell: GridCell): void {
    this.#cell = cell;
    this.#draw();
  }

  fail({ text }: Fact): void {
    this.#size.textContent = text;
  }

  #draw(): void {
    const cell = this.#cell;
    if (!cell) return;
    this.#size.textContent = sizeText(cell);
    this.#text.replaceChildren(...content(cell, this.#marks.checked));
    if (cell.before) this.#before.replaceChildren(...content(cell.before, this.#marks.checked));
  }
}

function content({ kind, text }: GridCell, marks: boolean): Node[] {
  if (kind === 'null') return [element('em', {}, l10n.t('null'))];
  return marks ? withMarks(text, 'page', true) : [document.createTextNode(text)];
}

function sizeText({ kind, text, length }: GridCell): string {
  if (kind === 'null') return l10n.t('no value');
  if (length !== undefined)
    return l10n.t('{0} of {1} characters, the rest is on its way', count(text.length), count(length));
  const bytes = new TextEncoder().encode(text).length;
  return `${charactersText([...text].length)}, ${bytesText(bytes)}`;
}
