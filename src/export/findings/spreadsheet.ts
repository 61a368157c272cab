// What a spreadsheet makes of a text when it opens a delimited file: it runs formulas and drops leading zeros.
import * as l10n from '@vscode/l10n';
import { formulaFinder } from '../texts';
import type { Rule } from './rule';

export const formula: Rule = {
  name: 'formula',
  severity: 'warning',
  title: () => l10n.t('texts that a spreadsheet would run as a formula'),
  checkOf: (_, { format }) => {
    const isFormula = formulaFinder(format);
    return (
      isFormula && {
        finds: (text, _, cell) => typeof cell === 'string' && text !== '' && isFormula(cell),
        message: () =>
          l10n.t(
            "The text begins like a formula; a spreadsheet would run it. See the format's formulaGuard.",
          ),
      }
    );
  },
};

export const leadingZero: Rule = {
  name: 'leading-zero',
  severity: 'information',
  title: () => l10n.t('leading zeros that a spreadsheet drops'),
  checkOf: (_, { format }) =>
    format.type === 'json'
      ? undefined
      : {
          finds: (text, { digits }) =>
            text.charCodeAt(0) === 0x30 && text.length > 1 && digits === text.length,
          message: () => l10n.t('A spreadsheet takes this text for a number and drops its leading zeros.'),
        },
};
