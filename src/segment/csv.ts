// Delimited text to records: csv-parse, with its errors told in our words.
import { CsvError, parse, type Parser } from 'csv-parse';
import { DuplicateHeader } from '../model/duplicateHeader';
import type { Delimited } from './detect';
import { BadQuotes, RaggedRow, RecordTooLarge } from './failures';
import type { SegmentRecord } from './records';
import { maxRecordCharacters } from './split';

/**
 * The rows below the header, in batches, each as a record whose keys are the header's names.
 * @param onHeader is told the columns' names before the first row
 * @throws RaggedRow, BadQuotes, RecordTooLarge, DuplicateHeader, whatever `onHeader` throws
 */
export async function* parseCsv(
  text: AsyncIterable<string>,
  { delimiter, header, loneCarriageReturns, blankRowsFrom }: Delimited,
  onHeader: (names: readonly string[]) => void,
): AsyncGenerator<readonly SegmentRecord[]> {
  const rows = new RowReader(header, onHeader);
  const parser = parse({
    delimiter,
    record_delimiter: loneCarriageReturns ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
    skip_empty_lines: blankRowsFrom === undefined,
    from_line: blankRowsFrom ?? 1,
    max_record_size: maxRecordCharacters,
    // Rows are collected as the parser goes: its own stream of rows stays empty.
    on_record: (fields, { lines }) => rows.read(fields, lines),
  });
  // Each call's own callback tells of it.
  parser.on('error', () => undefined);
  try {
    for await (const piece of text) {
      await write(parser, piece);
      yield rows.take();
    }
    await end(parser);
    yield rows.take();
  } catch (error) {
    // The rows before a bad one are handed on first: a preview may need no more.
    yield rows.take();
    throw rows.failure(error);
  } finally {
    parser.destroy();
  }
}

function write(parser: Parser, piece: string): Promise<void> {
  return new Promise((resolve, reject) =>
    parser.write(piece, (error) => (error ? reject(error) : resolve())),
  );
}

function end(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(resolve);
  });
}

/** Makes records of rows, and knows the header and the line at hand. */
class RowReader {
  private names: readonly string[] | undefined;
  private records: SegmentRecord[] = [];
  /** Where the last row ended. */
  private line = 0;
  /** The parser counts a quoted `\r\n` as two lines; so many it has counted too many. */
  private countedTwice = 0;

  constructor(
    private readonly hasHeader: boolean,
    private readonly onHeader: (names: readonly string[]) => void,
  ) {}

  /** @param parserLine where the row ends, as the parser counts */
  read(fields: readonly string[], parserLine: number): undefined {
    const line = this.beginOf(fields, parserLine);
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
    if (error.code !== 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return new BadQuotes(this.line + 1);
    const fields = error['record'] as readonly string[];
    const line = this.beginOf(fields, error['lines'] as number);
    return new RaggedRow(line, this.names?.length ?? 0, fields.length);
  }

  private begin(fields: readonly string[], line: number): void {
    this.names = this.hasHeader ? uniqueNames(fields) : fields.map((_, index) => `column_${index + 1}`);
    this.onHeader(this.names);
    if (!this.hasHeader) this.records.push(toRecord(line, this.names, fields));
  }

  /** The line that a row begins at; between two rows there may be blank lines, and inside one quoted line breaks. */
  private beginOf(fields: readonly string[], parserLine: number): number {
    const next = this.line + 1;
    this.line = parserLine - this.countedTwice;
    if (this.line === next) return next;
    const breaks = fields.join('').match(/\r\n|\r|\n/g) ?? [];
    const doubles = breaks.filter((lineBreak) => lineBreak === '\r\n').length;
    this.countedTwice += doubles;
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
