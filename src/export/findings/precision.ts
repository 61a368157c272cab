// Numbers with more digits than readers keep: those that use floating-point numbers (JavaScript, JSON in most languages)
// have 15 to 17, spreadsheets 15.
import * as l10n from '@vscode/l10n';
import type { NumberText } from '../../segment/numberText';
import { plainNumber } from '../numbers';
import type { Rule } from './rule';

/** So many are kept by all readers (IEEE 754 `DBL_DIG`, and Excel's limit). */
const keptDigits = 15;

export const lostPrecision: Rule = {
  name: 'lost-precision',
  severity: 'warning',
  title: () => l10n.t('numbers with more digits than readers keep'),
  checkOf: () => ({
    finds: (_, { digits }, cell) => digits > keptDigits && isNumber(cell) && losesDigits(String(cell)),
    message: () => l10n.t('The number has more digits than many readers keep: they read another number.'),
  }),
};

export const longNumberText: Rule = {
  name: 'long-number-text',
  severity: 'information',
  title: () => l10n.t('texts that readers may take for numbers with too many digits'),
  checkOf: (_, { format }) =>
    format.type === 'json'
      ? undefined
      : {
          finds: (text, { digits, letters }, cell) =>
            digits > keptDigits && letters < 2 && typeof cell === 'string' && isLongNumber(text),
          message: () =>
            l10n.t('A reader that takes this text for a number, as spreadsheets do, loses its last digits.'),
        },
};

function isNumber(cell: unknown): cell is number | NumberText {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'text' in cell);
}

function isLongNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && losesDigits(text);
}

/** An integer of more than 15 digits, or any number that comes back from a floating-point number as another. */
function losesDigits(text: string): boolean {
  const plain = plainNumber(text);
  const digits = plain.replace(/^-/, '').replace(/0+$/, '');
  if (!plain.includes('.') && digits.length > keptDigits) return true;
  return plainNumber(String(Number(text))) !== plain;
}
