// Rows to text. The one place where a row is written: preview, dry run and push all come through here. CSV and TSV are
// written by csv-stringify (./csvRows), JSON by ./jsonRows; what surrounds the rows is the same for each.
import type { Format } from '../model/format';
import { csvWriter } from './csvRows';
import { jsonWriter } from './jsonRows';
import type { Cell } from './cells';

/** A row on its way out. */
export interface Row {
  /** Where its record begins in the segment file, counted from 1. Undefined for the header. */
  readonly line: number | undefined;
  /** Path of that file, when the segment has several. */
  readonly file?: string | undefined;
  /** As many as there are columns. */
  readonly cells: readonly Cell[];
}

/** Writes rows, each with its line ending. */
export type RowWriter = (rows: readonly Row[]) => string;

export function rowWriter(format: Format, headers: readonly string[]): RowWriter {
  return format.type === 'json' ? jsonWriter(format, headers) : csvWriter(format, headers);
}

/** Writes an export by a format: `begin`, then `rows` as often as there are some, then `end`. */
export class Encoder {
  private readonly write: RowWriter;
  /** The last row's line ending, held back because a format may want none at the end. */
  private pending = '';

  constructor(
    private readonly format: Format,
    private readonly headers: readonly string[],
  ) {
    this.write = rowWriter(format, headers);
  }

  /**
   * Text before the first row: byte order mark and header, as far as the format has them.
   * @throws CorruptingValue when a header would break its row
   */
  begin(): string {
    const mark = this.format.bom ? '\uFEFF' : '';
    const hasHeader = this.format.header && this.format.type !== 'json';
    return mark + (hasHeader ? this.rows([{ line: undefined, cells: this.headers }]) : '');
  }

  /**
   * Text to append for these rows.
   * @throws CorruptingValue when a value would break its row
   */
  rows(rows: readonly Row[]): string {
    const text = this.pending + this.write(rows);
    this.pending = rows.length > 0 ? this.format.lineEnding : this.pending;
    return text.slice(0, text.length - this.pending.length);
  }

  /** Text to append after the last row. */
  end(): string {
    return this.format.finalNewline ? this.pending : '';
  }
}
