// The door of this room: a segment's files to its records, in order, each with the line that it begins at.
import { asFailure, isCancelled } from '../model/failure';
import type { SourceOptions } from '../model/sourceOptions';
import { parseCsv } from './csv';
import { detectedLength, detectLayout, type Layout } from './detect';
import { DifferentColumns, FailureInFile } from './failures';
import { parseRecord, type RecordText } from './json';
import type { NumberText } from './numberText';
import { peek } from './peek';
import type { Source, SourceFile } from './source';
import { LineSplitter, ObjectSplitter, type Splitter } from './split';
import { readText } from './text';

export type JsonValue = string | number | NumberText | boolean | null | readonly JsonValue[] | RecordValue;
export interface RecordValue {
  readonly [key: string]: JsonValue;
}

export interface SegmentRecord {
  /** Counted from 1 in the decompressed text. */
  readonly line: number;
  readonly value: RecordValue;
  /** The keys in the file's order, of a delimited row: an object puts whole numbers first. */
  readonly keys?: readonly string[];
  /** Path of the file that holds it; absent when the segment is one file. */
  readonly file?: string;
}

/**
 * Reads a segment in batches of records. Memory stays bounded whatever its size. A file without records is allowed.
 * @throws any failure of ./failures, as a FailureInFile when the segment has several files or names its only one; the
 * signal's AbortError
 */
export async function* readRecords(
  { files, options, namesFile = false }: Source,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  const columns = new SameColumns();
  const several = files.length > 1;
  for (const file of files) {
    const batches = readFile(file, options, columns, signal);
    for await (const batch of several || namesFile ? named(file.path, batches) : batches) {
      signal?.throwIfAborted();
      if (batch.length === 0) continue;
      yield several ? batch.map((record) => ({ ...record, file: file.path })) : batch;
    }
  }
}

async function* named(
  file: string,
  batches: AsyncGenerator<readonly SegmentRecord[]>,
): AsyncGenerator<readonly SegmentRecord[]> {
  try {
    yield* batches;
  } catch (error) {
    throw isCancelled(error) ? error : new FailureInFile(file, asFailure(error));
  }
}

function readFile(
  file: SourceFile,
  options: SourceOptions,
  columns: SameColumns,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  return peek(readText(file, options.encoding, signal), detectedLength, (head, text) => {
    const beginning = head.join('').slice(0, detectedLength);
    const layout = detectLayout(beginning, file.path, options);
    if (layout.kind === 'delimited') {
      return parseCsv(text, layout, (names) => columns.check(file.path, names));
    }
    if (beginning.trim() !== '') columns.check(file.path, undefined);
    return parseJson(text, layout);
  });
}

/** Holds the files of a segment to the first one's header. */
class SameColumns {
  private first: { readonly file: string; readonly names: string } | undefined;

  /** @param names undefined for JSON, whose records have names of their own */
  check(file: string, names: readonly string[] | undefined): void {
    const own = { file, names: JSON.stringify(names ?? 'json') };
    this.first ??= own;
    if (this.first.names !== own.names) throw new DifferentColumns(this.first.file);
  }
}

async function* parseJson(
  text: AsyncGenerator<string>,
  { kind }: Layout,
): AsyncGenerator<readonly SegmentRecord[]> {
  const splitter: Splitter = kind === 'lines' ? new LineSplitter() : new ObjectSplitter();
  for await (const piece of text) yield* parseAll(splitter.add(piece));
  yield* parseAll(splitter.end());
}

/** Few enough to die young: records that outlive their batch cost the garbage collector twice. */
const batchSize = 100;

/** The records of one piece of text. Those before a bad one are handed on first: a preview may need no more. */
function* parseAll(texts: Iterable<RecordText>): Generator<readonly SegmentRecord[]> {
  let batch: SegmentRecord[] = [];
  try {
    for (const text of texts) {
      batch.push({ line: text.line, value: parseRecord(text) });
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    yield batch;
    throw error;
  }
  yield batch;
}
