// The JSON schema that VS Code checks and completes export definitions with, made from the one that the code reads them by.
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DefinitionSettings } from '../../src/model/definition';

/** Where package.json says that it is. */
export const schemaFile = join(__dirname, '../../media/s3export.schema.json');

/** A part of a JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What VS Code offers to write for the columns of a definition. */
const columnSnippets = [
  snippet('path', 'A value as it is, or an array or object as JSON.', {
    path: '${1:person.name.firstName}',
    header: '${2:person_name_firstName}',
  }),
  snippet('mandatory', 'Records without a value here are dropped.', {
    path: '${1:personalEmail.address}',
    header: '${2:email}',
    mandatory: true,
  }),
  snippet('constant', 'The same value in every row.', {
    value: { constant: '${1:value}' },
    header: '${2:header}',
  }),
  snippet('coalesce', 'The first of several paths that has a value.', {
    value: { coalesce: ['${1:personalEmail.address}', '${2:workEmail.address}'] },
    header: '${3:email}',
  }),
  snippet('join', 'The elements of an array as one text.', {
    value: { join: '${1:tags}', separator: '${2:|}' },
    header: '${3:tags}',
  }),
  snippet('sha256', 'A hash, as advertisers want e-mail addresses.', {
    value: { sha256: '${1:personalEmail.address}', normalise: 'email' },
    header: '${2:email_sha256}',
  }),
];

function snippet(name: string, description: string, body: unknown): Schema {
  return { label: `column: ${name}`, description, body };
}

/** The text of the schema's file. */
export async function definitionSchemaText(): Promise<string> {
  const options = await resolveConfig(schemaFile);
  return format(JSON.stringify(definitionSchema()), { ...options, parser: 'json' });
}

function definitionSchema(): Schema {
  const $defs: Record<string, unknown> = {};
  const schema = withSnippets(forVsCode(JSON.parse(JSON.stringify(DefinitionSettings)), $defs) as Schema);
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...schema, $defs };
}

/**
 * TypeBox defines what refers to itself where it is used, and by an `$id`; VS Code follows neither. So definitions move to
 * the root. VS Code shows Markdown only under a name of its own.
 */
function forVsCode(part: unknown, $defs: Record<string, unknown>): unknown {
  if (Array.isArray(part)) return part.map((each) => forVsCode(each, $defs));
  if (typeof part !== 'object' || part === null) return part;
  const { $defs: own = {}, ...rest } = part as Record<string, unknown>;
  for (const [name, value] of Object.entries(own as Schema)) $defs[name] = forVsCode(value, $defs);
  return Object.fromEntries(Object.entries(rest).flatMap(([key, value]) => entries(key, value, $defs)));
}

function entries(key: string, value: unknown, $defs: Record<string, unknown>): [string, unknown][] {
  if (key === 'anyOf') return [[key, forVsCode(objectsFirst(value as readonly Schema[]), $defs)]];
  if (typeof value !== 'string') return [[key, forVsCode(value, $defs)]];
  if (key === '$id') return [];
  if (key === '$ref') return [[key, `#/$defs/${value}`]];
  if (key === 'description')
    return [
      [key, value],
      ['markdownDescription', value],
    ];
  return [[key, value]];
}

/** Of alternatives that match equally badly VS Code names what is wrong by the first one: of an object, its fields. */
function objectsFirst(alternatives: readonly Schema[]): Schema[] {
  const isObject = ({ type }: Schema): boolean => type === 'object';
  return [...alternatives.filter(isObject), ...alternatives.filter((each) => !isObject(each))];
}

function withSnippets(schema: Schema): Schema {
  const properties = schema['properties'] as Readonly<Record<string, Schema>>;
  const { columns = {} } = properties;
  const items = { ...(columns['items'] as Schema), defaultSnippets: columnSnippets };
  return { ...schema, properties: { ...properties, columns: { ...columns, items } } };
}
