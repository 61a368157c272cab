// What stands in the way of rows, or in their place: loading, no rows, a problem; with what is compared. A problem stands
// above the rows, and in the middle of the pane where there are none.
import * as l10n from '@vscode/l10n';
import { ComparisonBar } from './comparisonBar';
import { button, element, setText } from './dom';
import { FactView } from './factView';
import type { Page } from './page';
import type { Fact } from './protocol';

export class Notice {
  /** Over the grid, while it has no rows. */
  readonly empty = element('div', { class: 'empty' });
  /** Above the grid, where none of the editor's own messages hides it. */
  readonly node = element('div', { class: 'notice' });
  readonly #problem = new FactView('problem');
  readonly #mend = button('', {}, () => this.page.send({ type: 'mend' }));
  readonly #trouble = element('div', { class: 'trouble' }, this.#problem.node, this.#mend);
  readonly #text = element('p');
  readonly #comparison: ComparisonBar;
  /** Of a request that failed. */
  #failure: Fact | undefined;

  constructor(private readonly page: Page) {
    this.#problem.node.setAttribute('role', 'alert');
    this.#comparison = new ComparisonBar(page);
    this.node.append(this.#trouble, this.#comparison.node);
    this.empty.append(this.#text);
    page.onChange((before) => {
      if (page.data.state !== before.state) this.#failure = undefined;
      this.#update();
    });
    this.#update();
  }

  fail(problem: Fact): void {
    this.#failure = problem;
    this.#update();
  }

  #update(): void {
    const { state, view } = this.page.data;
    const problem = state?.problem ?? this.#failure;
    const comparison = view === 'differences' && state?.comparison;
    const hasRows = this.page.rowCount > 0;
    this.#place(hasRows ? this.node : this.empty);
    this.#trouble.hidden = !problem;
    if (problem) this.#problem.update({ mark: 'error', ...problem });
    setText(this.#mend, state?.problemAction ?? '');
    this.#mend.hidden = !state?.problem || state.problemAction === undefined;
    this.#comparison.update();
    this.node.hidden = !(problem && hasRows) && !comparison;
    setText(this.#text, this.#emptyText());
    this.empty.hidden = this.#text.textContent === '' && (!problem || hasRows);
  }

  /** Moved only when it must be: screen readers tell an alert that is put anew. */
  #place(parent: HTMLElement): void {
    if (this.#trouble.parentElement !== parent) parent.prepend(this.#trouble);
  }

  #emptyText(): string {
    const { state, view } = this.page.data;
    if (!state) return l10n.t('Reading the segment…');
    if (this.page.rowCount > 0) return '';
    if (view === 'differences') return l10n.t('No differences.');
    if (!state.complete) return state.problem ? '' : l10n.t('Reading the segment…');
    if (view === 'dropped') return l10n.t('No records are dropped.');
    return state.problem ? '' : l10n.t('The export has no rows.');
  }
}
