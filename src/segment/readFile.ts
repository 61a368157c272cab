// One file of a segment to its records: from its beginning, or from a place within, which takes what its head tells.
import type { SourceOptions } from '../model/sourceOptions';
import { parseCsv, parseCsvFrom } from './csv';
import { decodeFrom } from './decode';
import { detectedLength, detectLayout, type Layout } from './detect';
import { parseRecord, type RecordText } from './json';
import { peek } from './peek';
import type { SegmentRecord } from './records';
import type { SourceFile } from './files';
import { LineSplitter, ObjectSplitter, type Splitter } from './split';
import { readText } from './text';

/** What the beginning of a file tells of the whole. */
export interface FileHead {
  readonly layout: Layout;
  /** Of the columns. Undefined for JSON, whose records have names of their own. */
  readonly names: readonly string[] | undefined;
  /** The first character that is not blank, of JSON; empty when the beginning is blank. */
  readonly first: string;
}

/** @param onHead is told what there is to know before the first record, of delimited text only if there is a row */
export function readFile(
  file: SourceFile,
  options: SourceOptions,
  onHead: (head: FileHead) => void,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  return peek(readText(file, options.encoding, signal), detectedLength, (head, text) => {
    const beginning = head.join('').slice(0, detectedLength);
    const layout = detectLayout(beginning, file.path, options);
    const first = beginning.trimStart().charAt(0);
    if (layout.kind === 'delimited')
      return parseCsv(text, layout, (names) => onHead({ layout, names, first }));
    onHead({ layout, names: undefined, first });
    return parseJson(text, layout.kind === 'lines' ? new LineSplitter() : new ObjectSplitter());
  });
}

/** Undefined for delimited text without a row. */
export async function readHead(file: SourceFile, options: SourceOptions): Promise<FileHead | undefined> {
  let head: FileHead | undefined;
  const reading = readFile(file, options, (told) => (head = told));
  try {
    while (!head && !(await reading.next()).done);
    return head;
  } finally {
    await reading.return(undefined);
  }
}

/**
 * The records of plain UTF-8 from one on.
 * @param from where that record begins: offset in bytes, and line
 */
export function readFileFrom(
  file: SourceFile,
  { layout, names = [], first }: FileHead,
  { offset, line }: { readonly offset: number; readonly line: number },
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  const text = decodeFrom(file.readFrom(offset, signal), line, signal);
  if (layout.kind === 'delimited') return parseCsvFrom(text, layout, names, line);
  if (layout.kind === 'lines') return parseJson(text, new LineSplitter(line));
  return parseJson(text, new ObjectSplitter(line, first === '[' ? 'element' : 'objects'));
}

async function* parseJson(
  text: AsyncGenerator<string>,
  splitter: Splitter,
): AsyncGenerator<readonly SegmentRecord[]> {
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
