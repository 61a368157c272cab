// A first export definition for a segment file, as a text that people edit well: every column that the file's first records
// have, one a line. Its export is that of the file without a definition.
import * as l10n from '@vscode/l10n';
import { pathText } from '../model/path';
import { segmentOf, uuidIn } from '../model/segment';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import { findColumns, inspectedRecords, type PathColumn } from './columns';
import { emptyBesideObjects } from './emptyColumns';
import { firstRecords } from './firstRecords';
import { oneLine } from './oneLine';

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
  const inspected = firstRecords(readRecords(source, signal), inspectedRecords);
  const columns = uniqueHeaders(await findColumns(inspected, source.name));
  const empty = await emptyBesideObjects(columns, source, signal);
  const rows = columns.map((column) => columnText(column, empty.has(column)));
  const fields = [
    `"segment": {\n${segmentText(source, columns)}\n  }`,
    ...(destination === undefined ? [] : [`"destination": ${JSON.stringify(destination)}`]),
    `"columns": [\n${rows.map((row) => `    ${row}`).join(',\n')}\n  ]`,
  ];
  return `{\n  ${fields.join(',\n  ')}\n}\n`;
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
