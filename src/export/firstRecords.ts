// The first records of a segment, for whoever has to look at some before the rest is read.
import type { SegmentRecord } from '../segment/records';

export async function* firstRecords(
  all: AsyncIterable<readonly SegmentRecord[]>,
  count: number,
): AsyncGenerator<readonly SegmentRecord[]> {
  let left = count;
  for await (const batch of all) {
    yield batch.slice(0, left);
    left -= batch.length;
    if (left <= 0) return;
  }
}
