// Entries put aside by their key, more than memory holds: those of one key come back together, in the order they went in.
// They lie in a file of blocks (./blockFile). As long as everything fits into the buffers there is no file at all.
import { setImmediate } from 'node:timers/promises';
import { BlockFile, type Block } from './blockFile';

export interface SpillSizes {
  /** Of the source, for each partition: more than is then in memory at once, as keys are a part of records. Default: 4 MB. */
  readonly sourceBytesPerPartition: number;
  /** Default: 1024. Each has a buffer. */
  readonly maxPartitions: number;
  /** When so many characters wait in one partition they are written. Default: 16,384. */
  readonly bufferCharacters: number;
}

const defaultSizes: SpillSizes = {
  sourceBytesPerPartition: 4_000_000,
  maxPartitions: 1024,
  bufferCharacters: 16_384,
};

interface Buffered {
  waiting: string[];
  waitingCharacters: number;
  readonly written: Block[];
  /** Of all its entries. */
  characters: number;
}

/** Some of the entries: all those of their keys. */
export interface Partition {
  /** Of all of them. */
  readonly characters: number;
  /** In pieces. */
  readonly entries: AsyncGenerator<readonly string[]>;
}

export class Spill {
  private readonly all: readonly Buffered[];
  private readonly file: BlockFile;

  /**
   * @param sourceBytes size of what the entries come from: how many partitions there are
   * @param seed spreads keys otherwise than another one
   * @param parent folder of the file. Default: that for temporary files
   */
  constructor(
    sourceBytes: number,
    private readonly sizes: SpillSizes = defaultSizes,
    private readonly seed = 0,
    parent?: string,
  ) {
    this.file = new BlockFile(parent);
    const { sourceBytesPerPartition, maxPartitions } = sizes;
    const count = Math.min(maxPartitions, Math.ceil(sourceBytes / sourceBytesPerPartition) || 1);
    this.all = Array.from({ length: count }, () => ({
      waiting: [],
      waitingCharacters: 0,
      written: [],
      characters: 0,
    }));
  }

  /** Bytes in the temporary file. */
  get bytes(): number {
    return this.file.bytes;
  }

  /**
   * @param entry without line breaks
   * @returns a promise when there is something to wait for
   */
  add(key: string, entry: string): Promise<void> | undefined {
    const partition = this.all[hash(key, this.seed) % this.all.length] as Buffered;
    partition.waiting.push(entry);
    partition.waitingCharacters += entry.length;
    partition.characters += entry.length;
    return partition.waitingCharacters >= this.sizes.bufferCharacters ? this.write(partition) : undefined;
  }

  /** All entries, by partition: to be read one after the other. */
  partitions(signal?: AbortSignal): readonly Partition[] {
    return this.all.map((partition) => ({
      characters: partition.characters,
      entries: this.entriesOf(partition, signal),
    }));
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async *entriesOf(
    { written, waiting }: Buffered,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly string[]> {
    for (const block of written) {
      const entries = await this.file.read(block);
      signal?.throwIfAborted();
      yield entries;
    }
    // A turn of the event loop: only there can a cancel arrive.
    await setImmediate();
    signal?.throwIfAborted();
    yield waiting;
  }

  private async write(partition: Buffered): Promise<void> {
    const { waiting } = partition;
    partition.waiting = [];
    partition.waitingCharacters = 0;
    partition.written.push(await this.file.write(waiting));
  }
}

/** FNV-1a (Fowler, Noll, Vo), of 32 bits. It spreads keys; it decides nothing. */
function hash(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
