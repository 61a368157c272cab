// The differences that a comparison found, in a file without a name: what is in memory is where each begins and its row. They
// are listed by kind and, within a kind, by row.
import { setImmediate } from 'node:timers/promises';
import type { WorkingFile } from '../workingFile';
import type { Text } from './sideRow';
import { orderOf } from './order';

export const changes = ['changed', 'added', 'removed'] as const;
export type Change = (typeof changes)[number];

/** What is told of one row. */
export interface Difference {
  readonly change: Change;
  /** Its number in the new export, from 1; undefined for a removed one. */
  readonly row?: number;
  /** Its number in the old export. */
  readonly rowBefore?: number;
  /** Where the record begins in the segment file, and which that is when there are several. */
  readonly line?: number;
  readonly file?: string;
  /** By the columns of the new export; those of a removed row are the old ones, as far as that has these columns. */
  readonly texts: readonly Text[];
  /** Of a changed row: the old ones. */
  readonly textsBefore?: readonly Text[];
}

/** Written once so much waits, in characters. */
const bufferCharacters = 262_144;

/** The rows of one kind: at so many bytes in the file, so long, and of which row. */
class Entries {
  count = 0;
  private positions = new Float64Array(1024);
  private lengths = new Uint32Array(1024);
  private rows = new Uint32Array(1024);
  private order: Uint32Array = new Uint32Array(0);

  add(position: number, length: number, row: number): void {
    if (this.count === this.rows.length) this.grow();
    this.positions[this.count] = position;
    this.lengths[this.count] = length;
    this.rows[this.count++] = row;
  }

  async sort(signal: AbortSignal | undefined): Promise<void> {
    this.order = await orderOf(this.rows.subarray(0, this.count), signal);
  }

  /** @param index by row, from 0 */
  at(index: number): { readonly position: number; readonly length: number } {
    const entry = this.order[index] ?? 0;
    return { position: this.positions[entry] ?? 0, length: this.lengths[entry] ?? 0 };
  }

  private grow(): void {
    const grown = 2 * this.rows.length;
    const [positions, lengths, rows] = [this.positions, this.lengths, this.rows];
    (this.positions = new Float64Array(grown)).set(positions);
    (this.lengths = new Uint32Array(grown)).set(lengths);
    (this.rows = new Uint32Array(grown)).set(rows);
  }
}

export class DifferenceList {
  private readonly entries: Readonly<Record<Change, Entries>> = {
    changed: new Entries(),
    added: new Entries(),
    removed: new Entries(),
  };
  private waiting = '';
  private size = 0;
  private sinceTurn = 0;

  /** @param most how many of each kind are kept */
  constructor(
    private readonly file: WorkingFile,
    private readonly most: number,
  ) {}

  /** How many of a kind can be listed. */
  listed(change: Change): number {
    return this.entries[change].count;
  }

  /** @returns a promise when there is something to wait for */
  add(difference: Difference): Promise<unknown> | undefined {
    const entries = this.entries[difference.change];
    if (entries.count >= this.most) return undefined;
    const text = JSON.stringify(difference);
    const length = Buffer.byteLength(text);
    entries.add(this.size, length, difference.row ?? difference.rowBefore ?? 0);
    this.waiting += `${text}\n`;
    this.size += length + 1;
    if (this.waiting.length >= bufferCharacters) return this.write();
    // Each waits for the event loop now and then: only there can a cancel arrive.
    return ++this.sinceTurn % 500 === 0 ? setImmediate() : undefined;
  }

  /** No more are added. */
  async finish(signal: AbortSignal | undefined): Promise<void> {
    await this.write();
    for (const change of changes) await this.entries[change].sort(signal);
  }

  /** @param filter one kind, or all kinds one after the other @param from from 0 */
  async list(filter: Change | 'all', from: number, count: number): Promise<Difference[]> {
    const places = [];
    let skip = from;
    for (const change of filter === 'all' ? changes : [filter]) {
      const entries = this.entries[change];
      for (; skip < entries.count && places.length < count; skip++) places.push(entries.at(skip));
      skip -= entries.count;
      if (skip < 0) skip = 0;
    }
    return Promise.all(places.map((place) => this.read(place)));
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async write(): Promise<void> {
    const text = this.waiting;
    this.waiting = '';
    await this.file.handle.appendFile(text);
  }

  private async read({ position, length }: { position: number; length: number }): Promise<Difference> {
    const bytes = Buffer.alloc(length);
    await this.file.handle.read(bytes, 0, length, position);
    return JSON.parse(bytes.toString()) as Difference;
  }
}
