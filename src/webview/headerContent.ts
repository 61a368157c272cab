// What stands in a column's header: its name and its marks.
import * as l10n from '@vscode/l10n';
import { mark, withMarks } from './marks';
import type { GridColumn } from './gridColumns';

export function headerContent({ header, column }: GridColumn): Node[] {
  const nodes = withMarks(header, 'line', true);
  if (column?.key) nodes.push(mark('⚷', l10n.t('deduplication key'), 'flag'));
  if (column?.mandatory) nodes.push(mark('*', l10n.t('mandatory'), 'flag'));
  if (column && column.warnings.length > 0) nodes.push(mark('⚠', column.warnings.join('\n'), 'flag warning'));
  return nodes;
}
