// Rows that come in batches, taken in the numbers that files have room for.
import type { Row } from './encode';

export class RowQueue {
  private batch: readonly Row[] = [];
  private at = 0;

  constructor(private readonly batches: AsyncGenerator<readonly Row[]>) {}

  /** Whether there is another row. */
  async hasMore(): Promise<boolean> {
    while (this.at === this.batch.length) {
      const next = await this.batches.next();
      if (next.done) return false;
      this.batch = next.value;
      this.at = 0;
    }
    return true;
  }

  /** The next rows: at least one and at most `most`, or none at the end. */
  async take(most: number): Promise<readonly Row[]> {
    if (!(await this.hasMore())) return [];
    const [from, to] = [this.at, Math.min(this.batch.length, this.at + most)];
    this.at = to;
    return from === 0 && to === this.batch.length ? this.batch : this.batch.slice(from, to);
  }

  /** Lets go of what the rows come from. */
  async close(): Promise<void> {
    await this.batches.return(undefined);
  }
}
