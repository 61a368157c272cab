// Rows of an export as the page shows them.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { cellTeller } from '../../export/cellTexts';
import type { Row } from '../../export/encode';
import { rowTexts, type RowText } from '../../export/rowTexts';
import type { DroppedRow } from '../../export/windows';
import type { Plan } from '../../model/plan';
import type { Dropped } from '../../model/receipt';
import type { GridRow } from '../../webview/protocol';
import { uriOf } from '../filePath';
import { shortCell } from '../shortCell';

/** @param first number of the first row, from 0 */
export function tableRows({ format }: Plan, rows: readonly Row[], first: number): GridRow[] {
  const tell = cellTeller(format);
  return rows.map((row, index) => ({
    ...placeOf(row),
    number: first + index + 1,
    cells: row.cells.map((cell) => shortCell(tell(cell))),
  }));
}

export function droppedGridRows({ format }: Plan, rows: readonly DroppedRow[]): GridRow[] {
  const tell = cellTeller(format);
  return rows.map((row) => ({
    ...placeOf(row),
    number: row.record + 1,
    cells: row.cells.map((cell) => shortCell(tell(cell))),
    reason: reasonText(row.dropped),
  }));
}

/**
 * @param first number of the first row, from 0
 * @param total rows of the export, where they are known
 * @throws CorruptingValue
 */
export function bytesRows(
  plan: Plan,
  rows: readonly Row[],
  first: number,
  total: number | undefined,
): GridRow[] {
  const texts = rowTexts(plan, rows, first, total);
  return rows.map((row, index) => ({
    ...placeOf(row),
    number: first + index + 1,
    cells: [],
    ...bytesOf(texts[index], (total ?? first + rows.length) > plan.rowsPerFile),
  }));
}

/** @param several whether the export has several files, which then are named */
function bytesOf(text: RowText | undefined, several: boolean): Partial<GridRow> {
  if (!text) return {};
  return {
    bytes: shortCell({ kind: 'text', text: text.text }),
    ...(text.head !== undefined && { head: text.head }),
    ...(several && text.key !== undefined && { part: posix.basename(text.key) }),
  };
}

function placeOf({ line, file }: Row): Pick<GridRow, 'line' | 'file'> {
  return { line, ...(file !== undefined && { file: posix.basename(uriOf(file).path) }) };
}

/** Why a record is not in the export, as a sentence without a full stop. */
export function reasonText({ reason, column }: Dropped): string {
  switch (reason) {
    case 'expired':
      return l10n.t('It left the segment');
    case 'notAMember':
      return l10n.t('It is not in the segment');
    case 'mandatory':
      return l10n.t('No value in the mandatory column {0}', column ?? '');
    case 'duplicate':
      return l10n.t('Another record with its key is written');
  }
}
