// Goes through a segment's bytes once and makes its sparse index, piece by piece.
import { markedUtf16 } from './decode';
import { failingIn, SameColumns } from './records';
import { defaultDistances, Places, type Distances } from './places';
import { readHead } from './readFile';
import { newScanner, type Scanner } from './scanner';
import type { SourceFile } from './files';
import type { Source } from './source';
import type { IndexPiece } from './sourceIndex';
import { isGzip } from './text';

/** Between two pieces. */
const pieceBytes = 8 * 1024 * 1024;

/**
 * The index of a segment whose files are plain UTF-8, see `plainSource`. What is wrong inside a record is not noticed: the
 * places behind the first record that a reader refuses mean nothing.
 * @throws what the reader says of the head of a file; SegmentChanged; the signal's AbortError
 */
export async function* buildIndex(
  source: Source,
  signal?: AbortSignal,
  distances: Distances = defaultDistances,
): AsyncGenerator<IndexPiece> {
  const columns = new SameColumns();
  const places = new Places(distances);
  let bytesBefore = 0;
  for (const [number, file] of source.files.entries()) {
    const isLast = number === source.files.length - 1;
    const told = (bytesRead: number, complete: boolean): IndexPiece => ({
      ...{ file: number, ...places.take(), records: places.records },
      ...{ bytesRead: bytesBefore + bytesRead, complete },
    });
    let bytesRead = 0;
    for await (bytesRead of failingIn(source, file, scanFile(source, file, places, columns, signal)))
      yield told(bytesRead, false);
    yield told(bytesRead, isLast);
    bytesBefore += bytesRead;
  }
}

/** Tells how many bytes were read, from time to time and at the end. */
async function* scanFile(
  { options }: Source,
  file: SourceFile,
  places: Places,
  columns: SameColumns,
  signal?: AbortSignal,
): AsyncGenerator<number> {
  const head = await readHead(file, options);
  if (!head) {
    yield await file.size();
    return;
  }
  columns.check(file.path, head);
  places.beginFile();
  const scan = new FileScan((offset) => newScanner(head, places, offset));
  let told = 0;
  for await (const bytes of file.read(signal)) {
    signal?.throwIfAborted();
    scan.add(bytes);
    if (scan.bytesRead - told >= pieceBytes) yield (told = scan.bytesRead);
  }
  scan.end();
  yield scan.bytesRead;
}

const byteOrderMark = Buffer.from('\uFEFF');

/** Hands a file's bytes to its scanner, behind a byte-order mark, and again those that it was not done with. */
class FileScan {
  bytesRead = 0;
  private rest: Buffer = Buffer.alloc(0);
  private scanner: Scanner | undefined;

  constructor(private readonly newScanner: (offset: number) => Scanner) {}

  add({ buffer, byteOffset, length }: Uint8Array): void {
    const piece = Buffer.from(buffer, byteOffset, length);
    this.bytesRead += length;
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    const isEnough = this.scanner || bytes.length >= byteOrderMark.length;
    this.rest = isEnough ? this.scan(bytes, false) : bytes;
  }

  end(): void {
    this.scan(this.rest, true);
  }

  /** What is to be handed again. */
  private scan(bytes: Buffer, isLast: boolean): Buffer {
    if (!this.scanner) {
      if (isGzip(bytes) || markedUtf16(bytes)) throw new Error('Only a plainSource can be indexed.');
      const hasMark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
      const from = hasMark ? byteOrderMark.length : 0;
      this.scanner = this.newScanner(from);
      return this.scan(bytes.subarray(from), isLast);
    }
    return bytes.subarray(this.scanner.scan(bytes, this.bytesRead - bytes.length, isLast));
  }
}
