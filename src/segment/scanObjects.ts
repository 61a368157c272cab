// Finds the objects of a JSON array, or of several objects one after the other, as ObjectSplitter does.
import type { Places } from './places';
import type { Scanner } from './scanner';
import type { Expected } from './split';

export class ObjectScanner implements Scanner {
  private line = 1;
  /** Of braces; 0 between objects. */
  private depth = 0;
  private inString = false;
  /** Undefined behind what the splitter refuses: there is no record. */
  private expects: Expected | undefined = 'anything';

  constructor(private readonly places: Places) {}

  scan(bytes: Buffer, offset: number, isLast: boolean): number {
    // Local, because the loop must be fast: see DelimitedScanner.
    const [newline, quote, backslash, openBrace, closeBrace] = [0x0a, 0x22, 0x5c, 0x7b, 0x7d];
    const { length } = bytes;
    let { depth, inString } = this;
    let at = 0;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (inString) {
        if (byte === quote) inString = false;
        else if (byte === backslash) {
          // What is escaped is to come.
          if (at + 1 === length && !isLast) break;
          at++;
        }
      } else if (depth === 0) depth = this.between(byte, offset + at);
      else if (byte === quote) inString = true;
      else if (byte === openBrace) depth++;
      else if (byte === closeBrace) {
        if (--depth === 0) this.endObject();
      } else if (byte === newline) this.line++;
    }
    [this.depth, this.inString] = [depth, inString];
    return at;
  }

  /** Returns the depth behind a byte between objects. */
  private between(byte: number, offset: number): 0 | 1 {
    const { expects } = this;
    const character = String.fromCharCode(byte);
    if (character === '{' && expects && expects !== 'commaOrEnd' && expects !== 'nothing') {
      this.places.begin(offset, this.line);
      return 1;
    }
    this.expects = behind(character, expects);
    if (character === '\n') this.line++;
    return 0;
  }

  private endObject(): void {
    this.expects = this.expects === 'anything' || this.expects === 'objects' ? 'objects' : 'commaOrEnd';
  }
}

/** What may come behind a character between objects that begins none. */
function behind(character: string, expects: Expected | undefined): Expected | undefined {
  if (/[ \t\r\n]/.test(character)) return expects;
  if (character === '[' && expects === 'anything') return 'elementOrEnd';
  if (character === ',' && expects === 'commaOrEnd') return 'element';
  return character === ']' && (expects === 'commaOrEnd' || expects === 'elementOrEnd')
    ? 'nothing'
    : undefined;
}
