// What became of the headers between two exports.

export interface HeaderChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** In both, but no longer in the same order: as few as it takes to bring the others into theirs. */
  readonly moved: readonly string[];
}

export function headerChanges(now: readonly string[], before: readonly string[]): HeaderChanges {
  const [places, present] = [new Map(before.map((header, place) => [header, place])), new Set(now)];
  const common = now.filter((header) => places.has(header));
  const kept = longestAscending(common.map((header) => places.get(header) ?? 0));
  return {
    added: now.filter((header) => !places.has(header)),
    removed: before.filter((header) => !present.has(header)),
    moved: common.filter((_, index) => !kept.has(index)),
  };
}

/** The indexes of a longest ascending subsequence, by patience sorting (Fredman, 1975). */
function longestAscending(numbers: readonly number[]): Set<number> {
  /** Of each length the sequence with the smallest end: where that is. */
  const ends: number[] = [];
  const before = numbers.map((number, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = index;
    return ends[low - 1];
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at);
  return kept;
}
