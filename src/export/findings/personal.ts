// Columns that may hold personal data in clear, told once a column with the number of values. A hashed column holds none.
import * as l10n from '@vscode/l10n';
import type { Value } from '../../model/column';
import {
  looksLikeCard,
  looksLikeEmail,
  looksLikeIban,
  looksLikeNationalId,
  looksLikePhone,
} from './personalData';
import type { Recogniser } from './personalData';
import type { Rule } from './rule';

/** Of numbers by chance, one in ten has the right check digit. Fewer than one in so many is chance. */
const chance = 4;

function personal(
  name: string,
  looksLike: Recogniser,
  title: () => string,
  message: (values: number) => string,
): Rule {
  return {
    name,
    severity: 'warning',
    title,
    checkOf: ({ value }) => {
      if (isHashed(value)) return undefined;
      let [matches, candidates] = [0, 0];
      return {
        finds: (text, traits) => {
          const likeness = looksLike(text, traits);
          if (likeness === 'none') return false;
          candidates++;
          return likeness === 'match' && ++matches === 1;
        },
        holds: () => matches * chance >= candidates,
        message: () => message(matches),
      };
    },
  };
}

function isHashed(value: Value): boolean {
  switch (value.kind) {
    case 'sha256':
      return true;
    case 'coalesce':
      return value.of.every(isHashed);
    case 'join':
    case 'first':
    case 'json':
      return isHashed(value.of);
    case 'path':
    case 'constant':
    case 'membership':
      return false;
  }
}

export const email = personal(
  'personal-email',
  looksLikeEmail,
  () => l10n.t('columns that may contain e-mail addresses'),
  (values) => l10n.t('The column may contain e-mail addresses, not hashed. Values: {0}.', values),
);

export const phone = personal(
  'personal-phone',
  looksLikePhone,
  () => l10n.t('columns that may contain phone numbers'),
  (values) => l10n.t('The column may contain phone numbers, not hashed. Values: {0}.', values),
);

export const card = personal(
  'personal-card',
  looksLikeCard,
  () => l10n.t('columns that may contain payment card numbers'),
  (values) => l10n.t('The column may contain payment card numbers, not hashed. Values: {0}.', values),
);

export const iban = personal(
  'personal-iban',
  looksLikeIban,
  () => l10n.t('columns that may contain bank account numbers (IBAN)'),
  (values) => l10n.t('The column may contain bank account numbers, not hashed. Values: {0}.', values),
);

export const nationalId = personal(
  'personal-national-id',
  looksLikeNationalId,
  () => l10n.t('columns that may contain national or tax ids'),
  (values) => l10n.t('The column may contain national or tax ids, not hashed. Values: {0}.', values),
);
