// Where a value stands in a segment file, from its first character to behind its last one.
import type { Place } from './failures';

export interface Extent {
  readonly start: Place;
  readonly end: Place;
}

/**
 * The place of an offset in a text.
 * @param from where the text begins
 */
export function placeAt(text: string, offset: number, from: Place): Place {
  const before = text.slice(0, offset);
  const breaks = before.match(/\r\n|\r|\n/g)?.length ?? 0;
  if (breaks === 0) return { line: from.line, column: from.column + offset };
  const lastBreak = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return { line: from.line + breaks, column: offset - lastBreak };
}
