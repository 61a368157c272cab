// Differences as rows of the preview's grid.
import { posix } from 'node:path';
import type { Comparison } from '../export/compare/compare';
import type { Difference } from '../export/compare/differenceList';
import type { Text } from '../export/compare/sideRow';
import type { GridCell, GridRow } from '../webview/protocol';
import { shortCell } from './shortCell';

type Columns = Pick<Comparison, 'columns' | 'json' | 'headers'>;

/** @param whole whether long values are left whole */
export function differenceRow(
  { change, row, rowBefore, line, file, texts, textsBefore }: Difference,
  { columns, json, headers }: Columns,
  whole = false,
): GridRow {
  const cell = (text: Text) => (whole ? cellOf(text, json) : shortCell(cellOf(text, json)));
  const isNew = new Set(headers.added);
  const cells = texts.map((text, place) => {
    const before = textsBefore?.[place];
    // A column that was not there had no value before.
    const differs = before !== undefined && before !== text && !isNew.has(columns[place] ?? '');
    return differs ? { ...cell(text), before: cell(before) } : cell(text);
  });
  return {
    number: row ?? rowBefore ?? 0,
    line,
    ...(file !== undefined && { file: posix.basename(file) }),
    cells,
    change,
  };
}

function cellOf(text: Text, json: boolean): GridCell {
  if (text === null) return { kind: 'null', text: '' };
  if (!json) return { kind: 'text', text };
  if (text.startsWith('"')) return { kind: 'text', text: JSON.parse(text) as string };
  if (text === 'null') return { kind: 'null', text: '' };
  if (text === 'true' || text === 'false') return { kind: 'boolean', text };
  return { kind: /^[[{]/.test(text) ? 'json' : 'number', text };
}
