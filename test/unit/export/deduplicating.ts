// Small ways to leave out duplicates in tests.
import type { Source } from '../../../src/segment/source';
import { exportText } from '../collect';
import { memorySource } from '../segment/memory';

export type Json = Record<string, unknown>;
export const sourceOfRecords = (records: readonly object[]) =>
  memorySource('x.ndjson', records.map((record) => JSON.stringify(record)).join('\n'));

/** The rows below the header. */
export async function rowsOf(source: Source, definition: object): Promise<string[]> {
  return (await exportText(source, undefined, definition)).trimEnd().split('\n').slice(1);
}
/** The ids of the records that are written. */
export const idsOf = (records: readonly Json[], deduplicate: object) =>
  rowsOf(sourceOfRecords(records), { columns: [{ path: 'id' }], deduplicate });
