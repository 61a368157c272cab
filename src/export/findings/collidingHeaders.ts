// Headers that some readers take for one: databases that ignore case, programs that trim.
import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

/** One place a column: at its first value. Headers that are the same are refused when the export is planned. */
export const collidingHeaders: Rule = {
  name: 'colliding-headers',
  severity: 'warning',
  title: () => l10n.t('headers that readers may take for one'),
  checkOf: ({ header }, { columns }) => {
    const name = plain(header);
    if (!columns.some((other) => other.header !== header && plain(other.header) === name)) return undefined;
    let told = false;
    const first = () => !told && (told = true);
    return {
      finds: first,
      findsNothing: first,
      message: () => l10n.t('Another header is the same for readers that ignore case and spaces around it.'),
    };
  },
};

function plain(header: string): string {
  return header.trim().toLowerCase();
}
