// What makes two records the same person: their key, by which duplicates are found, and what has changed since another run.
import type { Deduplication } from '../model/plan';
import type { JsonValue, RecordValue } from '../segment/records';
import { hasValue, textOf } from './cells';
import { valueReader } from './values';

/** Undefined for a record that has a value in none of the keys. */
export type KeyReader = (record: RecordValue) => string | undefined;

/** @param segmentId as `valueReader` takes it */
export function keyReader({ keys }: Deduplication, segmentId: string | undefined): KeyReader {
  const readers = keys.map((value) => valueReader(value, segmentId));
  return (record) => keyText(readers.map((read) => read(record)));
}

/** A key in JSON: an array of texts, with null where there is no value. Numbers and texts of the same spelling are the same. */
export function keyText(values: readonly (JsonValue | undefined)[]): string | undefined {
  // Empty texts are no values: `null` and `""` make one key.
  const parts = values.map((value) => textOf(value) || null);
  return parts.some(hasValue) ? JSON.stringify(parts) : undefined;
}
