// The first thing that is wrong with a value that does not follow a schema, in a sentence for the person who wrote it.
import * as l10n from '@vscode/l10n';
import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

/**
 * Fields are named (`columns.2.header`); values are never quoted, for a misplaced one may be a secret.
 * @param value known not to follow the schema
 */
export function schemaProblem(schema: TSchema, value: unknown): string {
  const [error] = Errors(schema, value);
  if (!error) return '';
  const field = fieldOf(error.instancePath, error.schemaPath);
  if (error.keyword === 'required') {
    const missing = [field, error.params.requiredProperties[0]].filter(Boolean).join('.');
    return l10n.t('The field "{0}" is missing.', missing);
  }
  if (error.keyword === 'boolean') return l10n.t('There is no field "{0}".', field);
  if (field === '') return l10n.t('It is not an object.');
  return l10n.t('The field "{0}" has a value that it cannot have.', field);
}

/** Of alternatives, nobody can say which one was meant: then it is the field that has them. */
function fieldOf(instancePath: string, schemaPath: string): string {
  const alternatives = schemaPath.indexOf('/anyOf/');
  const fields = instancePath.split('/').slice(1).map(unescaped);
  if (alternatives === -1) return fields.join('.');
  const depth =
    schemaPath.slice(0, alternatives).match(/\/(?:properties\/[^/]+|items)(?=\/|$)/g)?.length ?? 0;
  return fields.slice(0, Math.max(1, depth)).join('.');
}

/** A field's name as it stands in a JSON pointer (RFC 6901). */
function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
