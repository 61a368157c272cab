// A column whose values are of several types: a reader that takes the type from the first rows fails, or makes them null.
import * as l10n from '@vscode/l10n';
import { typeOf } from '../columnProfiler';
import type { Rule } from './rule';

type Type = ReturnType<typeof typeOf>;

const names: Readonly<Record<Type, () => string>> = {
  text: () => l10n.t('text'),
  number: () => l10n.t('number'),
  boolean: () => l10n.t('true or false'),
  json: () => l10n.t('array'),
};

/** One place a column: the first value whose type is not that of the values before. */
export const mixedTypes: Rule = {
  name: 'mixed-types',
  severity: 'warning',
  title: () => l10n.t('values of several types in one column'),
  checkOf: () => {
    const types = new Set<Type>();
    let last: Type | undefined;
    return {
      finds: (text, _, cell) => {
        if (text === '') return false;
        const type = typeOf(cell);
        // Nearly always the same.
        if (type === last || types.has(type)) return false;
        last = type;
        return types.add(type).size === 2;
      },
      message: () =>
        l10n.t(
          'The column has values of several types ({0}).',
          [...types].map((type) => names[type]()).join(', '),
        ),
    };
  },
};
