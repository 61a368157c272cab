// What is wrong with the columns of a definition: the same that a plan is refused for, and paths that lead to nothing.
import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { findNodeAtLocation } from 'jsonc-parser';
import { DuplicateHeader } from '../../model/duplicateHeader';
import { InvalidPath, pathText } from '../../model/path';
import { firstPath } from '../../model/valueSettings';
import { headerOf, type Column } from '../../model/column';
import { columnTexts, type ColumnText } from './columnTexts';
import type { DefinitionText, StringAt } from './definitionText';
import { invalidPath, leadsSomewhere, pathOf, unknownPath, type Known } from './pathProblems';
import { problemOf, type Problem } from './problem';

type ReadColumn = ColumnText & { readonly column: Column };

/** @param known undefined: the segment cannot be read */
export function columnProblems(definition: DefinitionText, known: Known | undefined): Problem[] {
  const columns = columnTexts(definition) ?? [];
  const paths = definition.strings('path');
  return [
    ...columns.flatMap(refusal),
    ...paths.flatMap(invalidPath),
    ...twins(columns.filter(isRead)),
    ...(known ? paths.flatMap((at) => unknown(at, columns, known)) : []),
    ...(known && !definition.node('columns') ? inferredTwins(definition, known) : []),
  ];
}

/** Where columns are left to the segment: what a plan is refused for, with the two fields. */
function inferredTwins(definition: DefinitionText, { fields }: Known): Problem[] {
  const place = definition.node('segment');
  const seen = new Map<string, string>();
  for (const { path } of fields.all().filter(({ isColumn }) => isColumn)) {
    const [header, text] = [headerOf(path), pathText(path)];
    const twin = seen.get(header);
    if (place && twin !== undefined) {
      const failure = new DuplicateHeader(header, [twin, text]);
      const message = l10n.t(
        'Two fields of the segment would have the same header, "{0}": {1} and {2}. Name the "columns", and give one of them another "header".',
        ...[header, twin, text],
      );
      return [problemOf(failure, place, { message })];
    }
    seen.set(header, text);
  }
  return [];
}

function isRead(column: ColumnText): column is ReadColumn {
  return column.column !== undefined;
}

/** What is no path is told at the path. */
function refusal({ node, failure }: ColumnText): Problem[] {
  return failure && !(failure instanceof InvalidPath) ? [problemOf(failure, node)] : [];
}

/** Each of the columns with one header, with the places of the others. */
function twins(columns: readonly ReadColumn[]): Problem[] {
  const byHeader = new Map<string, ReadColumn[]>();
  for (const each of columns)
    byHeader.set(each.column.header, [...(byHeader.get(each.column.header) ?? []), each]);
  return [...byHeader].flatMap(([header, same]) =>
    same.length === 1 ? [] : same.map((each) => twin(header, each, same)),
  );
}

function twin(header: string, column: ReadColumn, same: readonly ReadColumn[]): Problem {
  const others = same.filter((each) => each !== column);
  const failure = new DuplicateHeader(header, [originOf(column), originOf(others[0] ?? column)]);
  const message = l10n.t('The other column with the header "{0}".', header);
  return problemOf(failure, headerPlace(column), {
    related: others.map((other) => ({ span: headerPlace(other), message })),
  });
}

function originOf({ column: { value, header } }: ReadColumn): string {
  const path = firstPath(value);
  return path ? pathText(path) : header;
}

/** Where a header comes from: itself, or the path that it is made of. */
function headerPlace({ node }: ColumnText): Node {
  return findNodeAtLocation(node, ['header']) ?? findNodeAtLocation(node, ['path']) ?? node;
}

function unknown(
  { text, node, path: place }: StringAt,
  columns: readonly ColumnText[],
  known: Known,
): Problem[] {
  const path = pathOf(text);
  if (!path || leadsSomewhere(path, known)) return [];
  const column = columns[Number(place[1])]?.column;
  // A function may have its value from another path.
  const isMandatory = column?.value.kind === 'path' && column.mandatory;
  return [unknownPath(text, node, known, isMandatory)];
}
