// A cell: a record's value on its way into a row.
import { NumberText } from '../segment/numberText';
import type { JsonValue, RecordValue } from '../segment/records';

/** An array or object, as text: CSV takes it for a text, JSON as it is. */
export class JsonText {
  /** Nothing else is one, whatever it has. */
  declare private readonly nominal: true;

  constructor(readonly json: string) {}

  toString(): string {
    return this.json;
  }
}

/** A value as the encoder takes it. `undefined` where the record has no such path. */
export type Cell = string | number | NumberText | boolean | JsonText | null | undefined;

export function toCell(value: JsonValue | undefined): Cell {
  if (typeof value !== 'object' || value === null || value instanceof NumberText) return value;
  return new JsonText(jsonText(value));
}

/** JSON with each number as it stands in the segment file. */
export function jsonText(value: JsonValue): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value as RecordValue).map(
    ([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`,
  );
  return `{${fields.join(',')}}`;
}

/** A value as text, or nothing where there is none. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object' && !(value instanceof NumberText)) return jsonText(value);
  return String(value);
}

/** Whether a mandatory column is satisfied with a value: it is neither null nor missing nor an empty text. */
export function hasValue(value: Cell | JsonValue): boolean {
  return value !== null && value !== undefined && value !== '';
}
