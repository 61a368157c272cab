// The values of a key as they stand in a row: a snapshot keeps them with their kinds, to name a person by who is gone.
import { NumberText } from '../../segment/numberText';
import type { JsonValue } from '../../segment/records';
import { JsonText, type Cell } from '../cells';

/** A digit for each value, its place among the makers of cells. */
export function kindsOf(values: readonly (JsonValue | undefined)[]): string {
  return values.map(kindOf).join('');
}

function kindOf(value: JsonValue | undefined): number {
  if (typeof value === 'number' || value instanceof NumberText) return 1;
  if (typeof value === 'boolean') return 2;
  return typeof value === 'object' && value !== null ? 3 : 0;
}

const makers: readonly ((text: string) => Cell)[] = [
  (text) => text,
  (text) => new NumberText(text),
  (text) => text === 'true',
  (text) => new JsonText(text),
];

/** @param key as `keyText` gives it */
export function cellsOf(key: string, kinds: string): Cell[] {
  const texts = JSON.parse(key) as (string | null)[];
  return texts.map((text, index) => (text === null ? null : (makers[Number(kinds[index])]?.(text) ?? text)));
}
