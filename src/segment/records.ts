// The door of this room: a segment file to its records, in order, each with the line that it begins at.
import { parseCsv } from './csv';
import { EmptySegment } from './failures';
import { parseRecord, type RecordText } from './json';
import type { Source } from './source';
import { LineSplitter, ObjectSplitter, type Splitter } from './split';
import { readText } from './text';

export type JsonValue = string | number | bigint | boolean | null | readonly JsonValue[] | RecordValue;
export interface RecordValue {
  readonly [key: string]: JsonValue;
}

export interface SegmentRecord {
  /** Counted from 1 in the decompressed text. */
  readonly line: number;
  readonly value: RecordValue;
}

/**
 * Reads a segment file in batches of records. Memory stays bounded whatever the file's size.
 * @throws any failure of ./failures; the signal's AbortError
 */
export async function* readRecords(
  source: Source,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  let empty = true;
  for await (const batch of parse(source.name, readText(source, signal))) {
    signal?.throwIfAborted();
    if (batch.length === 0) continue;
    empty = false;
    yield batch;
  }
  if (empty) throw new EmptySegment(source.name);
}

function parse(fileName: string, text: AsyncGenerator<string>): AsyncGenerator<readonly SegmentRecord[]> {
  const extension = /\.([a-z]+)(\.gz)?$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'csv') return parseCsv(text, ',');
  if (extension === 'tsv') return parseCsv(text, '\t');
  return parseJson(text, extension === 'json');
}

/** A `.json` file holds an array or objects of several lines; the others one object a line, unless they begin with `[`. */
async function* parseJson(
  text: AsyncGenerator<string>,
  severalLines: boolean,
): AsyncGenerator<readonly SegmentRecord[]> {
  let splitter: Splitter | undefined;
  for await (const piece of text) {
    splitter ??= severalLines || /^\s*\[/.test(piece) ? new ObjectSplitter() : new LineSplitter();
    yield* parseAll(splitter.add(piece));
  }
  if (splitter) yield* parseAll(splitter.end());
}

/** The records of one piece of text. Those before a bad one are handed on first: a preview may need no more. */
function* parseAll(texts: Iterable<RecordText>): Generator<readonly SegmentRecord[]> {
  const batch: SegmentRecord[] = [];
  try {
    for (const text of texts) batch.push({ line: text.line, value: parseRecord(text) });
  } catch (error) {
    yield batch;
    throw error;
  }
  yield batch;
}
