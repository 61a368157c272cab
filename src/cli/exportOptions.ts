// What is exported: an export definition, or segment files with options. Each of these options is a field of a definition,
// so they become one, and what a definition refuses they refuse.
import { asFailure, sentences } from '../model/failure';
import { definitionFileName, definitionOf, InvalidDefinition, type Definition } from '../model/definition';
import { InvalidSourceOptions, readSourceOptions } from '../model/sourceOptions';
import { UsageError } from './usageError';

/** What a command is to export. */
export type ExportOperand = { readonly definitionFile: string } | { readonly definition: Definition };

export const exportOptionTypes = {
  'segment-id': { type: 'string' },
  'segment-name': { type: 'string' },
  columns: { type: 'string' },
  dedupe: { type: 'string', multiple: true },
  'dedupe-keep': { type: 'string' },
  'dedupe-time': { type: 'string' },
  'file-name': { type: 'string' },
  'rows-per-file': { type: 'string' },
  empty: { type: 'string' },
  'input-format': { type: 'string' },
  'input-delimiter': { type: 'string' },
  'no-input-header': { type: 'boolean' },
  'input-encoding': { type: 'string' },
} as const;

type OptionName = keyof typeof exportOptionTypes;
type OptionValue = string | boolean | string[];
export type ExportOptionValues = { readonly [name in OptionName]?: OptionValue | undefined };

interface Field {
  /** Where it stands in a definition. */
  readonly field: string;
  /** What stands there. Default: the option's value as it is. */
  readonly read?: (value: string) => unknown;
  /** What the option takes, for those who gave it something else. */
  readonly takes?: string;
}

const fields: Record<OptionName, Field> = {
  'segment-id': { field: 'segment.id' },
  'segment-name': { field: 'segment.name' },
  columns: { field: 'columns', read: (value) => splitPaths(value).map((path) => ({ path })) },
  dedupe: { field: 'deduplicate.keys' },
  'dedupe-keep': { field: 'deduplicate.keep', takes: 'first or last' },
  'dedupe-time': { field: 'deduplicate.time' },
  'file-name': { field: 'fileName' },
  'rows-per-file': {
    field: 'rowsPerFile',
    read: (value) => (/^\d+$/.test(value) ? Number(value) : value),
    takes: 'a whole number from 1',
  },
  empty: { field: 'emptyExport', takes: 'write, skip or fail' },
  'input-format': { field: 'segment.input.format' },
  // Few shells write a tab between quotes without being asked for it.
  'input-delimiter': { field: 'segment.input.delimiter', read: (value) => value.replaceAll('\\t', '\t') },
  'no-input-header': { field: 'segment.input.header', read: () => false },
  'input-encoding': { field: 'segment.input.encoding' },
};

/**
 * @param files at least one
 * @throws UsageError
 */
export function readExportOperand(files: readonly string[], values: ExportOptionValues): ExportOperand {
  const given = (Object.keys(fields) as OptionName[]).filter((name) => values[name] !== undefined);
  const definitionFile = files.find((file) => definitionFileName.test(file));
  if (definitionFile === undefined) return { definition: definitionFrom(files, values, given) };
  if (files.length > 1)
    throw new UsageError(
      `${definitionFile} is an export definition, which names its own files: give it alone.`,
    );
  const [option] = given;
  if (option)
    throw new UsageError(
      `--${option} is for segment files: an export definition has it as "${fields[option].field}".`,
    );
  return { definitionFile };
}

function definitionFrom(
  files: readonly string[],
  values: ExportOptionValues,
  given: readonly OptionName[],
): Definition {
  const segment: { source: readonly string[]; input?: object } = { source: files };
  const settings = { segment };
  for (const name of given) put(settings, fields[name].field.split('.'), read(name, values[name]));
  // As a definition, they would lack a field that nobody knows here.
  const choice = given.find((name) => name.startsWith('dedupe-'));
  if (choice && !given.includes('dedupe')) throw new UsageError(`--${choice} needs --dedupe PATH.`);
  try {
    readSourceOptions(segment.input ?? {});
    return definitionOf(settings);
  } catch (error) {
    throw usageErrorOf(error);
  }
}

function read(name: OptionName, value: OptionValue | undefined): unknown {
  const { read } = fields[name];
  return read ? read(String(value)) : value;
}

/** Sets a field of a field, making the objects on the way there. */
function put(settings: object, [key = '', ...inner]: readonly string[], value: unknown): void {
  const object = settings as Record<string, object>;
  if (inner.length === 0) Object.assign(object, { [key]: value });
  else put((object[key] ??= {}), inner, value);
}

/** Paths with commas between them, and perhaps blanks around those. A key in quotes may hold a comma, too. */
function splitPaths(text: string): string[] {
  const paths = text.match(/(?:[^",]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  const trimmed = paths.map((path) => path.trim());
  if (paths.join(',') !== text || trimmed.includes(''))
    throw new UsageError('--columns is one path or more, with a comma between two.');
  return trimmed;
}

/** A definition's failure in the words of the command line. */
function usageErrorOf(error: unknown): UsageError {
  const { explanation, excerpt } = asFailure(error);
  if (error instanceof InvalidSourceOptions) return new UsageError(explanation.why);
  if (!(error instanceof InvalidDefinition)) {
    const around = excerpt === undefined ? '' : ` In the options: ${JSON.stringify(excerpt)}.`;
    return new UsageError(sentences(explanation) + around);
  }
  for (const [option, { field, takes }] of Object.entries(fields)) {
    if (takes !== undefined && explanation.why.includes(`"${field}"`))
      return new UsageError(`--${option} is ${takes}.`);
  }
  return new UsageError(explanation.why.replace(/"([\w.]+)"/g, inOptions));
}

function inOptions(quoted: string, name: string): string {
  const found = Object.entries(fields).find(([, { field }]) => `.${field}`.endsWith(`.${name}`));
  return found ? `--${found[0]}` : quoted;
}
