// Tells screen readers what changes elsewhere than at the focus.
import { element } from './dom';

export class Announcer {
  readonly node = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });

  say(text: string): void {
    this.node.textContent = text;
  }
}
