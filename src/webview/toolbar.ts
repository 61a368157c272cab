// The toolbar: where the export goes, which rows are shown, what can be done with it.
import * as l10n from '@vscode/l10n';
import { ChoiceGroup } from './choiceGroup';
import { button, element, setAttribute, setText } from './dom';
import { icon } from './icons';
import { count } from './numbers';
import type { Page } from './page';
import type { PreviewState, View } from './protocol';
import { TargetChooser } from './targetChooser';

export class Toolbar {
  readonly node: HTMLElement;
  readonly #file = element('span', { class: 'file-name' });
  readonly #target: TargetChooser;
  readonly #view: ChoiceGroup<View>;
  readonly #wrap: HTMLElement;
  readonly #wrapBox = element('input', { type: 'checkbox' });
  readonly #compare: HTMLButtonElement;
  readonly #push: HTMLButtonElement;
  readonly #compareText = element('span', { class: 'action-text' });
  readonly #edited = element('span', { class: 'edited', role: 'img' }, '●');
  readonly #panel: HTMLButtonElement;

  constructor(private readonly page: Page) {
    this.#target = new TargetChooser(page);
    this.#view = new ChoiceGroup<View>(
      'view',
      l10n.t('View'),
      ['rows', 'bytes', 'dropped', 'differences'],
      (view) => page.show(view),
    );
    this.#wrapBox.addEventListener('change', () => page.change({ wrap: this.#wrapBox.checked }));
    this.#wrap = element('label', { class: 'check' }, this.#wrapBox, l10n.t('Wrap'));
    this.#compare = button('', { class: 'secondary compare' }, () =>
      page.send({ type: page.data.state?.comparison ? 'endComparison' : 'compare' }),
    );
    this.#compare.append(icon('compare'), this.#compareText);
    this.#push = button(l10n.t('Push'), { class: 'primary' }, () => page.send({ type: 'push' }));
    this.#panel = button(
      '',
      {
        class: 'icon-button',
        title: l10n.t('Columns'),
        'aria-label': l10n.t('Columns'),
        'aria-controls': 'columns',
      },
      () => page.change({ panel: !page.data.panel }),
    );
    this.#panel.append(icon('panel'));
    const openAsText = button('', { class: 'secondary', title: l10n.t('Open as Text') }, () =>
      page.send({ type: 'openAsText' }),
    );
    openAsText.append(icon('text'), element('span', { class: 'action-text' }, l10n.t('Open as Text')));
    this.node = element(
      'section',
      { class: 'toolbar', 'aria-label': l10n.t('Preview') },
      this.#file,
      this.#edited,
      element('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'),
      this.#target.node,
      this.#view.node,
      this.#wrap,
      element(
        'span',
        { class: 'actions' },
        openAsText,
        this.#compare,
        button(l10n.t('Dry Run'), {}, () => page.send({ type: 'dryRun' })),
        this.#push,
        this.#panel,
      ),
    );
    page.onChange(() => this.#update());
  }

  #update(): void {
    const { state, view, panel, wrap } = this.page.data;
    if (!state) return;
    setText(this.#file, state.fileName);
    this.#file.title = state.fileName;
    this.#edited.classList.toggle('unseen', !state.edited);
    setAttribute(this.#edited, 'aria-label', state.edited ? l10n.t('The mapping is not saved.') : undefined);
    setAttribute(this.#edited, 'title', state.edited ? l10n.t('The mapping is not saved.') : undefined);
    setAttribute(this.#edited, 'aria-hidden', state.edited ? undefined : 'true');
    this.#target.update(state);
    this.#view.update(viewNames(state), view);
    this.#wrap.classList.toggle('without-use', view !== 'bytes');
    this.#wrapBox.checked = wrap;
    const compare = state.comparison ? l10n.t('End Comparison') : l10n.t('Compare');
    setText(this.#compareText, compare);
    this.#compare.title = compare;
    const noPush = pushProblem(state);
    this.#push.disabled = noPush !== undefined;
    this.#push.title = noPush ?? '';
    setAttribute(this.#panel, 'aria-expanded', String(panel));
  }
}

/** Why there is nothing to push, or undefined. */
function pushProblem({ hasDestination, problem }: PreviewState): string | undefined {
  return problem?.text ?? (hasDestination ? undefined : l10n.t('Choose a destination to push'));
}

function viewNames(state: PreviewState): Partial<Record<View, string>> {
  return {
    rows: l10n.t('Table'),
    bytes: l10n.t('Bytes'),
    dropped: l10n.t('Dropped ({0})', count(state.dropped)),
    ...(state.comparison ? { differences: l10n.t('Differences') } : {}),
  };
}
