// How a format writes numbers: as they stand in the segment file, or without exponent and useless zeros, and with which
// decimal separator. All is done on the decimal text, so that no digit is lost.
import type { Format } from '../model/format';

/** Exponents beyond it are kept: a few characters of a segment file would become millions of zeros. */
const maxExponent = 400;

/** The change that a format makes to the text of every number, or nothing when it makes none. */
export function numberChanger({
  numberStyle,
  decimalSeparator,
}: Pick<Format, 'numberStyle' | 'decimalSeparator'>): ((number: string) => string) | undefined {
  const style = numberStyle === 'plain' ? plainNumber : undefined;
  if (decimalSeparator === '.') return style;
  return (number) => (style?.(number) ?? number).replace('.', decimalSeparator);
}

/**
 * The same number without exponent, without zeros that say nothing, and zero without a sign: `1e3` is `1000`, `1.50` is
 * `1.5`, `-0` is `0`. One with an exponent beyond ±400, and what is no number of JSON, stays as it is.
 */
export function plainNumber(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (/^0*$/.test(digits)) return '0';
  if (Math.abs(Number(exponent)) > maxExponent) return text;
  return sign + withPoint(digits, whole.length + Number(exponent));
}

/**
 * Orders two numbers of JSON by all of their digits: -1, 0 or 1. Those with an exponent beyond ±400 count as equal to others
 * that JavaScript cannot tell from them.
 */
export function compareDigits(a: string, b: string): number {
  const [one, other] = [plainNumber(a), plainNumber(b)].map((text) => /^(-?)(\d+)(?:\.(\d+))?$/.exec(text));
  if (!one || !other) return 0;
  if (one[1] !== other[1]) return one[1] === '-' ? -1 : 1;
  const width = Math.max(one[2]?.length ?? 0, other[2]?.length ?? 0);
  const [left, right] = [one, other].map(
    ([, , whole = '', fraction = '']) => whole.padStart(width, '0') + fraction,
  );
  const order = left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
  return one[1] === '-' ? 0 - order : order;
}

/** @param point how many of the digits are before the decimal point: negative, or more than there are, for zeros between */
function withPoint(digits: string, point: number): string {
  const whole = digits.slice(0, Math.max(point, 0)).padEnd(point, '0').replace(/^0+/, '');
  const fraction = withoutLastZeros('0'.repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0)));
  return `${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A regular expression would take quadratic time for zeros that are not the last. */
function withoutLastZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
