// Entries begin with their key and a tab. A partition of them that is too large for memory, because its source is compressed
// or has few keys, is divided again before it is looked at.
import { Spill, type Partition } from './spill';

export interface DivideOptions {
  /** In characters of entries: a Map of them takes a few times as much. Default: 16 million. */
  readonly mostAtOnce?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Of the temporary files. Default: that of the system. */
  readonly folder?: string | undefined;
}

/** Entries that so many divisions leave together have the same few keys, which take no room. */
const mostDivisions = 3;

/** @param take is handed all entries of some keys, in their order; one call after the other */
export async function divide(
  { characters, entries }: Partition,
  options: DivideOptions,
  take: (entries: Partition['entries']) => Promise<void>,
  divisions = 0,
): Promise<void> {
  const { signal, folder, mostAtOnce = 16_000_000 } = options;
  if (characters <= mostAtOnce || divisions === mostDivisions) return take(entries);
  const spill = new Spill(characters, undefined, divisions + 1, folder);
  try {
    for await (const piece of entries) {
      for (const entry of piece) {
        const writing = spill.add(keyOf(entry), entry);
        // Waiting takes time even where there is nothing to wait for.
        if (writing) await writing;
      }
    }
    for (const part of spill.partitions(signal)) await divide(part, options, take, divisions + 1);
  } finally {
    await spill.close();
  }
}

function keyOf(entry: string): string {
  return entry.slice(0, entry.indexOf('\t'));
}
