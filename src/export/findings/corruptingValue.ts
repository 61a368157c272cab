// Values that break their row because the format quotes nothing, where it is allowed to write them. Where it is not, the
// first one ends the export: see ./ofFailure.
import * as l10n from '@vscode/l10n';
import { harmInRow } from '../corrupt';
import { cellChanger } from '../texts';
import type { Rule } from './rule';

export const corruptingValue: Rule = {
  name: 'corrupting-value',
  severity: 'error',
  title: () => l10n.t('values that break their row, as the format quotes nothing'),
  checkOf: (_, { columns, format }) => {
    const harmOf = format.corrupt === 'allow' ? harmInRow(format) : undefined;
    const change = cellChanger(format);
    const width = columns.length;
    return (
      harmOf && {
        finds: (_text, _traits, cell) => harmOf(change ? change(cell) : cell, width) !== undefined,
        findsNothing: (cell) => harmOf(cell, width) !== undefined,
        message: () => l10n.t('The value breaks its row: the format quotes nothing.'),
      }
    );
  },
};
