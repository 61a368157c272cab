// One item after the other of what comes in batches, with the next one in sight.

export class Cursor<T> {
  private batch: readonly T[] = [];
  private at = 0;
  /** Undefined at the end, and before the first `advance`. */
  current: T | undefined;

  constructor(private readonly batches: AsyncGenerator<readonly T[]>) {}

  /** Goes on to the next item. @returns a promise when there is something to wait for */
  advance(): Promise<void> | undefined {
    if (this.at === this.batch.length) return this.refill();
    this.current = this.batch[this.at++];
    return undefined;
  }

  /** Lets go of what the items come from. */
  async close(): Promise<void> {
    await this.batches.return(undefined);
  }

  private async refill(): Promise<void> {
    const next = await this.batches.next();
    this.batch = next.done ? [] : next.value;
    this.at = 0;
    if (next.done) this.current = undefined;
    else await this.advance();
  }
}

/** At the first item. */
export async function cursorOn<T>(batches: AsyncGenerator<readonly T[]>): Promise<Cursor<T>> {
  const cursor = new Cursor(batches);
  await cursor.advance();
  return cursor;
}
