// The id of a destination: its key in settings, by which definitions, the command line and stored access keys know it.
import * as l10n from '@vscode/l10n';
import Type from 'typebox';
import { Check } from 'typebox/value';

/** The keys of the setting. */
export const DestinationId = Type.String({
  pattern: '^(?!(?:__proto__|constructor|prototype)$)(?=.*\\S)[^\\u0000-\\u001f\\u007f]+$',
  patternErrorMessage:
    'An id is not empty, has no control characters, and is none of "__proto__", "constructor" and "prototype".',
});

/** Says what is wrong with an id, or nothing. */
export function destinationIdProblem(id: string): string | undefined {
  if (id.trim() === '') return l10n.t('Its id is empty.');
  if (Check(DestinationId, id)) return undefined;
  return l10n.t(
    'An id has no control characters, and is none of {0}.',
    '"__proto__", "constructor", "prototype"',
  );
}

/** An id for a new destination: its name in a form that is easy to type, and that no other destination has. */
export function newId(name: string, taken: readonly string[]): string {
  const slug = idOf(name);
  let id = slug;
  for (let n = 2; taken.includes(id); n++) id = `${slug}-${n}`;
  return id;
}

/** The id that a name gives where it is free. */
export function idOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug && destinationIdProblem(slug) === undefined ? slug : 'destination';
}
