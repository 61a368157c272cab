// Which parts of a segment must be read for some rows of one kind, where these may be few and far between.

/** How many rows of the kind there are before a place of the index. */
export type RowsBefore = (place: number) => number;

/** Places of the index. */
export interface Stretch {
  readonly begin: number;
  /** The first one behind it; undefined: it goes on to the segment's end. */
  readonly end: number | undefined;
}

/** So many places are skipped at least: reading on is as fast as to begin anew. */
const leastJump = 4;

/**
 * The stretches that hold some rows, in order. The last one has no end unless the rows before it are enough.
 * @param known of how many places the rows before are known
 * @param from of the first row, from 0
 */
export function* stretches(
  known: number,
  before: RowsBefore,
  from: number,
  count: number,
): Generator<Stretch> {
  let begin = lastPlace(known, before, from);
  for (let end = begin + 1; end + leastJump < known && before(end) < from + count; end++) {
    if (before(end + leastJump) > before(end)) continue;
    yield { begin, end };
    begin = end = lastPlace(known, before, before(end));
  }
  yield { begin, end: undefined };
}

/** The last place with at most so many rows before it: the next one of them is behind it, as far as is known. */
function lastPlace(known: number, before: RowsBefore, rows: number): number {
  let low = 0;
  let high = known;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (before(middle) <= rows) low = middle;
    else high = middle;
  }
  return low;
}
