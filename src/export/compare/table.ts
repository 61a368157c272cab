// The text of an export back to its rows: delimited text by csv-parse with the options that it was written by, JSON line by
// line. Both sides of a comparison are read here, so that they are read alike.
import { CsvError, parse } from 'csv-parse';
import type { Format } from '../../model/format';
import { feedParser } from '../../segment/feedParser';
import { parseRecord } from '../../segment/json';
import type { RecordValue } from '../../segment/records';
import { LineSplitter, maxRecordCharacters } from '../../segment/split';

/** A row of delimited text: its fields. */
export type Fields = readonly string[];

/** Delimited text that cannot be read. */
export class BadTable extends Error {
  /** @param line where the row begins that is wrong, or one shortly before it; from 1 */
  constructor(
    readonly line: number,
    cause: unknown,
  ) {
    super('The text is not in that format.', { cause });
  }
}

/**
 * The rows of delimited text in batches, the header among them. Where nothing is quoted every line is a row.
 * @throws BadTable, and what the text throws
 */
export async function* readFields(
  text: AsyncIterable<string>,
  format: Pick<Format, 'delimiter' | 'quote' | 'escape' | 'quoteMode'>,
): AsyncGenerator<readonly Fields[]> {
  const rows: Fields[] = [];
  let line = 1;
  const quotes = format.quote !== '' && format.quoteMode !== 'none';
  const parser = parse({
    delimiter: format.delimiter,
    quote: quotes ? format.quote : null,
    escape: quotes ? format.escape : null,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: maxRecordCharacters,
    on_record: (fields: Fields, { lines }) => {
      line = lines + 1;
      rows.push(fields);
      return undefined;
    },
  });
  try {
    yield* feedParser(parser, text, () => rows.splice(0));
  } catch (error) {
    throw error instanceof CsvError ? new BadTable(line, error) : error;
  }
}

/** The objects of JSON lines, in batches. @throws NotJson, NotARecord, RecordTooLarge, TooDeep, and what the text throws */
export async function* readObjects(text: AsyncIterable<string>): AsyncGenerator<readonly RecordValue[]> {
  const lines = new LineSplitter();
  for await (const piece of text) yield Array.from(lines.add(piece), parseRecord);
  yield Array.from(lines.end(), parseRecord);
}
