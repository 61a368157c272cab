// Small changes of a definition's text that mend what is wrong at a place. Comments and layout stay as they are.
import * as l10n from '@vscode/l10n';
import type { Edit } from 'jsonc-parser';
import { pathText } from '../../model/path';
import { firstPath } from '../../model/valueSettings';
import { removeColumn } from '../columnFixes';
import { oneLine } from '../oneLine';
import { indentOf, lineEndOf, lineIndentAt } from '../textLayout';
import { columnTexts, readableColumns } from './columnTexts';
import { touches, type DefinitionText, type Span } from './definitionText';
import { fieldEdit } from './fieldEdit';
import { unknownFieldAt } from './fieldNames';
import { pathOf } from './pathProblems';
import type { Fix, Problem } from './problem';

/** What mends a problem of this very text; the best first. */
export function fixesOf(definition: DefinitionText, problem: Problem): Fix[] {
  return [
    ...(problem.instead ?? []).map((text) => changeTo(text, definition, problem.span)),
    ...(problem.fixes ?? []),
    ...(problem.code === 'duplicate-header' ? renameHeader(definition, problem.span) : []),
    ...(isAboutColumn(problem) ? removal(definition, problem.span) : []),
  ];
}

function isAboutColumn({ code }: Problem): boolean {
  return code === 'unknown-path' || code === 'duplicate-header' || code === 'invalid-path';
}

/** A whole text, or a piece of one. */
function changeTo(text: string, definition: DefinitionText, { offset, length }: Span): Fix {
  const json = JSON.stringify(text);
  const isWhole = definition.text[offset] === '"';
  const content = isWhole ? json : json.slice(1, -1);
  return { title: l10n.t('Change to {0}', text), edits: [{ offset, length, content }] };
}

function columnAt(definition: DefinitionText, { offset }: Span) {
  return columnTexts(definition)?.find(({ node }) => touches(node, offset));
}

function renameHeader(definition: DefinitionText, span: Span): Fix[] {
  const found = columnAt(definition, span);
  if (!found?.column) return [];
  const taken = new Set(readableColumns(definition)?.map(({ header }) => header));
  const header = freeName(found.column.header, taken);
  const title = l10n.t('Rename the header to {0}', header);
  return [{ title, edits: [fieldEdit(found.node, 'header', header)] }];
}

/** `name_2`, or the first number after it that nobody has. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

/** An export has a column at least. */
function removal(definition: DefinitionText, span: Span): Fix[] {
  const found = columnAt(definition, span);
  if (!found || (columnTexts(definition)?.length ?? 0) < 2) return [];
  return [{ title: l10n.t('Remove the column'), edits: removeColumn(definition.text, found.index) }];
}

/** What can be done at an offset, whether or not there is a problem that is told here. */
export function fixesAt(definition: DefinitionText, offset: number): Fix[] {
  return [...renameField(definition, offset), ...addColumn(definition, offset)];
}

function renameField(definition: DefinitionText, offset: number): Fix[] {
  const unknown = unknownFieldAt(definition, offset);
  return unknown?.instead.map((name) => changeTo(name, definition, unknown.node)) ?? [];
}

/** A key may be a path that is no column: then nobody sees by what duplicates are known. */
function addColumn(definition: DefinitionText, offset: number): Fix[] {
  const key = definition.stringAt(offset, 'key');
  const path = key && pathOf(key.text);
  const columns = readableColumns(definition);
  if (!path || !columns) return [];
  const text = pathText(path);
  const isColumn = columns.some(({ header, value }) => {
    const from = firstPath(value);
    return header === key.text || (from && pathText(from) === text);
  });
  const edits = isColumn ? [] : appendColumn(definition, oneLine({ path: text }));
  return edits.length === 0 ? [] : [{ title: l10n.t('Add a column for {0}', text), edits }];
}

/** Behind the last column and its comments, on a line of its own where that one has one. */
function appendColumn(definition: DefinitionText, column: string): Edit[] {
  const { text } = definition;
  const array = definition.node('columns');
  const last = array?.children?.at(-1);
  if (!array || !last) return [];
  const end = last.offset + last.length;
  const isBelow = text.slice(array.offset, last.offset).includes('\n');
  if (!isBelow) return [{ offset: end, length: 0, content: `, ${column}` }];
  const close = array.offset + array.length - 1;
  const behind = text.slice(end, close).trimEnd();
  const isTrailing = /^\s*,/.test(behind.replace(/\/\*[^]*?\*\/|\/\/.*/g, ''));
  const newLine = lineEndOf(text) + (lineIndentAt(text, last.offset) || indentOf(text));
  return [
    ...(isTrailing ? [] : [{ offset: end, length: 0, content: ',' }]),
    { offset: end + behind.length, length: 0, content: newLine + column + (isTrailing ? ',' : '') },
  ];
}
