// What is wrong with the leaving out of duplicates: contradictions that a plan is refused for, and keys that are neither the
// header of a column nor a path to a value.
import * as l10n from '@vscode/l10n';
import { Check } from 'typebox/value';
import { headerOf, type Column } from '../../model/column';
import { DeduplicationSettings, readDeduplication } from '../../model/definition';
import { asFailure } from '../../model/failure';
import { InvalidPath } from '../../model/path';
import { readableColumns } from './columnTexts';
import type { DefinitionText, StringAt } from './definitionText';
import type { Fields } from './fields';
import { nearest } from './nearest';
import { invalidPath, leadsSomewhere, pathOf, pathTexts, type Known } from './pathProblems';
import { problemOf, type Problem } from './problem';

/** @param known undefined: the segment cannot be read */
export function keyProblems(definition: DefinitionText, known: Known | undefined): Problem[] {
  const columns = readableColumns(definition);
  const headers = headersOf(columns, known?.fields);
  const keys = definition.strings('key').filter(({ text }) => !headers.includes(text));
  return [
    ...refusal(definition, columns),
    ...keys.flatMap(invalidPath),
    ...(known ? keys.flatMap((at) => unknown(at, headers, known)) : []),
  ];
}

/** Where columns are left to the segment, their headers are those of its fields. */
function headersOf(columns: readonly Column[] | undefined, fields: Fields | undefined): readonly string[] {
  if (columns) return columns.map(({ header }) => header);
  const found = fields?.all().filter(({ isColumn }) => isColumn) ?? [];
  return found.map(({ path }) => headerOf(path));
}

function refusal(definition: DefinitionText, columns: readonly Column[] | undefined): Problem[] {
  const settings = definition.value('deduplicate');
  const place = definition.node('deduplicate', 'keep') ?? definition.node('deduplicate');
  if (!place || !Check(DeduplicationSettings, settings)) return [];
  try {
    readDeduplication(settings, columns);
    return [];
  } catch (error) {
    // What is no path is told at the key.
    return error instanceof InvalidPath ? [] : [problemOf(asFailure(error), place)];
  }
}

function unknown({ text, node }: StringAt, headers: readonly string[], known: Known): Problem[] {
  const path = pathOf(text);
  if (!path || leadsSomewhere(path, known)) return [];
  return [
    {
      code: 'unknown-key',
      severity: 'warning',
      message: l10n.t('"{0}" is neither the header of a column nor a path to a value.', text),
      span: node,
      instead: nearest(text, [...headers, ...pathTexts(known.fields)]),
    },
  ];
}
