// Finds the lines that are not blank, as LineSplitter does.
import type { Places } from './places';
import type { Scanner } from './scanner';

const newline = 0x0a;

export class LineScanner implements Scanner {
  private line = 1;
  /** Whether something but blanks came in the line at hand. */
  private inRecord = false;

  /** @param lineStart where the line at hand begins */
  constructor(
    private readonly places: Places,
    private lineStart: number,
  ) {}

  scan(bytes: Buffer, offset: number, isLast: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      if (this.inRecord) {
        const end = bytes.indexOf(newline, at);
        if (end === -1) return bytes.length;
        at = end + 1;
        this.breakLine(offset + at);
      } else if (byte === newline) {
        at++;
        this.breakLine(offset + at);
      } else {
        const blank = blankLength(bytes, at, byte);
        if (at + blank > bytes.length && !isLast) return at;
        if (blank === 0) this.beginRecord();
        at += blank;
      }
    }
    return bytes.length;
  }

  private beginRecord(): void {
    this.inRecord = true;
    this.places.begin(this.lineStart, this.line);
  }

  private breakLine(next: number): void {
    this.inRecord = false;
    this.line++;
    this.lineStart = next;
  }
}

/** Bytes of the blank character at hand, as `trim` knows them; 0 if it is none. Where it is not there completely, as many as it may have. */
function blankLength(bytes: Buffer, at: number, byte: number): number {
  if (byte < 0x80) return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) ? 1 : 0;
  const length = byte < 0xe0 ? 2 : 3;
  const isThere = at + length <= bytes.length;
  return isThere && bytes.toString('utf8', at, at + length).trim() !== '' ? 0 : length;
}
