// What copying gives of an export's rows: whole rows exactly as they stand in its files, parts of rows with line ends
// between them and none behind the last, or a table that spreadsheets paste.
import type { Plan } from '../model/plan';
import type { Row } from './encode';
import { cellsText, rowTexts } from './rowTexts';

export interface Pieces {
  /** One text a row. @param first number of the first row in the export, from 0 */
  readonly texts: (rows: readonly Row[], first: number) => readonly string[];
  /** What stands between two of them. */
  readonly between: string;
}

export interface CopiedBytes {
  /** Both ends are included. Undefined: whole rows. */
  readonly columns: { readonly first: number; readonly last: number } | undefined;
  /** Whether the rows are in the export. Those that are not have no line end of their own. */
  readonly written: boolean;
  /** Whether headers come with the rows that files begin with. */
  readonly heads: boolean;
  /** Rows of the export, as far as they are known. */
  readonly total: number | undefined;
}

/** The bytes of the export. The pieces throw CorruptingValue. */
export function bytesPieces(plan: Plan, { columns, written, heads, total }: CopiedBytes): Pieces {
  const { first, last } = columns ?? { first: 0, last: plan.columns.length - 1 };
  if (columns || !written) {
    const textOf = (row: Row): string => (last < first ? '' : cellsText(plan, row, first, last));
    return { texts: (rows) => rows.map(textOf), between: plan.format.lineEnding };
  }
  const texts: Pieces['texts'] = (rows, number) =>
    rowTexts(plan, rows, number, total).map(({ head = '', text }) => (heads ? head + text : text));
  return { texts, between: '' };
}

/** A row as spreadsheets copy it: tabs between cells, and quotes around what has tabs, line breaks or quotes. */
export function tableLine(texts: readonly string[]): string {
  return texts.map((text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t');
}

/** Between the rows of a table. */
export const tableLineEnd = '\n';

const rowsAtOnce = 500;

/**
 * The texts of some rows, put together.
 * @param rows both ends are included
 * @param most UTF-16 code units
 * @param texts gives some of them; none where there are no more
 * @returns nothing when it would be longer than `most`
 * @throws what `texts` throws
 */
export async function joinTexts(
  { firstRow, lastRow }: { readonly firstRow: number; readonly lastRow: number },
  { between, most }: { readonly between: string; readonly most: number },
  texts: (from: number, count: number) => Promise<readonly string[]>,
): Promise<string | undefined> {
  const pieces: string[] = [];
  let length = 0;
  for (let from = firstRow; from <= lastRow; from += rowsAtOnce) {
    const more = await texts(from, Math.min(rowsAtOnce, lastRow - from + 1));
    if (more.length === 0) break;
    for (const text of more) {
      length += text.length + between.length;
      pieces.push(text);
    }
    if (length - between.length > most) return undefined;
  }
  return pieces.join(between);
}
