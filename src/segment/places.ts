// Which beginnings of records become places of the index: some, so that it stays small.

/** How far places lie from each other. */
export interface Distances {
  /** A place has as many records behind it, and as many bytes, before the next one. Default: 256. */
  readonly records: number;
  /** In bytes. Default: 64 KiB, which are parsed within few milliseconds. */
  readonly bytes: number;
  /** In bytes: whatever the number of records, the next one behind them is a place. Default: 1 MiB. */
  readonly mostBytes: number;
}

/** A place takes 16 bytes, with spare room 20: at most 8 bytes for 100 records, or 20 bytes for 1 MiB. */
export const defaultDistances: Distances = { records: 256, bytes: 64 * 1024, mostBytes: 1024 * 1024 };

/** The places that were chosen since they were last taken. */
export interface Chosen {
  readonly offsets: Float64Array;
  readonly lines: Uint32Array;
  readonly recordNumbers: Uint32Array;
}

export class Places {
  /** So many began, in all files. */
  records = 0;
  private offsets: number[] = [];
  private lines: number[] = [];
  private recordNumbers: number[] = [];
  private enoughRecords = 0;
  private enoughBytes = 0;
  private mostBytes = 0;

  constructor(private readonly distances: Distances) {}

  /** The first record of a file is a place. */
  beginFile(): void {
    this.mostBytes = 0;
  }

  /** A record begins here. @param offset in bytes, in its file */
  begin(offset: number, line: number): void {
    const record = this.records++;
    if (record < this.enoughRecords || offset < this.enoughBytes) {
      if (offset < this.mostBytes) return;
    }
    this.offsets.push(offset);
    this.lines.push(line);
    this.recordNumbers.push(record);
    this.enoughRecords = record + this.distances.records;
    this.enoughBytes = offset + this.distances.bytes;
    this.mostBytes = offset + this.distances.mostBytes;
  }

  take(): Chosen {
    const chosen = {
      offsets: Float64Array.from(this.offsets),
      lines: Uint32Array.from(this.lines),
      recordNumbers: Uint32Array.from(this.recordNumbers),
    };
    [this.offsets, this.lines, this.recordNumbers] = [[], [], []];
    return chosen;
  }
}
