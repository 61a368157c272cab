// Columns that are empty because their path leads to objects, whose values have columns of their own. A definition writes
// them as what they are, empty: their path would write the object as JSON once those other columns are left out.
import type { Column } from '../model/column';
import type { Path } from '../model/path';
import { readRecords, type JsonValue } from '../segment/records';
import type { Source } from '../segment/source';
import { inspectedRecords, isLeaf } from './columns';
import { firstRecords } from './firstRecords';
import { own } from './own';

/**
 * Of the columns that were taken from a segment's first records, those whose path leads to an object in some of these
 * records and to no value in all others.
 * @throws any failure of the segment room within the records looked at, the signal's AbortError
 */
export async function emptyBesideObjects<T extends Column>(
  columns: readonly T[],
  source: Source,
  signal?: AbortSignal,
): Promise<ReadonlySet<T>> {
  const [withObject, withValue] = [new Set<T>(), new Set<T>()];
  for await (const batch of firstRecords(readRecords(source, signal), inspectedRecords)) {
    for (const record of batch) {
      for (const column of columns) {
        const value = column.value.kind === 'path' ? valueAt(record.value, column.value.path) : undefined;
        if (value === undefined || value === null) continue;
        (isLeaf(value) ? withValue : withObject).add(column);
      }
    }
  }
  return new Set([...withObject].filter((column) => !withValue.has(column)));
}

function valueAt(record: JsonValue, path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((parent, step) => own(parent, step), record);
}
