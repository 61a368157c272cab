// One step of a path into a record.
import { NumberText } from '../segment/numberText';
import type { JsonValue, RecordValue } from '../segment/records';

/** The value at a key of an object or a place of an array: its own, never one that JavaScript lends to every object. */
export function own(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || value instanceof NumberText) return undefined;
  if (Array.isArray(value))
    return typeof step === 'number' ? (value as readonly JsonValue[])[step] : undefined;
  if (typeof step === 'number' || !Object.hasOwn(value, step)) return undefined;
  return (value as RecordValue)[step];
}
