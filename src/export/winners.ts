// Deduplication: which records are written of those with the same key. One reading of the segment puts each record's key,
// number and, where they decide, time and other columns into one of many partitions by a hash of the key; each partition
// then fits in memory, where an ordinary Map compares whole keys. So no collision of hashes can ever drop a record.
// What is kept is one bit a record; the partitions lie in a temporary file (./spill).
import type { Plan } from '../model/plan';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import { BitSet } from './bitSet';
import { Contest } from './contest';
import { divide } from './divide';
import { Spill } from './spill';

/** The records that are written, by their number in the segment, counted from 0. */
export interface Winners {
  has(record: number): boolean;
  /** How many records have none of the values that make a key. All of them are written. */
  readonly withoutKey: number;
  /** One bit a record: see `BitSet`. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Winners that another thread found. */
export class FoundWinners implements Winners {
  private readonly records: BitSet;

  /** @param bits as `Winners.bytes` gave them */
  constructor(
    bits: Uint8Array<ArrayBuffer>,
    readonly withoutKey: number,
  ) {
    this.records = new BitSet(bits);
  }

  has(record: number): boolean {
    return this.records.has(record);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.records.bytes();
  }
}

export interface WinnersOptions {
  readonly signal?: AbortSignal | undefined;
  /** How many records were read so far. */
  readonly onProgress?: ((records: number) => void) | undefined;
  /** As `divide` takes it. */
  readonly mostAtOnce?: number;
}

/**
 * Reads the whole segment.
 * @returns undefined when the plan does not deduplicate
 * @throws UnreadableTime, any failure of the segment room, the signal's AbortError
 */
export async function findWinners(
  plan: Plan,
  source: Source,
  { signal, onProgress, mostAtOnce }: WinnersOptions = {},
): Promise<Winners | undefined> {
  if (!plan.deduplication) return undefined;
  const contest = new Contest(plan, plan.deduplication);
  const spill = new Spill(await source.size());
  try {
    for await (const batch of readRecords(source, signal)) {
      for (const record of batch) {
        const entry = contest.entryOf(record);
        const writing = entry && spill.add(entry.key, entry.text);
        // Waiting takes time even where there is nothing to wait for.
        if (writing) await writing;
      }
      onProgress?.(contest.records);
    }
    for (const partition of spill.partitions(signal))
      await divide(partition, { signal, mostAtOnce }, (entries) => contest.decide(entries));
    return contest;
  } finally {
    await spill.close();
  }
}
