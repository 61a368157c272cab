// Finds fields of delimited text by the line that their row begins at, in one pass that keeps the row at hand alone.
import { placeAt, type Extent } from './extent';

export interface WantedField {
  /** Where its row begins, counted from 1. Ascending. */
  readonly line: number;
  /** From 0. */
  readonly field: number;
}

/** A field that ends farther behind its row's beginning is not looked for, in UTF-16 code units. */
const farthest = 1_000_000;

export class FieldFinder {
  readonly found = new Map<WantedField, Extent>();
  private rest = '';
  /** Where `rest` begins, or where in it the line at hand does. */
  private line = 1;
  private at = 0;
  private next = 0;

  constructor(
    private readonly delimiter: string,
    private readonly wanted: readonly WantedField[],
  ) {}

  /** @returns false when there is nothing left to find */
  add(piece: string): boolean {
    this.rest += piece;
    this.goOn(false);
    return this.next < this.wanted.length;
  }

  end(): void {
    this.goOn(true);
  }

  private goOn(isEnd: boolean): void {
    for (let wanted = this.wanted[this.next]; wanted; wanted = this.wanted[this.next]) {
      if (!this.goTo(wanted.line, isEnd)) return;
      const span = fieldSpan(this.rest, this.at, this.delimiter, wanted.field, isEnd);
      if (span === 'cut short' && this.rest.length - this.at < farthest && !isEnd) return this.letGo();
      if (typeof span === 'object') this.keep(wanted, span);
      this.next++;
    }
  }

  private keep(wanted: WantedField, [start, end]: readonly [number, number]): void {
    const row = this.rest.slice(this.at, end);
    const from = { line: this.line, column: 1 };
    this.found.set(wanted, {
      start: placeAt(row, start - this.at, from),
      end: placeAt(row, end - this.at, from),
    });
  }

  /** Moves to the beginning of a line. @returns false when that is not there yet */
  private goTo(line: number, isEnd: boolean): boolean {
    while (this.line < line) {
      lineBreak.lastIndex = this.at;
      const match = lineBreak.exec(this.rest);
      // A carriage return at the end may be the first half of a line break.
      const isWhole = match && (isEnd || match[0] !== '\r' || lineBreak.lastIndex < this.rest.length);
      if (!isWhole) {
        this.at = match ? match.index : this.rest.length;
        this.letGo();
        return false;
      }
      this.at = lineBreak.lastIndex;
      this.line++;
    }
    return true;
  }

  private letGo(): void {
    this.rest = this.rest.slice(this.at);
    this.at = 0;
  }
}

const lineBreak = /\r\n|\r|\n/g;

type Span = readonly [start: number, end: number];

/** From where to where a field of the row at `at` goes, its quotes included. */
function fieldSpan(
  text: string,
  at: number,
  delimiter: string,
  field: number,
  isEnd: boolean,
): Span | 'cut short' | 'none' {
  let start = at;
  for (let number = 0; ; number++) {
    const end = text[start] === '"' ? quotedEnd(text, start) : plainEnd(text, start, delimiter);
    // What follows tells whether a quote ends the field or is doubled, and whether a delimiter is whole.
    if (end + delimiter.length > text.length && !isEnd) return 'cut short';
    if (number === field) return [start, Math.min(end, text.length)];
    if (!text.startsWith(delimiter, end)) return 'none';
    start = end + delimiter.length;
  }
}

function quotedEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  return text.length;
}

function plainEnd(text: string, start: number, delimiter: string): number {
  lineBreak.lastIndex = start;
  const rowEnd = lineBreak.exec(text)?.index ?? text.length;
  const end = text.indexOf(delimiter, start);
  return end === -1 ? rowEnd : Math.min(end, rowEnd);
}
