// The figures of one column: what its values are, and the commonest of them as bars.
import * as l10n from '@vscode/l10n';
import type { ColumnProfile, ValueCount } from '../model/columnProfile';
import { button, element } from './dom';
import { charactersText } from './lengths';
import { mark, withMarks } from './marks';
import { count, share } from './numbers';

/** Longest text of a figure; the whole is its tooltip. UTF-16 code units. */
const longestShown = 200;

/** `jump` puts the cursor on a row, from 0. */
export function profileView(profile: ColumnProfile, jump: (row: number) => void): Node[] {
  const nodes: Node[] = [element('h3', {}, l10n.t('Values')), figures(profile, jump)];
  if (areAllDifferent(profile))
    nodes.push(element('p', { class: 'hint' }, l10n.t('All values are different.')));
  else if (profile.top.length > 0) nodes.push(element('h3', {}, topTitle(profile)), topValues(profile));
  return nodes;
}

function areAllDifferent({ top, rows }: ColumnProfile): boolean {
  return rows > 1 && top.length > 1 && top.every((value) => value.count === 1);
}

function figures(profile: ColumnProfile, jump: (row: number) => void): HTMLElement {
  const { rows, nulls, empties, exact, minimum, maximum, longest } = profile;
  // An estimate may be too high.
  const distinct = Math.min(profile.distinct, rows - nulls - empties);
  const list = element('dl', { class: 'figures-list' });
  const add = (name: string, ...value: readonly (Node | string)[]): void =>
    list.append(element('dt', {}, name), element('dd', {}, ...value));
  add(l10n.t('Types'), typesText(profile));
  add(l10n.t('Null'), `${count(nulls)} · ${share(nulls, rows)}`);
  add(l10n.t('Empty'), `${count(empties)} · ${share(empties, rows)}`);
  add(l10n.t('Distinct'), exact ? count(distinct) : l10n.t('about {0}', count(distinct)));
  if (minimum !== undefined) add(l10n.t('Minimum'), text(minimum));
  if (maximum !== undefined) add(l10n.t('Maximum'), text(maximum));
  if (longest) {
    const toRow = button(l10n.t('row {0}', count(longest.row)), { class: 'link' }, () =>
      jump(longest.row - 1),
    );
    add(l10n.t('Longest'), `${charactersText(longest.characters)} · `, toRow);
  }
  return list;
}

function typesText({ types, rows, nulls, empties }: ColumnProfile): string {
  const names = {
    text: l10n.t('text'),
    number: l10n.t('number'),
    boolean: l10n.t('boolean'),
    json: l10n.t('JSON'),
  } as const;
  const all = rows - nulls - empties;
  const found = (['text', 'number', 'boolean', 'json'] as const).filter((type) => types[type] > 0);
  if (found.length === 0) return l10n.t('no values');
  if (found.length === 1) return found.map((type) => names[type]).join();
  return found.map((type) => `${names[type]} ${share(types[type], all)}`).join(' · ');
}

function topTitle({ exact }: ColumnProfile): string {
  return exact ? l10n.t('Commonest values') : l10n.t('Commonest values, about');
}

function topValues({ top, rows }: ColumnProfile): HTMLElement {
  return element('ol', { class: 'top' }, ...top.map((value) => topValue(value, rows)));
}

function topValue(value: ValueCount, rows: number): HTMLElement {
  const bar = element('span', { class: 'top-bar', 'aria-hidden': 'true' });
  bar.style.width = `${(value.count / rows) * 100}%`;
  const figure = element(
    'span',
    { class: 'top-count' },
    `${count(value.count)} · ${share(value.count, rows)}`,
  );
  return element('li', {}, bar, text(value.text), figure);
}

function text(value: string): HTMLElement {
  if (value === '') return element('span', { class: 'value' }, mark('empty', l10n.t('empty'), 'word'));
  return element(
    'span',
    { class: 'value', title: value },
    ...withMarks(value.slice(0, longestShown), 'line', true),
  );
}
