// Sorted texts from several sides to one sorted row of them, by a heap: the smallest of what is in sight is always on top.
import { cursorOn, type Cursor } from './cursor';

const batchLength = 1024;

/** In the order of UTF-16 code units, as `<` and `Array.sort` have it. */
export async function* mergeSorted(
  sides: readonly AsyncGenerator<readonly string[]>[],
): AsyncGenerator<readonly string[]> {
  const cursors = await Promise.all(sides.map(cursorOn));
  // What is sorted is a heap, too.
  const heap = cursors
    .filter(({ current }) => current !== undefined)
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  let batch: string[] = [];
  try {
    for (let top = heap[0]; top?.current !== undefined; top = heap[0]) {
      batch.push(top.current);
      if (batch.length === batchLength) {
        yield batch;
        batch = [];
      }
      // Waiting takes time even where there is nothing to wait for.
      const refilling = top.advance();
      if (refilling) await refilling;
      settle(heap);
    }
    if (batch.length > 0) yield batch;
  } finally {
    await Promise.all(cursors.map((cursor) => cursor.close()));
  }
}

/** Puts the heap in order again after its top has changed, or ended. */
function settle(heap: Cursor<string>[]): void {
  if (heap[0]?.current === undefined) {
    const last = heap.pop();
    if (heap.length === 0 || !last) return;
    heap[0] = last;
  }
  for (let at = 0; ;) {
    const child = smallerChild(heap, at);
    const [one, other] = [heap[at], heap[child]];
    if (!one || !other || !isBefore(other, one)) return;
    [heap[at], heap[child]] = [other, one];
    at = child;
  }
}

function smallerChild(heap: readonly Cursor<string>[], parent: number): number {
  const [left, right] = [heap[2 * parent + 1], heap[2 * parent + 2]];
  return 2 * parent + (left && right && isBefore(right, left) ? 2 : 1);
}

function isBefore({ current: a = '' }: Cursor<string>, { current: b = '' }: Cursor<string>): boolean {
  return a < b;
}
