// Finds the rows of delimited text, as the CSV parser does. A quote can only open a field, and one inside is doubled: so each
// quote byte changes whether what follows is quoted, and delimiters need not be looked at.
import type { Delimited } from './detect';
import type { Places } from './places';
import { carriageReturn, newline, quoteMark, type Scanner } from './scanner';

export class DelimitedScanner implements Scanner {
  private isQuoted = false;
  private line = 1;
  private rowLine = 1;
  private isHeaderNext: boolean;
  private readonly loneCarriageReturns: boolean;
  /** From this line on blank lines are rows. */
  private readonly blankRowsFrom: number;

  /** @param rowStart where the row at hand begins */
  constructor(
    { header, loneCarriageReturns, blankRowsFrom = Infinity }: Delimited,
    private readonly places: Places,
    private rowStart: number,
  ) {
    this.isHeaderNext = header;
    this.loneCarriageReturns = loneCarriageReturns;
    this.blankRowsFrom = blankRowsFrom;
  }

  scan(bytes: Buffer, offset: number, isLast: boolean): number {
    const { length } = bytes;
    // What changes with each quote is kept out of the object while the bytes are gone through.
    let isQuoted = this.isQuoted;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > quoteMark) continue;
      if (byte === quoteMark) isQuoted = !isQuoted;
      else if (byte === newline) {
        const isPair = at > 0 && bytes[at - 1] === carriageReturn;
        this.breakLine(isQuoted, offset + at + 1, isPair ? 2 : 1);
      } else if (byte === carriageReturn && bytes[at + 1] !== newline) {
        if (at + 1 === length && !isLast) {
          // A newline may follow.
          this.isQuoted = isQuoted;
          return at;
        }
        this.breakLine(isQuoted || !this.loneCarriageReturns, offset + at + 1, 1);
      }
    }
    this.isQuoted = isQuoted;
    // The last row may have no line break.
    if (isLast && offset + length > this.rowStart) this.endRow(true);
    return length;
  }

  /** @param next offset behind the line break @param bytes of the line break */
  private breakLine(isInRow: boolean, next: number, bytes: number): void {
    this.line++;
    if (isInRow) return;
    this.endRow(next - bytes > this.rowStart);
    this.rowStart = next;
    this.rowLine = this.line;
  }

  private endRow(hasContent: boolean): void {
    if (!hasContent && this.rowLine < this.blankRowsFrom) return;
    if (this.isHeaderNext) this.isHeaderNext = false;
    else this.places.begin(this.rowStart, this.rowLine);
  }
}
