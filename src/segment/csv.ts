// CSV and TSV text to records: csv-parse, with its errors told in our words.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { DuplicateHeader } from '../model/duplicateHeader';
import { BadQuotes, RaggedRow } from './failures';
import type { RecordValue, SegmentRecord } from './records';

const batchRows = 1000;

/**
 * The rows below the header, in batches, each as a record whose keys are the header's names.
 * @throws RaggedRow, BadQuotes, DuplicateHeader
 */
export async function* parseCsv(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<readonly SegmentRecord[]> {
  const rows = new RowReader();
  const input = Readable.from(text);
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    // The types want rows back; the parser hands on whatever this returns.
    on_record: (fields, { lines }) => rows.read(fields, lines) as unknown as string[],
  });
  input.once('error', (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    yield* inBatches(parser as AsyncIterable<SegmentRecord>);
  } catch (error) {
    throw rows.failure(error);
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** Knows the header and the line at hand. It is called as the parser goes, ahead of the stream's buffers. */
class RowReader {
  private header: readonly string[] | undefined;
  private line = 1;

  /** @param lastLine where the row ends @returns nothing for the header */
  read(fields: readonly string[], lastLine: number): SegmentRecord | undefined {
    const line = this.line;
    this.line = lastLine + 1;
    if (this.header) return { line, value: toRecord(this.header, fields) };
    this.header = uniqueNames(fields);
    return undefined;
  }

  failure(error: unknown): unknown {
    if (!(error instanceof CsvError)) return error;
    if (error.code !== 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return new BadQuotes(this.line);
    const fields = error['record'] as readonly string[];
    return new RaggedRow(this.line, this.header?.length ?? 0, fields.length);
  }
}

function toRecord(header: readonly string[], fields: readonly string[]): RecordValue {
  return Object.fromEntries(header.map((name, index) => [name, fields[index] ?? '']));
}

function uniqueNames(names: readonly string[]): readonly string[] {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new DuplicateHeader(repeated, [repeated, repeated]);
  return names;
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
