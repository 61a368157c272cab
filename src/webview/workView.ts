// Work under way: its text, how far it is, and a way to stop it or to go on.
import * as l10n from '@vscode/l10n';
import { button, element, setAttribute, setText } from './dom';
import { icon } from './icons';
import type { Page } from './page';
import type { PreviewState } from './protocol';

export class WorkView {
  readonly node: HTMLElement;
  readonly #text = element('span', { class: 'work-text' });
  readonly #bar = element('span', { class: 'bar' });
  readonly #track: HTMLElement;
  readonly #stop: HTMLButtonElement;
  readonly #resume: HTMLButtonElement;

  constructor(page: Page) {
    this.#track = element(
      'span',
      { class: 'track', role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' },
      this.#bar,
    );
    this.#stop = button(
      '',
      { class: 'icon-button', title: l10n.t('Cancel'), 'aria-label': l10n.t('Cancel') },
      () => page.send({ type: 'cancelWork' }),
    );
    this.#resume = button(
      '',
      { class: 'icon-button', title: l10n.t('Resume'), 'aria-label': l10n.t('Resume') },
      () => page.send({ type: 'resumeWork' }),
    );
    this.#stop.append(icon('close'));
    this.#resume.append(icon('resume'));
    this.node = element('span', { class: 'work' }, this.#text, this.#track, this.#stop, this.#resume);
  }

  update({ work, paused }: PreviewState): void {
    this.node.classList.toggle('idle', !work && !paused);
    setText(this.#text, work?.text ?? (paused ? l10n.t('cancelled') : ''));
    const percent = Math.max(0, Math.min(100, work?.percent ?? 0));
    this.#track.hidden = !work;
    this.#bar.style.width = `${percent}%`;
    setAttribute(this.#track, 'aria-valuenow', String(Math.round(percent)));
    setAttribute(this.#track, 'aria-label', work?.text ?? '');
    this.#stop.hidden = !work;
    this.#resume.hidden = !paused || !!work;
  }
}
