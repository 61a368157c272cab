// A column's value as it stands in an export definition: a path, or one of a few functions, which may be nested.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import type { Value } from './column';
import { parsePath, pathText, type Path } from './path';

export const pathDescription =
  'Where a value stands in a record: keys with dots between them, places in arrays in brackets, and keys that hold a dot in quotes: `person.name.firstName`, `emails[0].address`, `person."first.name"`.';

/** A path, or an object with one function and its option. */
export const ValueSettings = Type.Cyclic(
  {
    Value: Type.Union(
      [
        Type.String({ minLength: 1, description: pathDescription }),
        Type.Object(
          {
            constant: Type.Optional(
              Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()], {
                description: 'The same value in every row.',
              }),
            ),
            join: Type.Optional(
              Type.Ref('Value', {
                description:
                  'An array as one text: its elements with `separator` between them, without those that are null. Adobe calls this function *array_to_string*.',
              }),
            ),
            separator: Type.Optional(
              Type.String({ default: ',', description: 'For `join`: what stands between two elements.' }),
            ),
            first: Type.Optional(
              Type.Ref('Value', {
                description: "An array's first element that is not null. Adobe calls this function *first*.",
              }),
            ),
            coalesce: Type.Optional(
              Type.Array(Type.Ref('Value'), {
                minItems: 1,
                description:
                  'The first of these that has a value: null, missing and empty texts are passed over. Adobe calls this function *coalesce*.',
              }),
            ),
            sha256: Type.Optional(
              Type.Ref('Value', {
                description:
                  'The SHA-256 of the text, as 64 lower-case hexadecimal digits. Null and empty texts stay as they are. Adobe calls this function *sha256*.',
              }),
            ),
            normalise: Type.Optional(
              Type.Enum(['none', 'email', 'phone'], {
                default: 'none',
                description:
                  'For `sha256`: what is done to the text before it is hashed. `email`: white space is left out at both ends and capitals become small. `phone`: digits alone are kept, with a `+` before them where the number begins with `+` or `00`, as in E.164; a number without its country code stays without it.',
              }),
            ),
            json: Type.Optional(
              Type.Ref('Value', {
                description: 'The value as JSON text: arrays and objects, but texts and numbers, too.',
              }),
            ),
          },
          { additionalProperties: false, description: 'One function, and its option.' },
        ),
      ],
      { description: 'A path, or one function.' },
    ),
  },
  'Value',
);
export type ValueSettings = Static<typeof ValueSettings>;

const functions = ['constant', 'join', 'first', 'coalesce', 'sha256', 'json'] as const;

/** Which function an option belongs to. */
const optionOf = { separator: 'join', normalise: 'sha256' } as const;

/** The fields that a value with a function can have. */
export const valueFields: readonly string[] = [...functions, ...Object.keys(optionOf)];

/** Functions in functions, at most. No real column comes near. */
const maxDepth = 20;

/**
 * @param invalid makes the failure for what the schema cannot say
 * @throws InvalidPath, and what `invalid` makes
 */
export function readValue(settings: ValueSettings, invalid: (why: string) => Error, depth = 0): Value {
  if (typeof settings === 'string') return { kind: 'path', path: parsePath(settings) };
  if (depth >= maxDepth) throw invalid(l10n.t('Functions are nested more than {0} deep.', maxDepth));
  const [name, ...others] = functions.filter((each) => each in settings);
  if (name === undefined || others.length > 0)
    throw invalid(l10n.t('A value has exactly one of {0}.', functions.join(', ')));
  for (const [option, owner] of Object.entries(optionOf)) {
    if (option in settings && owner !== name)
      throw invalid(l10n.t('The field "{0}" belongs to "{1}".', option, owner));
  }
  const read = (inner: ValueSettings | undefined): Value => readValue(inner ?? '', invalid, depth + 1);
  switch (name) {
    case 'constant':
      return { kind: name, value: exact(settings.constant ?? null, invalid) };
    case 'join':
      return { kind: name, of: read(settings.join), separator: settings.separator ?? ',' };
    case 'coalesce':
      return { kind: name, of: (settings.coalesce ?? []).map(read) };
    case 'sha256':
      return { kind: name, of: read(settings.sha256), normalise: settings.normalise ?? 'none' };
    case 'first':
    case 'json':
      return { kind: name, of: read(settings[name]) };
  }
}

/** A number as JavaScript would write it must be the one that was written. */
function exact<T>(constant: T, invalid: (why: string) => Error): T {
  if (Number.isInteger(constant) && !Number.isSafeInteger(constant))
    throw invalid(l10n.t('A constant of so many digits must be a text, in quotes.'));
  return constant;
}

/** The path that a value's default header is made from: that of the first path in it. */
export function firstPath(value: Value): Path | undefined {
  switch (value.kind) {
    case 'path':
      return value.path;
    case 'constant':
    case 'membership':
      return undefined;
    case 'coalesce':
      return value.of.map(firstPath).find((path) => path !== undefined);
    case 'join':
    case 'first':
    case 'sha256':
    case 'json':
      return firstPath(value.of);
  }
}

/** A value as a definition has it: `readValue` reads it back. */
export function settingsOf(value: Value): ValueSettings {
  switch (value.kind) {
    case 'path':
    case 'membership':
      return pathText(value.path);
    case 'constant':
      return { constant: value.value };
    case 'join':
      return { join: settingsOf(value.of), ...(value.separator !== ',' && { separator: value.separator }) };
    case 'coalesce':
      return { coalesce: value.of.map(settingsOf) };
    case 'sha256': {
      const { of, normalise } = value;
      return { sha256: settingsOf(of), ...(normalise !== 'none' && { normalise }) };
    }
    case 'first':
      return { first: settingsOf(value.of) };
    case 'json':
      return { json: settingsOf(value.of) };
  }
}
