// The rows that the grid shows: asked for by blocks, kept while they are near. What has scrolled out of sight before its
// turn is never asked for.
import type { GridRow } from './protocol';

const blockRows = 100;
const keptBlocks = 60;
const requestsAtOnce = 2;

export class RowStore {
  /** In the order of their use, the latest last. */
  readonly #blocks = new Map<number, readonly GridRow[]>();
  readonly #asked = new Map<number, { readonly block: number; readonly count: number }>();
  readonly #failed = new Set<number>();
  #wanted: number[] = [];
  #total = 0;

  constructor(private readonly ask: (from: number, count: number) => number) {}

  /** Forgets all: they were rows of another generation or view. */
  reset(): void {
    this.#blocks.clear();
    this.#asked.clear();
    this.#wanted = [];
    this.retry();
  }

  /** Lets what failed be asked for again. */
  retry(): void {
    this.#failed.clear();
  }

  row(index: number): GridRow | undefined {
    const block = Math.floor(index / blockRows);
    return this.#blocks.get(block)?.[index - block * blockRows];
  }

  hasFailed(index: number): boolean {
    return this.#failed.has(Math.floor(index / blockRows));
  }

  /** The rows in view, of so many that there are. Those that are missing are asked for, then their neighbours. */
  want(first: number, last: number, total: number): void {
    this.#total = total;
    const firstBlock = Math.floor(first / blockRows);
    const lastBlock = Math.floor(Math.max(first, last) / blockRows);
    const inView = Array.from({ length: lastBlock - firstBlock + 1 }, (_, i) => firstBlock + i);
    for (const block of inView) this.#touch(block);
    this.#wanted = [...inView, lastBlock + 1, firstBlock - 1].filter((block) => this.#isMissing(block));
    this.#askNext();
  }

  /** Takes an answer. Returns whether it was waited for. */
  answer(id: number, rows: readonly GridRow[]): boolean {
    const asked = this.#asked.get(id);
    if (!asked) return false;
    this.#asked.delete(id);
    this.#blocks.delete(asked.block);
    this.#blocks.set(asked.block, rows);
    // Fewer rows than there should be: not asked for again until something changes.
    if (rows.length < asked.count) this.#failed.add(asked.block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) break;
      this.#blocks.delete(oldest);
    }
    this.#askNext();
    return true;
  }

  fail(id: number): boolean {
    const asked = this.#asked.get(id);
    if (!asked) return false;
    this.#asked.delete(id);
    this.#failed.add(asked.block);
    this.#askNext();
    return true;
  }

  #askNext(): void {
    while (this.#asked.size < requestsAtOnce) {
      const block = this.#wanted.shift();
      if (block === undefined) return;
      if (!this.#isMissing(block)) continue;
      const count = this.#rowsOf(block);
      this.#asked.set(this.ask(block * blockRows, count), { block, count });
    }
  }

  #isMissing(block: number): boolean {
    if (this.#failed.has(block) || [...this.#asked.values()].some((asked) => asked.block === block))
      return false;
    return (this.#blocks.get(block)?.length ?? 0) < this.#rowsOf(block);
  }

  #rowsOf(block: number): number {
    return block < 0 ? 0 : Math.max(0, Math.min(blockRows, this.#total - block * blockRows));
  }

  #touch(block: number): void {
    const rows = this.#blocks.get(block);
    if (!rows) return;
    this.#blocks.delete(block);
    this.#blocks.set(block, rows);
  }
}
