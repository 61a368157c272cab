// Works that mostly wait, many at the same time.

/**
 * Does a work for each item; the next begins when any has ended.
 * @param width how many at the same time. Default: 24; more pushes would keep one another waiting for longer than they
 *   wait for a store
 */
export function inTurns<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  width = 24,
): Promise<R>[] {
  const waiting: (() => void)[] = [];
  let free = width;
  const turn = async (): Promise<void> => {
    if (free-- <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return items.map(async (item, index) => {
    await turn();
    try {
      return await work(item, index);
    } finally {
      free++;
      waiting.shift()?.();
    }
  });
}
