// One fact in its place: its text, its mark, the whole of it as a tooltip.
import { element, setAttribute } from './dom';
import { type Icon, icon } from './icons';
import type { Fact } from './protocol';

const icons: Readonly<Record<NonNullable<Fact['mark']>, Icon>> = {
  ok: 'check',
  warning: 'warning',
  error: 'error',
};

export class FactView {
  readonly node: HTMLElement;
  readonly #text = element('span', { class: 'fact-text' });
  readonly #icon = element('span', { class: 'fact-icon' });
  #mark: Fact['mark'];

  /** `act`: what a click on it does. */
  constructor(name: string, act?: () => void) {
    const children = [this.#icon, this.#text];
    this.node = act
      ? element('button', { type: 'button', class: `fact ${name}` }, ...children)
      : element('span', { class: `fact ${name}` }, ...children);
    if (act) this.node.addEventListener('click', act);
  }

  /** Touches only what is new, so that a text that changes once a second moves nothing. */
  update({ text, tooltip, mark }: Fact): void {
    if (this.#text.textContent !== text) this.#text.textContent = text;
    setAttribute(this.node, 'title', tooltip ?? text);
    setAttribute(this.node, 'data-mark', mark);
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#icon.replaceChildren(...(mark ? [icon(icons[mark])] : []));
  }
}
