// The strip above the grid: what the export is at this moment. Each fact has its place, known or not.
import * as l10n from '@vscode/l10n';
import { element } from './dom';
import { FactView } from './factView';
import type { Page } from './page';
import type { Fact } from './protocol';
import { WorkView } from './workView';

export class Strip {
  readonly node: HTMLElement;
  readonly #key = new FactView('key');
  readonly #facts;
  readonly #work: WorkView;

  constructor(private readonly page: Page) {
    this.#work = new WorkView(page);
    this.#facts = {
      rows: new FactView('rows', () => page.show('rows')),
      dropped: new FactView('dropped', () => page.show('dropped')),
      bytes: new FactView('bytes', () => page.show('bytes')),
      sha256: new FactView('sha256'),
      keyState: new FactView('key-state', () => page.send({ type: 'checkKey' })),
      findings: new FactView('findings', () => page.send({ type: 'showFindings' })),
    } as const;
    const { rows, dropped, bytes, sha256, keyState, findings } = this.#facts;
    this.node = element(
      'section',
      { class: 'strip', 'aria-label': l10n.t('Summary of the export') },
      element('div', { class: 'strip-line' }, this.#key.node, rows.node, dropped.node, bytes.node),
      element('div', { class: 'strip-line' }, sha256.node, keyState.node, findings.node, this.#work.node),
    );
    page.onChange((before) => page.data.state !== before.state && this.#update());
  }

  /** The key alone, once a second. */
  tick(key: Fact): void {
    this.#key.update(key);
  }

  #update(): void {
    const { state } = this.page.data;
    if (!state) return;
    this.#key.update(state.facts.key);
    for (const name of ['rows', 'dropped', 'bytes', 'sha256', 'keyState', 'findings'] as const)
      this.#facts[name].update(state.facts[name]);
    this.#work.update(state);
  }
}
