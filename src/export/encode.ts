// Rows to text. The one place where a row is written: preview, dry run and push all come through here.
import { stringify, type Options } from 'csv-stringify/sync';
import type { Format } from '../model/format';
import type { Cell } from './project';

/** Writes rows in a format: RFC 4180, quoted when needed, a quote doubled, null and empty alike as nothing. */
export class Encoder {
  private readonly options: Options;
  /** The last row's line ending, held back because a format may want none at the end. */
  private pending = '';

  /** @param width number of columns */
  constructor(
    private readonly format: Format,
    width: number,
  ) {
    this.options = {
      delimiter: format.delimiter,
      record_delimiter: format.lineEnding,
      // With a line ending given, csv-stringify would leave values with the other line breaks unquoted.
      quoted_match: /[\r\n]/,
      // Left to itself csv-stringify writes true as 1 and false as nothing.
      cast: { boolean: String },
      // An only column's empty value would be a blank line, which most readers skip.
      quoted_empty: width === 1,
    };
  }

  /** Text to append for these rows. */
  rows(rows: readonly (readonly Cell[])[]): string {
    const text = this.pending + stringify(rows as Cell[][], this.options);
    this.pending = rows.length > 0 ? this.format.lineEnding : this.pending;
    return text.slice(0, text.length - this.pending.length);
  }

  /** Text to append after the last row. */
  end(): string {
    return this.format.finalNewline ? this.pending : '';
  }
}
