// Finds the objects of a JSON array, or of several objects one after the other, as ObjectSplitter does.
import type { Places } from './places';
import { newline, quoteMark, type Scanner } from './scanner';
import type { Expected } from './split';

const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

export class ObjectScanner implements Scanner {
  private line = 1;
  /** Of braces; 0 between objects. */
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  /** Undefined behind what the splitter refuses: there is no record. */
  private expects: Expected | undefined = 'anything';

  constructor(private readonly places: Places) {}

  scan(bytes: Buffer, offset: number): number {
    let at = 0;
    while (at < bytes.length && this.expects) {
      if (this.depth === 0) this.between(bytes[at] ?? 0, offset + at++);
      else if (this.inString) at = this.withinString(bytes, at);
      else at = this.within(bytes, at);
    }
    return bytes.length;
  }

  private between(byte: number, offset: number): void {
    const { expects } = this;
    if (byte === openBrace && expects !== 'commaOrEnd' && expects !== 'nothing') {
      this.places.begin(offset, this.line);
      this.depth = 1;
    } else this.expects = this.behind(String.fromCharCode(byte));
    if (byte === newline) this.line++;
  }

  /** What may come behind a character between objects. */
  private behind(character: string): Expected | undefined {
    const { expects } = this;
    if (/[ \t\r\n]/.test(character)) return expects;
    if (character === '[' && expects === 'anything') return 'elementOrEnd';
    if (character === ',' && expects === 'commaOrEnd') return 'element';
    return character === ']' && (expects === 'commaOrEnd' || expects === 'elementOrEnd')
      ? 'nothing'
      : undefined;
  }

  /** Goes to the end of the object, or into the next string. */
  private within(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === quoteMark) {
        this.inString = true;
        return at + 1;
      }
      if (byte === openBrace) this.depth++;
      else if (byte === newline) this.line++;
      else if (byte === closeBrace && --this.depth === 0) {
        this.expects = this.expects === 'anything' || this.expects === 'objects' ? 'objects' : 'commaOrEnd';
        return at + 1;
      }
    }
    return bytes.length;
  }

  private withinString(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (this.isEscaped) this.isEscaped = false;
      else if (byte === backslash) this.isEscaped = true;
      else if (byte === quoteMark) {
        this.inString = false;
        return at + 1;
      }
    }
    return bytes.length;
  }
}
