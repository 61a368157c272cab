// What stands in a cell of the grid: the value with its marks, in one line.
import * as l10n from '@vscode/l10n';
import { element } from './dom';
import { moreCharactersText } from './lengths';
import { mark, withMarks } from './marks';
import { count } from './numbers';
import type { GridCell } from './protocol';

/** Of longer texts the grid shows the beginning; the cell view has the whole. UTF-16 code units. */
const longestShown = 400;

/** The nodes of a value; of a changed one the value before as well. */
export function cellContent(cell: GridCell): Node[] {
  if (!cell.before) return valueContent(cell);
  const arrow = mark('→', l10n.t('became'), 'arrow');
  return [element('del', {}, ...valueContent(cell.before)), arrow, element('ins', {}, ...valueContent(cell))];
}

function valueContent(cell: GridCell): Node[] {
  if (cell.kind === 'null') return [mark('null', l10n.t('null'), 'word')];
  if (cell.text === '') return [mark('empty', l10n.t('empty'), 'word')];
  const shown = beginning(cell.text, longestShown);
  const nodes = withMarks(shown, 'line', true);
  const rest = (cell.length ?? cell.text.length) - shown.length;
  if (rest > 0) nodes.push(moreMark(rest));
  return nodes;
}

/** Says how much of a text is not shown. */
export function moreMark(characters: number): HTMLElement {
  return mark(l10n.t('… {0} more', count(characters)), moreCharactersText(characters), 'word');
}

/** The beginning of a text that does not end within a character. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** How a value reads aloud. */
export function spokenCell(cell: GridCell): string {
  if (cell.kind === 'null') return l10n.t('null');
  return cell.text === '' ? l10n.t('empty') : beginning(cell.text, longestShown);
}
