// How many records were dropped before each place of an index: with it a reader finds row N of an export, or the Nth
// dropped record, as fast as record N. A scan counts them, in another thread than the reader's.

/** What a scan has counted since the piece before. Plain data. */
export interface DropPiece {
  /** Dropped records before each of the next places. */
  readonly before: Uint32Array<ArrayBuffer>;
  /** Records looked at so far, and those of them that were dropped. */
  readonly records: number;
  readonly dropped: number;
}

/** Counts while the records go by, in order. */
export class DropCounter {
  private before: number[] = [];
  private next = 0;
  private records = 0;
  private dropped = 0;

  /** @param places number of the first record behind each place of the index, in order */
  constructor(private readonly places: Uint32Array) {}

  /** A record is dropped. @param record its number in the segment, from 0 */
  drop(record: number): void {
    this.pass(record);
    this.dropped++;
  }

  /** All records before this one are known: written, or told to `drop`. */
  pass(record: number): void {
    this.records = Math.max(this.records, record);
    for (; this.next < this.places.length && (this.places[this.next] ?? 0) <= record; this.next++)
      this.before.push(this.dropped);
  }

  /** What was counted since the last call. */
  take(): DropPiece {
    const before = Uint32Array.from(this.before);
    this.before = [];
    return { before, records: this.records, dropped: this.dropped };
  }
}

/** What is known so far of an export's dropped records. */
export class DropCounts {
  private counts = new Uint32Array(256);
  /** Of how many places it is known. */
  places = 0;
  /** Records looked at, and those of them that were dropped. */
  records = 0;
  dropped = 0;

  append({ before, records, dropped }: DropPiece): void {
    if (this.places + before.length > this.counts.length) this.grow(this.places + before.length);
    this.counts.set(before, this.places);
    this.places += before.length;
    this.records = records;
    this.dropped = dropped;
  }

  /** Dropped records before a place that is known. */
  before(place: number): number {
    return this.counts[place] ?? 0;
  }

  private grow(least: number): void {
    const grown = new Uint32Array(Math.max(2 * this.counts.length, least));
    grown.set(this.counts);
    this.counts = grown;
  }
}
