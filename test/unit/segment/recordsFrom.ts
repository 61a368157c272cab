// Reads a segment from record N on by its index.
import { Heads, readRecordsFrom } from '../../../src/segment/readFrom';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import type { Source } from '../../../src/segment/source';
import type { Place, SourceIndex } from '../../../src/segment/sourceIndex';

/** @param from number of the first record, from 0 */
export async function* recordsFrom(
  source: Source,
  index: SourceIndex,
  from: number,
  { heads = new Heads(source), signal }: { heads?: Heads; signal?: AbortSignal } = {},
): AsyncGenerator<readonly SegmentRecord[]> {
  const place = lastPlace(index, from);
  const batches = place ? readRecordsFrom(source, place, signal, heads) : readRecords(source, signal);
  let skip = from - (place?.record ?? 0);
  for await (const batch of batches) {
    if (skip < batch.length) yield batch.slice(skip);
    skip = Math.max(0, skip - batch.length);
  }
}

/** The last place at a record or before it. */
function lastPlace(index: SourceIndex, record: number): Place | undefined {
  let [low, high] = [0, index.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.place(middle).record <= record) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : index.place(low - 1);
}
