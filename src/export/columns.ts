// Which columns an export has: all leaf paths of the first records, in the order in which they are first seen.
import * as l10n from '@vscode/l10n';
import { DuplicateHeader } from '../model/duplicateHeader';
import { Failure } from '../model/failure';
import { headerOf, type Column, type Value } from '../model/column';
import { pathText, type Path } from '../model/path';
import { NumberText } from '../segment/numberText';
import { EmptySegment } from '../segment/failures';
import type { JsonValue, RecordValue, SegmentRecord } from '../segment/records';

/** A column with the value at a path. */
export type PathColumn = Column & { readonly value: Extract<Value, { kind: 'path' }> };

/** How many records are looked at. Values at paths that appear only later are counted: see `Totals.unmappedValues`. */
export const inspectedRecords = 1000;

/** More columns than any reader of an export has: spreadsheets end at 16,384, databases far earlier. */
export const mostColumns = 20_000;

/** True for what is written as one value: everything but an object. Arrays are written as JSON. */
export function isLeaf(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) || value instanceof NumberText;
}

/** The first records have no value at all. */
export class NoColumns extends Failure {
  constructor() {
    super('no-columns', {
      what: l10n.t('The export would have no columns.'),
      why: l10n.t('The first {0} records of the segment file are empty objects.', inspectedRecords),
      next: l10n.t('Choose a segment file whose records have values.'),
    });
  }
}

/** Keys may be customer data, as ids are: the path is told in the excerpt only. */
export class TooManyColumns extends Failure {
  constructor(path: Path) {
    super(
      'too-many-columns',
      {
        what: l10n.t('The export would have more than {0} columns.', mostColumns),
        why: l10n.t(
          'Each key becomes a column. Those of some object are probably ids, new ones in each record.',
        ),
        next: l10n.t('Choose the columns: in an export definition, or with --columns on the command line.'),
      },
      { excerpt: pathText(path) },
    );
  }
}

/**
 * The columns of a segment, from its first records.
 * @throws EmptySegment, NoColumns, TooManyColumns; DuplicateHeader when two paths would have one header
 */
export async function inferColumns(
  batches: AsyncIterable<readonly SegmentRecord[]>,
  sourceName: string,
): Promise<Column[]> {
  return withUniqueHeaders(await findColumns(batches, sourceName));
}

/**
 * The same, also where two paths would have one header.
 * @throws EmptySegment, NoColumns, TooManyColumns
 */
export async function findColumns(
  batches: AsyncIterable<readonly SegmentRecord[]>,
  sourceName: string,
): Promise<PathColumn[]> {
  const columns = new Map<string, PathColumn>();
  let records = 0;
  let known: readonly string[] | undefined;
  for await (const batch of batches) {
    for (const { value, keys } of batch) {
      // The rows of a delimited file share their keys, and have texts only: after the first there is nothing new.
      if (keys === undefined || keys !== known) collect(value, [], columns, keys);
      known = keys;
    }
    records += batch.length;
  }
  if (records === 0) throw new EmptySegment(sourceName);
  if (columns.size === 0) throw new NoColumns();
  return [...columns.values()];
}

function collect(
  value: RecordValue,
  parents: readonly string[],
  columns: Map<string, PathColumn>,
  keys: readonly string[] = Object.keys(value),
): void {
  for (const key of keys) {
    const path = [...parents, key];
    const child = value[key] as JsonValue;
    const id = JSON.stringify(path);
    if (!isLeaf(child)) collect(child as RecordValue, path, columns);
    else if (!columns.has(id)) {
      if (columns.size === mostColumns) throw new TooManyColumns(path);
      columns.set(id, newColumn(path));
    }
  }
}

function newColumn(path: readonly string[]): PathColumn {
  return { header: headerOf(path), value: { kind: 'path', path }, mandatory: false };
}

function withUniqueHeaders(columns: Column[]): Column[] {
  const seen = new Map<string, Column>();
  for (const column of columns) {
    const twin = seen.get(column.header);
    if (twin) throw new DuplicateHeader(column.header, [originOf(twin), originOf(column)]);
    seen.set(column.header, column);
  }
  return columns;
}

function originOf({ value, header }: Column): string {
  return value.kind === 'path' ? pathText(value.path) : header;
}
