// A first export definition for a segment file, as a text that people edit well: every column that the file's first records
// have, one a line. Its export is that of the file without a definition.
import * as l10n from '@vscode/l10n';
import { pathText, type Path } from '../model/path';
import { segmentOf, uuidIn } from '../model/segment';
import { readRecords, type JsonValue } from '../segment/records';
import type { Source } from '../segment/source';
import { findColumns, inspectedRecords, isLeaf, type PathColumn } from './columns';
import { firstRecords } from './firstRecords';
import { oneLine } from './oneLine';
import { own } from './own';

export interface NewDefinition {
  /** One file, beside which the definition will lie. */
  readonly source: Source;
  /** Id of a destination. Undefined: to be decided later. */
  readonly destination: string | undefined;
}

/** The name of the definition of a segment file: `luxury.s3export.json`. @param number from 2 for those after the first */
export function definitionName(fileName: string, number = 1): string {
  return `${segmentOf(fileName).name}${number === 1 ? '' : `-${number}`}.s3export.json`;
}

/**
 * The text of a definition. Where two paths would have one header, the later one gets a number.
 * @throws EmptySegment, NoColumns, TooManyColumns, and any failure of the segment room within the records looked at
 */
export async function newDefinitionText(
  { source, destination }: NewDefinition,
  signal?: AbortSignal,
): Promise<string> {
  const columns = uniqueHeaders(await findColumns(inspected(source, signal), source.name));
  const empty = await emptyBesideObjects(columns, source, signal);
  const rows = columns.map((column) => columnText(column, empty.has(column)));
  const fields = [
    `"segment": {\n${segmentText(source, columns)}\n  }`,
    ...(destination === undefined ? [] : [`"destination": ${JSON.stringify(destination)}`]),
    `"columns": [\n${rows.map((row) => `    ${row}`).join(',\n')}\n  ]`,
  ];
  return `{\n  ${fields.join(',\n  ')}\n}\n`;
}

function inspected(source: Source, signal: AbortSignal | undefined): ReturnType<typeof firstRecords> {
  return firstRecords(readRecords(source, signal), inspectedRecords);
}

function segmentText({ name, options }: Source, columns: readonly PathColumn[]): string {
  const id = uuidIn(name);
  // An id would leave out records by what they say of their membership: that is for a person to decide.
  const saysMembership = columns.some(({ value }) => value.path[0] === 'segmentMembership');
  const hint = l10n.t('With "id": "{0}", records that are not in the segment are left out.', id ?? '');
  return [
    `"source": ${JSON.stringify(name)},`,
    ...(id === undefined ? [] : [saysMembership ? `// ${hint}` : `"id": ${JSON.stringify(id)},`]),
    `"name": ${JSON.stringify(segmentOf(name).name)}${Object.keys(options).length > 0 ? ',' : ''}`,
    ...(Object.keys(options).length > 0 ? [`"input": ${oneLine(options)}`] : []),
  ]
    .map((line) => `    ${line}`)
    .join('\n');
}

function columnText({ value, header }: PathColumn, alwaysEmpty: boolean): string {
  if (alwaysEmpty) return oneLine({ value: { constant: null }, header });
  return oneLine({ path: pathText(value.path), header });
}

function uniqueHeaders(columns: readonly PathColumn[]): PathColumn[] {
  const taken = new Set(columns.map(({ header }) => header));
  const seen = new Set<string>();
  return columns.map((column) => {
    let { header } = column;
    for (let number = 2; seen.has(header); number++) {
      const next = `${column.header}_${number}`;
      if (!taken.has(next)) header = next;
    }
    seen.add(header);
    taken.add(header);
    return { ...column, header };
  });
}

/**
 * Columns whose path has no value in some records and leads to an object in others. Without a definition such a column is
 * empty, for the object has columns of its own; its path would write the object, as JSON.
 */
async function emptyBesideObjects(
  columns: readonly PathColumn[],
  source: Source,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<PathColumn>> {
  const [withObject, withValue] = [new Set<PathColumn>(), new Set<PathColumn>()];
  for await (const batch of inspected(source, signal)) {
    for (const record of batch) {
      for (const column of columns) {
        const value = valueAt(record.value, column.value.path);
        if (value === undefined || value === null) continue;
        (isLeaf(value) ? withValue : withObject).add(column);
      }
    }
  }
  return new Set([...withObject].filter((column) => !withValue.has(column)));
}

function valueAt(record: JsonValue, path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((parent, step) => own(parent, step), record);
}
