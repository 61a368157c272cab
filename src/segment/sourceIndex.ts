// The sparse index of a segment: every some hundred records a place where a reader can begin. It grows while it is built,
// and can be used meanwhile as far as it goes.
import { readIndex, writeIndex } from './indexBytes';

/** Where a reader can begin: where a record does. */
export interface Place {
  /** Number of the file in the source, from 0. */
  readonly file: number;
  /** In bytes. */
  readonly offset: number;
  /** Counted from 1, in the file. */
  readonly line: number;
  /** Number of the record, from 0, over all files. */
  readonly record: number;
}

/** The next places of an index. Plain data, which can be sent to another thread. */
export interface IndexPiece {
  /** Number of the file that they are in, from 0. */
  readonly file: number;
  readonly offsets: Float64Array;
  readonly lines: Uint32Array;
  /** Numbers of the records. */
  readonly recordNumbers: Uint32Array;
  /** Read so far, over all files. */
  readonly records: number;
  /** Read so far, over all files. */
  readonly bytesRead: number;
  /** Whether this is the last piece. */
  readonly complete: boolean;
}

/** All of an index, as it is stored. */
export interface IndexContent extends Omit<IndexPiece, 'file'> {
  /** For each file how many places there are before its own. */
  readonly fileStarts: Uint32Array;
}

export class SourceIndex {
  /** Known so far. */
  records = 0;
  /** Known so far, for progress. */
  bytesRead = 0;
  complete = false;
  /** How many places there are. */
  length = 0;
  private fileStarts: number[] = [];
  /** Each has room for some more. */
  private offsets: Float64Array = new Float64Array();
  private lines: Uint32Array = new Uint32Array();
  private recordNumbers: Uint32Array = new Uint32Array();

  /** @throws RangeError if there is none of this number */
  place(at: number): Place {
    const [offset, line, record] = [this.offsets[at], this.lines[at], this.recordNumbers[at]];
    if (at >= this.length || offset === undefined || line === undefined || record === undefined)
      throw new RangeError(`There is no place ${at} in ${this.length}.`);
    return { file: lastAtMost(this.fileStarts, this.fileStarts.length, at), offset, line, record };
  }

  /** Takes the pieces in their order. */
  append(piece: IndexPiece): void {
    while (this.fileStarts.length <= piece.file) this.fileStarts.push(this.length);
    const length = this.length + piece.offsets.length;
    if (length > this.offsets.length) this.grow(Math.ceil(length * spare));
    this.offsets.set(piece.offsets, this.length);
    this.lines.set(piece.lines, this.length);
    this.recordNumbers.set(piece.recordNumbers, this.length);
    this.length = length;
    this.take(piece);
    if (this.complete) this.grow(length);
  }

  toBytes(): Uint8Array {
    const { records, bytesRead, complete, length } = this;
    return writeIndex({
      ...{ records, bytesRead, complete, fileStarts: Uint32Array.from(this.fileStarts) },
      offsets: this.offsets.subarray(0, length),
      lines: this.lines.subarray(0, length),
      recordNumbers: this.recordNumbers.subarray(0, length),
    });
  }

  /** Undefined for anything but what `toBytes` of this version made. */
  static fromBytes(bytes: Uint8Array): SourceIndex | undefined {
    const content = readIndex(bytes);
    if (!content) return undefined;
    const index = new SourceIndex();
    index.fileStarts = [...content.fileStarts];
    index.offsets = content.offsets;
    index.lines = content.lines;
    index.recordNumbers = content.recordNumbers;
    index.length = content.offsets.length;
    index.take(content);
    return index;
  }

  private take({ records, bytesRead, complete }: Omit<IndexPiece, 'file'>): void {
    this.records = records;
    this.bytesRead = bytesRead;
    this.complete = complete;
  }

  private grow(length: number): void {
    this.offsets = resized(this.offsets, new Float64Array(length));
    this.lines = resized(this.lines, new Uint32Array(length));
    this.recordNumbers = resized(this.recordNumbers, new Uint32Array(length));
  }
}

/** How much larger than needed an array becomes, so that not each piece copies it. */
const spare = 1.25;

function resized<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from.subarray(0, to.length));
  return to;
}

/** The last of the ascending numbers that is at most a value, as its position; -1 if none is. */
function lastAtMost(numbers: ArrayLike<number>, length: number, value: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
