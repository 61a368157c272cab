// The door of this room: a segment's files to its records, in order, each with the line that it begins at.
import { asFailure, isCancelled } from '../model/failure';
import { DifferentColumns, FailureInFile } from './failures';
import type { NumberText } from './numberText';
import { readFile, type FileHead } from './readFile';
import type { SourceFile } from './files';
import type { Source } from './source';

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
  source: Source,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  yield* readFiles(source, source.files, new SameColumns(), signal);
}

/** The same of some of its files, from the beginning of each. */
export async function* readFiles(
  source: Source,
  files: readonly SourceFile[],
  columns: SameColumns,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  for (const file of files) {
    const batches = readFile(file, source.options, (head) => columns.check(file.path, head), signal);
    yield* recordsOf(source, file, batches, signal);
  }
}

/** What was read of one file of a source, as the source's records: with the file's name where that tells something. */
export async function* recordsOf(
  source: Source,
  file: SourceFile,
  batches: AsyncGenerator<readonly SegmentRecord[]>,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  const several = source.files.length > 1;
  for await (const batch of failingIn(source, file, batches)) {
    signal?.throwIfAborted();
    if (batch.length === 0) continue;
    yield several ? batch.map((record) => ({ ...record, file: file.path })) : batch;
  }
}

/** The same, whose failures name the file where that tells something. */
export async function* failingIn<T>(
  { files, namesFile = false }: Source,
  { path }: SourceFile,
  items: AsyncGenerator<T>,
): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    const names = files.length > 1 || namesFile;
    throw names && !isCancelled(error) ? new FailureInFile(path, asFailure(error)) : error;
  }
}

/** Holds the files of a segment to the first one's header. */
export class SameColumns {
  private first: { readonly file: string; readonly names: string } | undefined;

  /** @throws DifferentColumns */
  check(file: string, { names, first }: FileHead): void {
    if (!names && first === '') return;
    const own = { file, names: JSON.stringify(names ?? 'json') };
    this.first ??= own;
    if (this.first.names !== own.names) throw new DifferentColumns(this.first.file);
  }

  /** Whether there is one to hold others to. */
  get areKnown(): boolean {
    return this.first !== undefined;
  }
}
