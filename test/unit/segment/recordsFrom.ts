// Reads a segment from record N on by its index.
import { Heads, readRecordsFrom } from '../../../src/segment/readFrom';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import type { Source } from '../../../src/segment/source';
import type { SourceIndex } from '../../../src/segment/sourceIndex';

/** @param from number of the first record, from 0 */
export async function* recordsFrom(
  source: Source,
  index: SourceIndex,
  from: number,
  { heads = new Heads(source), signal }: { heads?: Heads; signal?: AbortSignal } = {},
): AsyncGenerator<readonly SegmentRecord[]> {
  const at = index.at(from);
  const place = at === -1 ? undefined : index.place(at);
  const batches = place ? readRecordsFrom(source, place, signal, heads) : readRecords(source, signal);
  let skip = from - (place?.record ?? 0);
  for await (const batch of batches) {
    if (skip < batch.length) yield batch.slice(skip);
    skip = Math.max(0, skip - batch.length);
  }
}
