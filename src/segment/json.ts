// One JSON text to one record, with every digit of its integers, and an exact place when it is not JSON.
import { parseTree, type ParseError } from 'jsonc-parser';
import { parse as parseLossless } from 'lossless-json';
import { NotARecord, NotJson } from './failures';
import type { RecordValue } from './records';

/** A record's text as it stands in the file. */
export interface RecordText {
  readonly text: string;
  /** Where the text begins, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Parses one record.
 * @throws NotJson with line, column and the text around the place; NotARecord for JSON that is not an object
 */
export function parseRecord(record: RecordText): RecordValue {
  const value = parseJson(record);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NotARecord(record.line, record.text.slice(0, excerptLength));
  }
  return value as RecordValue;
}

function parseJson(record: RecordText): unknown {
  try {
    // Numbers of 16 digits and more may lose some as JavaScript numbers; ids are often such numbers.
    return /\d{16}/.test(record.text)
      ? parseLossless(record.text, undefined, exactNumber)
      : (JSON.parse(record.text) as unknown);
  } catch {
    throw notJson(record);
  }
}

/** A number as JavaScript writes it, unless it is an integer that JavaScript would round. */
function exactNumber(lexeme: string): number | bigint {
  const number = Number(lexeme);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(lexeme) ? number : BigInt(lexeme);
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
