// Different values and how often the commonest ones occur: counted while few, estimated from then on, in memory that does
// not grow. The commonest are then those of Misra and Gries: when there is no room for another value, every count is
// lowered by the median, as in Anderson and others, "A High-Performance Algorithm for Identifying Frequent Items in Data
// Streams" (2017).
import { createHash } from 'node:crypto';
import type { ValueCount } from '../model/columnProfile';
import { DistinctEstimate } from './distinct';

/** Of a longer value the beginning is shown, in UTF-16 code units. */
export const shownLength = 200;

export interface Room {
  /** Values that are counted at once. */
  readonly values: number;
  /** Of their texts, together. */
  readonly characters: number;
  /** Of the estimate: see `DistinctEstimate`. */
  readonly precision: number;
}

export class CommonValues {
  private counts = new Map<string, { count: number }>();
  private characters = 0;
  /** What every count was lowered by. */
  private lowered = 0;
  private total = 0;
  /** Begins when there is no room for another value. */
  private estimate: DistinctEstimate | undefined;

  constructor(private readonly room: Room) {}

  /** False for a value that is surely one of those before. */
  add(text: string): boolean {
    const key = text.length > shownLength ? keyOf(text) : text;
    this.total++;
    const known = this.counts.get(key);
    if (known) known.count++;
    else this.begin(key);
    return known === undefined;
  }

  /** Whether all is counted and nothing estimated. */
  get exact(): boolean {
    return this.estimate === undefined;
  }

  distinct(): number {
    return this.estimate?.estimate() ?? this.counts.size;
  }

  /** The commonest first; of those that are as common, the first one to come. One that may be no more than an error is none. */
  top(most: number): ValueCount[] {
    return [...this.counts]
      .filter(([, { count }]) => count > this.lowered)
      .sort(([, a], [, b]) => b.count - a.count)
      .slice(0, most)
      .map(([key, { count }]) => ({
        text: key.length > shownLength ? key.slice(0, -digestLength) : key,
        count: Math.min(count + this.lowered, this.total),
      }));
  }

  private begin(key: string): void {
    this.estimate?.add(key);
    this.counts.set(copyOf(key), { count: 1 });
    this.characters += key.length;
    if (this.counts.size > this.room.values || this.characters > this.room.characters) this.makeRoom();
  }

  private makeRoom(): void {
    if (!this.estimate) {
      this.estimate = new DistinctEstimate(this.room.precision);
      for (const key of this.counts.keys()) this.estimate.add(key);
    }
    const median = medianOf(Array.from(this.counts.values(), ({ count }) => count));
    this.lowered += median;
    for (const [key, value] of this.counts) {
      value.count -= median;
      if (value.count > 0) continue;
      this.counts.delete(key);
      this.characters -= key.length;
    }
  }
}

/** Of SHA-256 in base64. */
const digestLength = 44;

/** Of a long value: not much longer than what is shown of it, and different for different values. */
function keyOf(text: string): string {
  return beginningOf(text) + createHash('sha256').update(text, 'utf16le').digest('base64');
}

/** No character is cut in two. */
export function beginningOf(text: string): string {
  if (text.length <= shownLength) return text;
  const cutsCharacter = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(shownLength - 1, shownLength + 1));
  return text.slice(0, cutsCharacter ? shownLength - 1 : shownLength);
}

/** V8 keeps the whole text that a slice was cut from, which is a piece of the file; this has a text of its own. */
export function copyOf(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

function medianOf(counts: readonly number[]): number {
  const sorted = Float64Array.from(counts).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
