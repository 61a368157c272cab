// Copying from the preview: cells and rows as the exact bytes of the export, or as a table that spreadsheets paste.
import { env, l10n } from 'vscode';
import { cellTeller } from '../../export/cellTexts';
import type { Row } from '../../export/encode';
import { cellsText, rowTexts } from '../../export/rowTexts';
import { Failure } from '../../model/failure';
import type { Plan } from '../../model/plan';
import type { FromPage, Selection } from '../../webview/protocol';
import { countText, sizeText } from '../localFigures';

/** In UTF-16 code units: what clipboards and those who paste still take. */
const mostCharacters = 50_000_000;
const rowsAtOnce = 500;

/** More is selected than a clipboard takes. */
export class TooMuchToCopy extends Failure {
  constructor(rows: number) {
    super('too-much-to-copy', {
      what: l10n.t('The selection was not copied.'),
      why: l10n.t('{0} rows are more than {1} of text.', countText(rows), sizeText(mostCharacters)),
      next: l10n.t('Select fewer rows, or push the export and use the file.'),
    });
  }
}

type Copy = Extract<FromPage, { type: 'copy' }>;

export interface CopySource {
  readonly plan: Plan;
  /** Rows of the export, where they are known. */
  readonly total: number | undefined;
  rows(from: number, count: number): Promise<readonly Row[]>;
}

/** @throws TooMuchToCopy, CorruptingValue, and what reading the rows throws */
export async function copySelection(request: Copy, source: CopySource): Promise<void> {
  const { firstRow, lastRow } = request.selection;
  const texts: string[] = [];
  let characters = 0;
  for (let from = firstRow; from <= lastRow; from += rowsAtOnce) {
    const rows = await source.rows(from, Math.min(rowsAtOnce, lastRow - from + 1));
    for (const text of textsOf(request, source, rows, from)) {
      texts.push(text);
      characters += text.length;
    }
    if (characters > mostCharacters) throw new TooMuchToCopy(lastRow - firstRow + 1);
    if (rows.length === 0) break;
  }
  // Whole rows have their line ends as the export has them.
  const between = request.as === 'bytes' && request.selection.columns === undefined ? '' : '\n';
  await env.clipboard.writeText(texts.join(between));
}

function textsOf(
  { as, selection }: Copy,
  { plan, total }: CopySource,
  rows: readonly Row[],
  from: number,
): string[] {
  const { first, last } = columnsOf(selection, plan);
  if (as === 'tsv') return rows.map((row) => tableText(plan, row, first, last));
  if (selection.columns) return rows.map((row) => cellsText(plan, row, first, last));
  return rowTexts(plan, rows, from, total).map(({ head = '', text }) =>
    selection.view === 'bytes' ? head + text : text,
  );
}

function columnsOf({ columns }: Selection, plan: Plan): { readonly first: number; readonly last: number } {
  return columns ?? { first: 0, last: plan.columns.length - 1 };
}

/** As spreadsheets copy: tabs between cells, and quotes around what has tabs, line breaks or quotes. */
function tableText({ format }: Plan, row: Row, first: number, last: number): string {
  const tell = cellTeller(format);
  const texts = row.cells.slice(first, last + 1).map((cell) => tell(cell).text);
  return texts.map((text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t');
}
