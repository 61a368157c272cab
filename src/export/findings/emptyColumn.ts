// A column in which no row has a value: a misspelt path, most often.
import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

/** One place a column: its first row. */
export const emptyColumn: Rule = {
  name: 'empty-column',
  severity: 'warning',
  title: () => l10n.t('columns in which no row has a value'),
  checkOf: ({ value }) => {
    // A constant is as a person wants it.
    if (value.kind === 'constant') return undefined;
    let [hasValue, isPlaced] = [false, false];
    const place = (): boolean => !isPlaced && (isPlaced = true);
    return {
      finds: (text) => {
        hasValue ||= text !== '';
        return !hasValue && place();
      },
      findsNothing: place,
      message: () => l10n.t('No row has a value in this column. Check its path.'),
      holds: () => !hasValue,
    };
  },
};
