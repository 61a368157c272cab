// Delimited text to records: csv-parse, with its errors told in our words.
import { CsvError, parse } from 'csv-parse';
import { DuplicateHeader } from '../model/duplicateHeader';
import type { Delimited } from './detect';
import { BadQuotes, RaggedRow, RecordTooLarge } from './failures';
import { feedParser } from './feedParser';
import type { SegmentRecord } from './records';
import { maxRecordCharacters } from './split';

/**
 * The rows below the header, in batches, each as a record whose keys are the header's names.
 * @param onHeader is told the columns' names before the first row
 * @throws RaggedRow, BadQuotes, RecordTooLarge, DuplicateHeader, whatever `onHeader` throws
 */
export function parseCsv(
  text: AsyncIterable<string>,
  layout: Delimited,
  onHeader: (names: readonly string[]) => void,
): AsyncGenerator<readonly SegmentRecord[]> {
  return parseRows(text, layout, new RowReader(layout.header, onHeader));
}

/**
 * The same from some row below the header on.
 * @param names the columns' names
 * @param line the row begins at
 */
export function parseCsvFrom(
  text: AsyncIterable<string>,
  layout: Delimited,
  names: readonly string[],
  line: number,
): AsyncGenerator<readonly SegmentRecord[]> {
  const fromFirst = { ...layout, ...(layout.blankRowsFrom !== undefined && { blankRowsFrom: 1 }) };
  return parseRows(text, fromFirst, new RowReader(false, () => undefined, { names, line }));
}

async function* parseRows(
  text: AsyncIterable<string>,
  { delimiter, loneCarriageReturns, blankRowsFrom }: Delimited,
  rows: RowReader,
): AsyncGenerator<readonly SegmentRecord[]> {
  const parser = parse({
    delimiter,
    record_delimiter: loneCarriageReturns ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
    skip_empty_lines: blankRowsFrom === undefined,
    from_line: blankRowsFrom ?? 1,
    max_record_size: maxRecordCharacters,
    // The reader of rows counts fields: it knows the header, also where the text begins below it.
    relax_column_count: true,
    on_record: (fields, { lines }) => rows.read(fields, lines),
  });
  try {
    yield* feedParser(parser, text, () => rows.take());
  } catch (error) {
    // The rows before a bad one are handed on first: a preview may need no more.
    yield rows.take();
    throw rows.failure(error);
  }
}

/** Makes records of rows, and knows the header and the line at hand. */
class RowReader {
  private names: readonly string[] | undefined;
  private records: SegmentRecord[] = [];
  /** Where the last row ended. */
  private line: number;
  /** How many lines the parser has counted too many: it counts a quoted `\r\n` as two, and knows none before its text. */
  private countedTooMany: number;

  /** @param from what is known where the text begins at a row below the header, and its line */
  constructor(
    private readonly hasHeader: boolean,
    private readonly onHeader: (names: readonly string[]) => void,
    from?: { readonly names: readonly string[]; readonly line: number },
  ) {
    this.names = from?.names;
    this.line = (from?.line ?? 1) - 1;
    this.countedTooMany = -this.line;
  }

  /** @param parserLine where the row ends, as the parser counts */
  read(fields: readonly string[], parserLine: number): undefined {
    const line = this.beginOf(fields, parserLine);
    if (this.names && this.names.length !== fields.length)
      throw new RaggedRow(line, this.names.length, fields.length);
    if (this.names) this.records.push(toRecord(line, this.names, fields));
    else this.begin(fields, line);
  }

  take(): readonly SegmentRecord[] {
    const taken = this.records;
    this.records = [];
    return taken;
  }

  failure(error: unknown): unknown {
    if (!(error instanceof CsvError)) return error;
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      return new RecordTooLarge(this.line + 1, maxRecordCharacters / 1_000_000);
    return new BadQuotes(this.line + 1);
  }

  private begin(fields: readonly string[], line: number): void {
    this.names = this.hasHeader ? uniqueNames(fields) : fields.map((_, index) => `column_${index + 1}`);
    this.onHeader(this.names);
    if (!this.hasHeader) this.records.push(toRecord(line, this.names, fields));
  }

  /** The line that a row begins at; between two rows there may be blank lines, and inside one quoted line breaks. */
  private beginOf(fields: readonly string[], parserLine: number): number {
    const next = this.line + 1;
    this.line = parserLine - this.countedTooMany;
    if (this.line === next) return next;
    // Fields are kept apart: one may end with a carriage return, and the next begin with a newline.
    const breaks = fields.join(',').match(/\r\n|\r|\n/g) ?? [];
    const doubles = breaks.filter((lineBreak) => lineBreak === '\r\n').length;
    this.countedTooMany += doubles;
    this.line -= doubles;
    return this.line - breaks.length;
  }
}

function toRecord(line: number, keys: readonly string[], fields: readonly string[]): SegmentRecord {
  // What `Object.fromEntries` makes, many times as fast, because all records get the same shape.
  const value: Record<string, string> = {};
  for (let index = 0; index < keys.length; index++) setOwn(value, keys[index] ?? '', fields[index] ?? '');
  return { line, keys, value };
}

function setOwn(object: Record<string, string>, key: string, value: string): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function uniqueNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new DuplicateHeader(name, [name, name], 'header row');
    seen.add(name);
  }
  return names;
}
