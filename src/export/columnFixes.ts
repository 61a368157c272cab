// Small changes of an export definition's text that leave its comments and its layout alone.
import { modify, parse, type Edit } from 'jsonc-parser';
import type { Normalisation } from '../model/column';
import { readDefinition } from '../model/definition';
import { removeElement } from './removeElement';
import { formattingOf, nodeAt } from './textLayout';

interface ColumnText {
  readonly path?: string;
  readonly value?: unknown;
  readonly header?: string;
}

interface DefinitionText {
  readonly columns?: readonly ColumnText[];
  readonly deduplicate?: { readonly keys: readonly string[]; readonly time?: string };
}

/** Hashes the values of a column. Nothing where the definition has no such column, or where time is told by it. */
export function hashColumn(text: string, header: string, normalise: Normalisation): Edit[] | undefined {
  const found = find(text, header);
  if (!found || found.settings.deduplicate?.time === header) return undefined;
  const { path, value, ...rest } = found.column;
  const hashed = {
    value: { sha256: path ?? value, ...(normalise !== 'none' && { normalise }) },
    ...rest,
    header,
  };
  return change(text, found.index, hashed);
}

/** Leaves out a column. Nothing where there is no such column or no other, or where duplicates are known by it. */
export function leaveOutColumn(text: string, header: string): Edit[] | undefined {
  const found = find(text, header);
  const { columns = [], deduplicate: { keys = [], time } = {} } = found?.settings ?? {};
  if (!found || columns.length === 1 || [...keys, time].includes(header)) return undefined;
  return removeColumn(text, found.index);
}

/** Takes out a column, whatever depends on it. @param index its place among the columns, counted from 0 */
export function removeColumn(text: string, index: number): Edit[] {
  const columns = nodeAt(text, ['columns']);
  return columns ? removeElement(text, columns, index) : [];
}

function find(text: string, header: string) {
  const index = headersOf(text).indexOf(header);
  const settings = parse(text, [], { allowTrailingComma: true }) as DefinitionText | undefined;
  const column = settings?.columns?.[index];
  return settings && column && { settings, column, index };
}

/** None of a definition that cannot be read. */
function headersOf(text: string): readonly string[] {
  try {
    return readDefinition(text).columns?.map((column) => column.header) ?? [];
  } catch {
    return [];
  }
}

function change(text: string, index: number, column: object): Edit[] {
  return modify(text, ['columns', index], column, { formattingOptions: formattingOf(text) });
}
