// A segment that holds the very keys it is pushed with, by a slip of a script or of the clipboard.
import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

/** Test stores have keys such as `test`, which any text may hold. */
const shortestSecret = 12;

export const destinationSecret: Rule = {
  name: 'destination-secret',
  severity: 'error',
  title: () => l10n.t("values that hold the destination's own access key"),
  checkOf: (_, { secrets }) => {
    const long = secrets.filter(({ length }) => length >= shortestSecret);
    if (long.length === 0) return undefined;
    const shortest = Math.min(...long.map(({ length }) => length));
    return {
      finds: (text) => text.length >= shortest && long.some((secret) => text.includes(secret)),
      message: () =>
        l10n.t("The value holds the destination's own access key: whoever receives the export could use it."),
    };
  },
};
