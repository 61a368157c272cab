// Secrets that somebody types into settings, known by the names of their fields. Settings have no place for them: they are
// synchronised, committed and shown. The schema marks such a field as it is typed, and whoever reads settings refuses it.
import * as l10n from '@vscode/l10n';

/** Also of AWS's own files: `aws_secret_access_key`. */
const secretField =
  '^(?:aws_?)?(?:[aA]ccess_?[kK]ey(?:_?[iI][dD])?|[sS]ecret_?[aA]ccess_?[kK]ey|[sS]ecret(?:_?[kK]ey)?|[sS]ession_?[tT]oken|[sS]ecurity_?[tT]oken|[tT]oken|[pP]assword)$';

/** What the schema of an object says of fields that would hold a secret. */
export const noSecretFields = {
  patternProperties: {
    [secretField]: {
      not: {},
      errorMessage:
        'Secrets never stand in settings. Remove this, and use "Enter Access Key…" in the destination\'s menu: the key is kept in VS Code\'s secret storage.',
    },
  },
};

/** Whether a field or a parameter of this name would hold a secret. */
export function isSecretField(name: string): boolean {
  return new RegExp(secretField, 'iu').test(name.replaceAll('-', '_'));
}

/**
 * Says that a destination's settings hold a secret, by the name of its field, or nothing. Tags and metadata have names that
 * people choose.
 */
export function misplacedSecretProblem(settings: unknown): string | undefined {
  const field = secretFieldIn(settings);
  if (field === undefined) return undefined;
  return l10n.t(
    'The field "{0}" is one for a secret, and secrets never stand in settings: access keys are kept in VS Code\'s secret storage.',
    field,
  );
}

function secretFieldIn(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || path.length > 3)
    return undefined;
  for (const [name, each] of Object.entries(value)) {
    if (isSecretField(name)) return [...path, name].join('.');
    const named = path.length === 0 && (name === 'tags' || name === 'metadata');
    const field = named ? undefined : secretFieldIn(each, [...path, name]);
    if (field !== undefined) return field;
  }
  return undefined;
}
