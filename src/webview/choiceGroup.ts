// A few choices of which one is taken, as radio buttons that look like one switch.
import { element, setText } from './dom';

export class ChoiceGroup<T extends string> {
  readonly node: HTMLElement;
  readonly #inputs = new Map<
    T,
    { readonly input: HTMLInputElement; readonly text: HTMLElement; readonly label: HTMLElement }
  >();

  constructor(name: string, label: string, values: readonly T[], choose: (value: T) => void) {
    this.node = element('span', { class: 'choices', role: 'radiogroup', 'aria-label': label });
    for (const value of values) {
      const input = element('input', { type: 'radio', name, value });
      const text = element('span', { class: 'choice-text' });
      const whole = element('label', { class: 'choice' }, input, text);
      input.addEventListener('change', () => choose(value));
      this.#inputs.set(value, { input, text, label: whole });
      this.node.append(whole);
    }
  }

  /** The texts of the choices there are; the others are hidden. */
  update(texts: Readonly<Partial<Record<T, string>>>, chosen: T | undefined): void {
    for (const [value, { input, text, label }] of this.#inputs) {
      label.hidden = texts[value] === undefined;
      setText(text, texts[value] ?? '');
      input.checked = value === chosen;
    }
  }
}
