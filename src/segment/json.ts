// One JSON text to one record, with its numbers as they stand there, and an exact place when it is not JSON.
import { parseTree, type ParseError } from 'jsonc-parser';
import { parse as parseLossless } from 'lossless-json';
import { NotARecord, NotJson, TooDeep } from './failures';
import { NumberText } from './numberText';
import type { RecordValue } from './records';

/** A record's text as it stands in the file. */
export interface RecordText {
  readonly text: string;
  /** Where the text begins, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Parses one record. Of a key that occurs twice the last value counts, as in `JSON.parse`.
 * @throws NotJson with line, column and the text around the place; NotARecord for JSON that is not an object; TooDeep
 */
export function parseRecord(record: RecordText): RecordValue {
  if (nestsTooDeep(record.text)) throw new TooDeep(record.line, maxDepth);
  const value = parseJson(record);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NotARecord(record.line, record.text.slice(0, excerptLength));
  }
  return value as RecordValue;
}

function parseJson(record: RecordText): unknown {
  try {
    return changesANumber(record.text)
      ? parseLossless(record.text, undefined, { parseNumber: exactNumber, onDuplicateKey: takeLast })
      : (JSON.parse(record.text) as unknown);
  } catch {
    throw notJson(record);
  }
}

/**
 * The numbers that JavaScript may write differently: -0, 16 digits and more, an ending zero, an exponent, many leading
 * zeros. The other ones are the same in text and as a JavaScript number, and most records have no more.
 */
const doubtful =
  /[:[,]\s*(-0|-?(?:[\d.]{16}|\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]|0\.0{6})[\d.eE+-]*)(?=[\s,}\]])/g;

/** Whether `JSON.parse` would lose how a number is written. May take a text inside a string for a number. */
function changesANumber(text: string): boolean {
  doubtful.lastIndex = 0;
  for (let match = doubtful.exec(text); match; match = doubtful.exec(text)) {
    if (!isPlain(match[1] ?? '')) return true;
  }
  return false;
}

function isPlain(lexeme: string): boolean {
  return String(Number(lexeme)) === lexeme;
}

function exactNumber(lexeme: string): number | NumberText {
  return isPlain(lexeme) ? Number(lexeme) : new NumberText(lexeme);
}

function takeLast({ newValue }: { newValue: unknown }): unknown {
  return newValue;
}

/** Deeper nesting is an accident or an attack, and would overflow the stack of whoever walks the record. */
export const maxDepth = 1000;

function nestsTooDeep(text: string): boolean {
  // As many brackets take as many characters: most records are shorter.
  if (text.length <= maxDepth) return false;
  return occurs(text, '{') + occurs(text, '[') > maxDepth && depthOf(text) > maxDepth;
}

function occurs(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** Of brackets outside strings. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}

const excerptLength = 60;

function notJson({ text, line, column }: RecordText): NotJson {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const offset = errors[0]?.offset ?? 0;
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  const place = {
    line: line + (before.match(/\n/g)?.length ?? 0),
    column: lastBreak === -1 ? column + offset : offset - lastBreak,
  };
  const from = Math.max(0, offset - excerptLength / 2);
  return new NotJson(place, text.slice(from, from + excerptLength));
}
