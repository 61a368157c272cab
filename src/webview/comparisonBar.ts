// What the export is compared with, and which of the differences are shown.
import * as l10n from '@vscode/l10n';
import { ChoiceGroup } from './choiceGroup';
import { button, element, setText } from './dom';
import { count } from './numbers';
import type { Page } from './page';
import type { ComparisonState, DifferenceFilter } from './protocol';

export class ComparisonBar {
  readonly node = element('span', { class: 'comparison' });
  readonly #with = element('span', { class: 'compared' });
  readonly #filter: ChoiceGroup<DifferenceFilter>;

  constructor(private readonly page: Page) {
    this.#filter = new ChoiceGroup<DifferenceFilter>(
      'filter',
      l10n.t('Differences'),
      ['all', 'added', 'removed', 'changed'],
      (filter) => page.show('differences', filter),
    );
    const matchBy = button(l10n.t('Match by Columns…'), {}, () => page.send({ type: 'matchBy' }));
    this.node.append(this.#filter.node, this.#with, matchBy);
  }

  update(): void {
    const { state, view, filter } = this.page.data;
    const comparison = view === 'differences' ? state?.comparison : undefined;
    this.node.hidden = !comparison;
    if (!comparison) return;
    setText(this.#with, l10n.t('Compared with {0}: {1}', comparison.with, comparison.text));
    this.#filter.update(filterNames(comparison), filter);
  }
}

function filterNames({
  counts: { added, removed, changed },
}: ComparisonState): Record<DifferenceFilter, string> {
  return {
    all: l10n.t('All'),
    added: l10n.t('Added ({0})', count(added)),
    removed: l10n.t('Removed ({0})', count(removed)),
    changed: l10n.t('Changed ({0})', count(changed)),
  };
}
