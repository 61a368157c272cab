// Sorts more texts than memory holds: as many as fit are sorted at once and put aside as a run, and the runs are merged, in
// rounds where there are many.
import { setImmediate } from 'node:timers/promises';
import { BlockFile, type Block } from '../blockFile';
import { mergeSorted } from './mergeSorted';

export interface SorterSizes {
  /** What is sorted at once, in characters. It takes a few times as many bytes. Default: 8 million. */
  readonly runCharacters: number;
  /** How many runs are merged at once: a block of each is in memory. From 2. Default: 64. */
  readonly mostRuns: number;
  /** Texts in a block. Default: 1024. */
  readonly blockLength: number;
}

const defaultSizes: SorterSizes = { runCharacters: 8_000_000, mostRuns: 64, blockLength: 1024 };

interface Run {
  readonly file: BlockFile;
  readonly blocks: readonly Block[];
}

export class Sorter {
  private waiting: string[] = [];
  private waitingCharacters = 0;
  private file = new BlockFile();
  private runs: Run[] = [];

  constructor(private readonly sizes: SorterSizes = defaultSizes) {}

  /** @param text without line breaks @returns a promise when there is something to wait for */
  add(text: string): Promise<void> | undefined {
    this.waiting.push(text);
    this.waitingCharacters += text.length;
    return this.waitingCharacters >= this.sizes.runCharacters ? this.putAside() : undefined;
  }

  /** All texts, in the order of UTF-16 code units. To be read once, when there are no more. @throws the signal's AbortError */
  async *sorted(signal?: AbortSignal): AsyncGenerator<readonly string[]> {
    while (this.runs.length >= this.sizes.mostRuns) await this.mergeRound(signal);
    const last = this.takeSorted();
    yield* mergeSorted([...this.runs.map((run) => read(run, signal)), inMemory(last)]);
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async putAside(): Promise<void> {
    const sorted = this.takeSorted();
    this.runs.push(await this.write(this.file, inMemory(sorted, this.sizes.blockLength)));
  }

  private takeSorted(): string[] {
    const sorted = this.waiting.sort();
    this.waiting = [];
    this.waitingCharacters = 0;
    return sorted;
  }

  /** Merges runs, as many at once as may be, and lets go of the file that they were in. */
  private async mergeRound(signal: AbortSignal | undefined): Promise<void> {
    const [before, after] = [this.file, new BlockFile()];
    const merged: Run[] = [];
    try {
      for (let from = 0; from < this.runs.length; from += this.sizes.mostRuns) {
        const some = this.runs.slice(from, from + this.sizes.mostRuns);
        merged.push(await this.write(after, mergeSorted(some.map((run) => read(run, signal)))));
      }
    } finally {
      this.file = after;
      await before.close();
    }
    this.runs = merged;
  }

  private async write(file: BlockFile, batches: AsyncGenerator<readonly string[]>): Promise<Run> {
    const blocks: Block[] = [];
    for await (const batch of batches) blocks.push(await file.write(batch));
    return { file, blocks };
  }
}

async function* read({ file, blocks }: Run, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  for (const block of blocks) {
    const texts = await file.read(block);
    signal?.throwIfAborted();
    yield texts;
  }
}

async function* inMemory(texts: readonly string[], length = Infinity): AsyncGenerator<readonly string[]> {
  // A turn of the event loop: only there can a cancel arrive.
  await setImmediate();
  for (let from = 0; from < texts.length; from += length) yield texts.slice(from, from + length);
}
