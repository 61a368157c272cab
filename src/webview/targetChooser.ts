// Where the export goes: a destination, or a format to look at only.
import * as l10n from '@vscode/l10n';
import { element } from './dom';
import type { Page } from './page';
import type { Choice, PreviewState } from './protocol';

export class TargetChooser {
  readonly node = element('select', { class: 'target', 'aria-label': l10n.t('Destination or format') });
  #choices: readonly Choice[] = [];

  constructor(page: Page) {
    this.node.addEventListener('change', () => page.send({ type: 'target', value: this.node.value }));
  }

  update({ targets, target }: PreviewState): void {
    if (!same(targets, this.#choices)) {
      this.#choices = targets;
      this.node.replaceChildren(...targets.map(option));
    }
    this.node.value = target;
    this.node.disabled = targets.length === 0;
    this.node.title = targets.find(({ value }) => value === target)?.description ?? '';
  }
}

function option({ value, label, description }: Choice): HTMLElement {
  return element('option', { value, title: description }, label);
}

/** Made anew only when it must be: a list that is open would close. */
function same(some: readonly Choice[], others: readonly Choice[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
