// The word that a person probably meant.

/**
 * Those of some words that are spelt much like another, the nearest first.
 * @param count how many at most. Default: 3
 */
export function nearest(word: string, words: Iterable<string>, count = 3): string[] {
  const most = Math.max(1, Math.floor(word.length * 0.4));
  const near = [...new Set(words)]
    .filter((other) => other !== word && Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, distance: distance(word.toLowerCase(), other.toLowerCase(), most) }))
    .filter((each) => each.distance <= most);
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, count).map(({ other }) => other);
}

/**
 * How many characters are to be put in, taken out, changed, or swapped with their neighbour, to make one text of another
 * (optimal string alignment).
 * @param most where it is more, any number above this may be returned
 */
export function distance(from: string, to: string, most = Infinity): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(before, column - 2) + 1 : Infinity,
      );
    }
    // A swap reaches over one row.
    if (Math.min(...last, ...next) > most) return Infinity;
    [before, last] = [last, next];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
