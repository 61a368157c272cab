// White space that a reader of delimited text may take for something else: line breaks for new rows, spaces for nothing.
import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const lineBreak: Rule = {
  name: 'line-break',
  severity: 'warning',
  title: () => l10n.t('line breaks inside values'),
  checkOf: (_, { format }) =>
    format.type === 'json'
      ? undefined
      : {
          finds: (_, { hasLineBreak }) => hasLineBreak,
          message: () =>
            l10n.t('The value holds a line break: a reader that goes line by line sees two rows.'),
        },
};

export const outerSpace: Rule = {
  name: 'outer-space',
  severity: 'warning',
  title: () => l10n.t('spaces at the ends of values'),
  checkOf: (_, { format }) =>
    format.type === 'json'
      ? undefined
      : {
          finds: (text) => text !== '' && hasOuterSpace(text),
          message: () =>
            l10n.t(
              "The value begins or ends with a space, which many readers leave out. See the format's trim.",
            ),
        },
};

/** Nearly all texts end with something plain at both sides. */
function hasOuterSpace(text: string): boolean {
  return !isPlain(text.charCodeAt(0)) || !isPlain(text.charCodeAt(text.length - 1))
    ? text.trim().length < text.length
    : false;
}

function isPlain(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}
