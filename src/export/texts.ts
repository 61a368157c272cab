// What a format changes in values before they are written: white space around texts, what looks like a formula, and how
// numbers are spelt.
import type { Format } from '../model/format';
import type { JsonValue } from '../segment/records';
import { NumberText } from '../segment/numberText';
import { hasValue, type Cell } from './cells';
import { numberChanger } from './numbers';

/** The change that a format makes to every text, or nothing when it makes none. */
export function textChanger({ trim, formulaGuard }: Format): ((text: string) => string) | undefined {
  if (trim === 'none' && !formulaGuard) return undefined;
  const leading = trim === 'leading' || trim === 'both';
  const trailing = trim === 'trailing' || trim === 'both';
  return (text) => {
    const trimmed = trimSpaces(text, leading, trailing);
    return formulaGuard ? guardFormula(trimmed) : trimmed;
  };
}

/**
 * Tells whether a mandatory column is satisfied with a value: neither with null nor with an empty text, nor with one that
 * the format's trimming leaves empty.
 */
export function presence({ trim }: Format): (value: Cell | JsonValue) => boolean {
  if (trim === 'none') return hasValue;
  return (value) => hasValue(typeof value === 'string' ? trimSpaces(value, true, true) : value);
}

/** Takes away characters up to U+0020, as Spark's CSV writer (univocity) does: no other spaces. */
function trimSpaces(text: string, leading: boolean, trailing: boolean): string {
  let start = 0;
  let end = text.length;
  if (leading) while (start < end && text.charCodeAt(start) <= 0x20) start++;
  if (trailing) while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/**
 * Puts a `'` before what a spreadsheet would run. Done before quoting: csv-stringify's own `escape_formulas` comes after
 * it, and breaks the row when the quote is a `'`.
 */
function guardFormula(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

/** What a formula begins with: `= + - @`, tab and line breaks, and the wide forms. Source: OWASP, "CSV Injection". */
const formulaStarts = new Set([...'=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'].map((each) => each.charCodeAt(0)));

function looksLikeFormula(text: string): boolean {
  const start = text.charCodeAt(0);
  // Every text of an export comes by here, and nearly all begin with a letter.
  return (start <= 0x40 || start >= 0xff00) && formulaStarts.has(start);
}

/** Finds the texts that a spreadsheet would run, where a format would write them unguarded: nothing where it does not. */
export function formulaFinder(format: Format): ((text: string) => boolean) | undefined {
  if (format.type === 'json' || format.formulaGuard) return undefined;
  const change = textChanger(format);
  return change ? (text) => looksLikeFormula(change(text)) : looksLikeFormula;
}

/** What a format does to values before they are quoted, or nothing. */
export function cellChanger(format: Format): ((cell: Cell) => Cell) | undefined {
  const changeText = textChanger(format);
  const changeNumber = numberChanger(format);
  if (!changeText && !changeNumber) return undefined;
  return (cell) => {
    if (typeof cell === 'string') return changeText?.(cell) ?? cell;
    const isNumber = typeof cell === 'number' || cell instanceof NumberText;
    return changeNumber && isNumber ? new NumberText(changeNumber(String(cell))) : cell;
  };
}
