// Text in pieces to the text of each record: by lines for NDJSON, by brackets for a JSON array or for objects that span
// several lines. Only the record at hand is held in memory.
import { NotJson, RecordTooLarge, type Place } from './failures';
import type { RecordText } from './json';

/** No real profile comes near; a file without its line breaks or closing brackets does. */
export const maxRecordCharacters = 64_000_000;

/** Takes text in pieces and gives each record's text as soon as it is whole. */
export interface Splitter {
  add(piece: string): Generator<RecordText>;
  /** What is left when the text has ended. */
  end(): Generator<RecordText>;
}

/** Each line that is not blank. */
export class LineSplitter implements Splitter {
  /** What came of the line at hand, piece by piece. */
  private rest: string[] = [];
  private restCharacters = 0;

  /** @param line that the text begins at */
  constructor(private line = 1) {}

  *add(piece: string): Generator<RecordText> {
    let from = 0;
    for (let to = piece.indexOf('\n'); to !== -1; to = piece.indexOf('\n', from)) {
      const text = this.rest.length === 0 ? piece.slice(from, to) : this.withRest(piece.slice(from, to));
      if (!isBlank(text)) yield { text, line: this.line, column: 1 };
      this.line++;
      from = to + 1;
    }
    if (from < piece.length) this.keep(piece.slice(from));
  }

  *end(): Generator<RecordText> {
    const text = this.withRest('');
    if (!isBlank(text)) yield { text, line: this.line, column: 1 };
  }

  private keep(text: string): void {
    this.rest.push(text);
    this.restCharacters += text.length;
    refuseTooLarge(this.restCharacters, this.line);
  }

  private withRest(text: string): string {
    const whole = this.rest.join('') + text;
    this.rest = [];
    this.restCharacters = 0;
    return whole;
  }
}

function isBlank(text: string): boolean {
  // Most lines are records.
  return !text.startsWith('{') && text.trim() === '';
}

function refuseTooLarge(characters: number, line: number): void {
  if (characters > maxRecordCharacters) throw new RecordTooLarge(line, maxRecordCharacters / 1_000_000);
}

/** What may come next, between two objects. */
export type Expected = 'anything' | 'objects' | 'elementOrEnd' | 'element' | 'commaOrEnd' | 'nothing';

/**
 * Each object of a JSON array, or of several objects one after the other. Finds where they begin and end by braces and
 * strings alone, so that each can be parsed on its own. What stands inside
 * an object, the parser judges; what stands between objects is judged here.
 */
export class ObjectSplitter implements Splitter {
  /** The end of what was read: from the object at hand on. */
  private text = '';
  /** What came since then. A large object is not searched again for each small piece of it. */
  private waiting = '';
  private at = 0;
  /** Where the object at hand begins in `text`, or -1 between objects. */
  private start = -1;
  private depth = 0;
  private inString = false;
  /** Where the line at hand begins, in `text`; negative once that has been let go. */
  private lineStart = 0;

  /**
   * @param line that the text begins at
   * @param expects what comes first. Of a text that begins within, at an object: an element of the array, or objects
   */
  constructor(
    private line = 1,
    private expects: Expected = 'anything',
  ) {}

  *add(piece: string): Generator<RecordText> {
    this.waiting += piece;
    this.letGo();
    if (this.waiting.length * 4 >= this.text.length) yield* this.goOn();
  }

  private *goOn(): Generator<RecordText> {
    this.text += this.waiting;
    this.waiting = '';
    while (this.at < this.text.length) {
      if (this.start === -1) this.between();
      else if (this.inString) this.withinString();
      else if (this.within()) yield this.finish();
    }
    if (this.start !== -1) refuseTooLarge(this.text.length, this.line);
  }

  /** An object or array without its end is handed on, or refused, as what it is: not JSON. */
  *end(): Generator<RecordText> {
    yield* this.goOn();
    if (this.start !== -1) yield this.finish();
    else if (this.expects !== 'anything' && this.expects !== 'objects' && this.expects !== 'nothing')
      this.refuse();
  }

  /** One character between two objects. */
  private between(): void {
    const character = this.text.charAt(this.at);
    if (character === '{' && this.expects !== 'commaOrEnd' && this.expects !== 'nothing')
      this.start = this.at;
    else if (character === '[' && this.expects === 'anything') this.expects = 'elementOrEnd';
    else if (character === ',' && this.expects === 'commaOrEnd') this.expects = 'element';
    else if (character === ']' && (this.expects === 'commaOrEnd' || this.expects === 'elementOrEnd')) {
      this.expects = 'nothing';
    } else if (!/[ \t\r\n]/.test(character)) this.refuse();
    else if (character === '\n') this.breakLine(this.at);
    if (this.start === -1) this.at++;
  }

  /** Goes to the next brace or string. True when a brace closes the object at hand. */
  private within(): boolean {
    const found = this.next(/["{}]/g);
    if (found === '"') this.inString = true;
    else if (found === '{') this.depth++;
    else if (found === '}') this.depth--;
    return found === '}' && this.depth === 0;
  }

  private withinString(): void {
    const found = this.next(/["\\]/g);
    if (found === '"') this.inString = false;
    // The escaped character may only come with the next piece: `at` then points behind the text, and stays right.
    else if (found !== undefined) this.at++;
  }

  /** Moves behind the next match, or to the end of the text. */
  private next(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at = match ? match.index + 1 : this.text.length;
    return match?.[0];
  }

  private finish(): RecordText {
    const record = { text: this.text.slice(this.start, this.at), ...this.place(this.start) };
    for (let at = record.text.indexOf('\n'); at !== -1; at = record.text.indexOf('\n', at + 1)) {
      this.breakLine(this.start + at);
    }
    this.start = -1;
    this.depth = 0;
    if (this.expects === 'anything') this.expects = 'objects';
    else if (this.expects !== 'objects') this.expects = 'commaOrEnd';
    return record;
  }

  private breakLine(at: number): void {
    this.line++;
    this.lineStart = at + 1;
  }

  private place(at: number): Place {
    return { line: this.line, column: at - this.lineStart + 1 };
  }

  private refuse(): never {
    throw new NotJson(this.place(this.at), this.text.slice(this.at, this.at + 60));
  }

  /** Drops the text that is done with. */
  private letGo(): void {
    const cut = this.start === -1 ? Math.min(this.at, this.text.length) : this.start;
    this.text = this.text.slice(cut);
    this.at -= cut;
    this.lineStart -= cut;
    if (this.start !== -1) this.start = 0;
  }
}
