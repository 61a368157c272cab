// The exact text of rows, each by itself, as it stands in the export's files: with its line end, and with what stands
// before it where a file begins.
import type { Plan } from '../model/plan';
import { Encoder, type Row } from './encode';
import { partKey } from './naming';

export interface RowText {
  /** With the line end, where the format writes one. */
  readonly text: string;
  /** Before the first row of a file: byte-order mark and header. Else undefined. */
  readonly head: string | undefined;
  /** The key of the file that begins here. Else undefined. */
  readonly key: string | undefined;
}

/**
 * @param first number of the first row in the export, from 0
 * @param total rows of the export, as far as they are known: the last one may be without a line end
 * @throws CorruptingValue
 */
export function rowTexts(
  plan: Plan,
  rows: readonly Row[],
  first: number,
  total: number | undefined,
): RowText[] {
  const { format, rowsPerFile } = plan;
  return rows.map((row, index) => {
    const number = first + index;
    const endsFile = (number + 1) % rowsPerFile === 0 || number + 1 === total;
    const lineEnd = endsFile && !format.finalNewline ? '' : format.lineEnding;
    return { text: encoderOf(plan).rows([row]) + lineEnd, ...beginningOf(plan, number) };
  });
}

/** What an export without a row has in its file. */
export function emptyText(plan: Plan): string {
  const encoder = encoderOf(plan);
  return encoder.begin() + encoder.end();
}

function beginningOf(plan: Plan, number: number): Pick<RowText, 'head' | 'key'> {
  const { format, rowsPerFile, headerInEachFile, key } = plan;
  if (number % rowsPerFile !== 0) return { head: undefined, key: undefined };
  const part = number / rowsPerFile + 1;
  const header = format.header && format.type !== 'json' && (part === 1 || headerInEachFile);
  const head = encoderOf(plan, header).begin() + (header ? format.lineEnding : '');
  return { head, key: partKey(key, format.fileExtension, part) };
}

function encoderOf({ format, columns }: Plan, header = format.header): Encoder {
  return new Encoder(
    { ...format, header },
    columns.map((column) => column.header),
  );
}

/**
 * The exact text of some neighbouring cells of a row, with the delimiters between them and no line end. Of JSON, where cells
 * have names, an object with them alone.
 * @param last the last column, included
 * @throws CorruptingValue
 */
export function cellsText(plan: Plan, row: Row, first: number, last: number): string {
  const { format, columns } = plan;
  const encoder = encoderOf(plan);
  const encode = (cells: Row['cells']): string => encoder.rows([{ ...row, cells }]);
  const text = encode(row.cells.map((cell, column) => (column < first || column > last ? undefined : cell)));
  if (format.type === 'json' || columns.length === 1) return text;
  // The cells around them are written as "no value", each with as many characters.
  const nulls = encoderOf(plan).rows([{ ...row, cells: columns.map(() => undefined) }]);
  const { delimiter } = format;
  const nullLength = (nulls.length - (columns.length - 1) * delimiter.length) / columns.length;
  const before = first * (nullLength + delimiter.length);
  const after = (columns.length - 1 - last) * (nullLength + delimiter.length);
  return text.slice(before, text.length - after);
}
