// Finds the rows of delimited text, as the CSV parser does. A quote can only open a field, and one inside is doubled: so each
// quote byte changes whether what follows is quoted, and delimiters need not be looked at.
import type { Delimited } from './detect';
import type { Places } from './places';
import type { Scanner } from './scanner';

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
    // A byte should take a nanosecond or two. So all that the loop needs is local, also the numbers of bytes, and what
    // comes but once a line is done elsewhere.
    const [newline, carriageReturn, quote] = [0x0a, 0x0d, 0x22];
    const { length } = bytes;
    let isQuoted = this.isQuoted;
    let at = 0;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte > quote) continue;
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === newline) {
        if (isQuoted) this.line++;
        else this.endRow(offset + at, at > 0 && bytes[at - 1] === carriageReturn);
      } else if (byte === carriageReturn) {
        // A newline may follow.
        if (at + 1 === length && !isLast) break;
        if (at + 1 < length && bytes[at + 1] === newline) continue;
        if (isQuoted || !this.loneCarriageReturns) this.line++;
        else this.endRow(offset + at, false);
      }
    }
    this.isQuoted = isQuoted;
    // The last row may have no line break.
    if (isLast && offset + length > this.rowStart) this.tellRow();
    return at;
  }

  /** @param at where the line break ends, at its last byte @param isPair whether it has two */
  private endRow(at: number, isPair: boolean): void {
    const isBlank = at - (isPair ? 1 : 0) === this.rowStart;
    if (!isBlank || this.rowLine >= this.blankRowsFrom) this.tellRow();
    this.rowStart = at + 1;
    this.rowLine = ++this.line;
  }

  private tellRow(): void {
    if (this.isHeaderNext) this.isHeaderNext = false;
    else this.places.begin(this.rowStart, this.rowLine);
  }
}
