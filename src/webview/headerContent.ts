// What stands in a column's header: its name and its marks.
import * as l10n from '@vscode/l10n';
import { element } from './dom';
import { type Icon, icon } from './icons';
import { withMarks } from './marks';
import type { GridColumn } from './gridColumns';

export function headerContent({ header, column }: GridColumn): Node[] {
  const nodes = withMarks(header, 'line', true);
  if (column?.key) nodes.push(flag('key', l10n.t('deduplication key')));
  if (column?.mandatory) nodes.push(flag('mandatory', l10n.t('mandatory')));
  if (column && column.warnings.length > 0) nodes.push(flag('warning', column.warnings.join('\n')));
  return nodes;
}

function flag(picture: Icon, name: string): HTMLElement {
  return element('span', { class: 'flag', role: 'img', 'aria-label': name, title: name }, icon(picture));
}
