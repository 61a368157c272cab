// Reads a segment from a place of its index on: the same records as when it is read from its beginning.
import { readFileFrom, readHead, type FileHead } from './readFile';
import { readFiles, recordsOf, SameColumns, type SegmentRecord } from './records';
import type { Source } from './source';
import type { Place } from './sourceIndex';

/**
 * The records from a place of the index on, in its file and the ones behind it. The files are plain UTF-8. A column that a
 * failure names is counted from the place, where the record does not begin its line.
 * @param heads what is known of the files' heads. Default: nothing
 * @throws what `readRecords` throws
 */
export async function* readRecordsFrom(
  source: Source,
  place: Place,
  signal?: AbortSignal,
  heads = new Heads(source),
): AsyncGenerator<readonly SegmentRecord[]> {
  const file = source.files[place.file];
  if (!file) throw new RangeError(`There is no file ${place.file}.`);
  const columns = new SameColumns();
  yield* recordsOf(source, file, fromPlace(source, place, heads, columns, signal), signal);
  yield* readFiles(source, source.files.slice(place.file + 1), columns, signal);
}

async function* fromPlace(
  source: Source,
  place: Place,
  heads: Heads,
  columns: SameColumns,
  signal?: AbortSignal,
): AsyncGenerator<readonly SegmentRecord[]> {
  // The files in between were compared when the place was found.
  for (let number = 0; number < place.file && !columns.areKnown; number++) await heads.check(number, columns);
  const head = await heads.check(place.file, columns);
  const file = source.files[place.file];
  if (head && file) yield* readFileFrom(file, head, place, signal);
}

/** The heads of a source's files, each read once. */
export class Heads {
  private readonly known = new Map<number, FileHead | undefined>();

  constructor(private readonly source: Source) {}

  /** The head of a file. @throws what the reader says of it */
  async check(number: number, columns: SameColumns): Promise<FileHead | undefined> {
    const file = this.source.files[number];
    if (!file) return undefined;
    if (!this.known.has(number)) this.known.set(number, await readHead(file, this.source.options));
    const head = this.known.get(number);
    if (head) columns.check(file.path, head);
    return head;
  }
}
