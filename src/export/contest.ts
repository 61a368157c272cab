// Who is written of the records with one key: what each record enters the contest with, and how one is chosen.
import type { Column, Value } from '../model/column';
import type { Deduplication, Plan } from '../model/plan';
import { inFile } from '../segment/failures';
import { NumberText } from '../segment/numberText';
import type { JsonValue, RecordValue, SegmentRecord } from '../segment/records';
import { BitSet } from './bitSet';
import { hasValue, textOf, type Cell } from './cells';
import { absence } from './membership';
import { keyReader, type KeyReader } from './recordKey';
import { presence } from './texts';
import { timeOf, UnreadableTime } from './time';
import { valueReader, type ValueReader } from './values';
import type { Winners } from './winners';

/** A record that may be written. */
interface Candidate {
  /** Its number in the segment. */
  readonly record: number;
  /** In microseconds since 1970; -Infinity for none. */
  readonly time: number;
  /** Its other columns, as one text that sorts as they do: in JSON. */
  readonly others: string;
}

/** Whether one record beats another of the same key that comes before it. */
const beats: Record<Deduplication['keep'], (challenger: Candidate, champion: Candidate) => boolean> = {
  first: () => false,
  last: () => true,
  latest: (challenger, champion) =>
    challenger.time === champion.time
      ? parsed(challenger.others) < parsed(champion.others)
      : challenger.time > champion.time,
};

export class Contest implements Winners {
  /** Records so far. */
  records = 0;
  withoutKey = 0;
  private readonly winners = new BitSet();
  private readonly beats: (challenger: Candidate, champion: Candidate) => boolean;
  private readonly keyOf: KeyReader;
  private readonly keyRequired: boolean;
  private readonly mandatory: readonly ValueReader[];
  private readonly isThere: (value: Cell | JsonValue) => boolean;
  private readonly time: ValueReader | undefined;
  private readonly others: readonly ValueReader[];

  constructor(
    private readonly plan: Pick<Plan, 'columns' | 'membersOf' | 'format'>,
    deduplication: Deduplication,
  ) {
    const { keys, keep, time, keyRequired = false } = deduplication;
    const { columns, membersOf, format } = plan;
    const readerOf = (value: Value) => valueReader(value, membersOf);
    this.beats = beats[keep];
    this.keyOf = keyReader(deduplication, membersOf);
    this.keyRequired = keyRequired;
    this.mandatory = columns.filter(({ mandatory }) => mandatory).map(({ value }) => readerOf(value));
    this.isThere = presence(format);
    this.time = time && readerOf(time);
    this.others = time ? othersThan([...keys, time], columns).map(({ value }) => readerOf(value)) : [];
  }

  has(record: number): boolean {
    return this.winners.has(record);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.winners.bytes();
  }

  /**
   * The next record's entry. A record without a key wins by itself where it needs none, and one that would be dropped takes
   * no part: it must not take another one with it.
   * @throws UnreadableTime, as a FailureInFile when the segment has several files
   */
  entryOf(segmentRecord: SegmentRecord): { readonly key: string; readonly text: string } | undefined {
    const { value } = segmentRecord;
    const record = this.records++;
    if (!this.isWritten(value)) return undefined;
    const key = this.keyOf(value);
    if (key === undefined) {
      if (!this.keyRequired) this.winWithoutKey(record);
      return undefined;
    }
    // Neither tab nor line break stands in JSON as it is.
    return { key, text: `${key}\t${record}${this.decisive(segmentRecord)}` };
  }

  /** @param partition all entries that there are of their keys, those of one key in the records' order */
  async decide(partition: AsyncIterable<readonly string[]>): Promise<void> {
    const champions = new Map<string, Candidate>();
    for await (const entries of partition) {
      for (const entry of entries) {
        const [key = '', record, time = -Infinity, others = ''] = entry.split('\t');
        const champion = champions.get(key);
        const challenger = { record: Number(record), time: Number(time), others };
        if (!champion || this.beats(challenger, champion)) champions.set(key, challenger);
      }
    }
    for (const { record } of champions.values()) this.winners.add(record);
  }

  private winWithoutKey(record: number): void {
    this.withoutKey++;
    this.winners.add(record);
  }

  private isWritten(value: RecordValue): boolean {
    const { membersOf } = this.plan;
    if (membersOf !== undefined && absence(value, membersOf)) return false;
    return this.mandatory.every((read) => this.isThere(read(value)));
  }

  /** What decides between records of one key, beside their order. */
  private decisive({ value, line, file }: SegmentRecord): string {
    if (!this.time) return '';
    const found = this.time(value);
    const time = hasValue(found) ? timeOf(found) : -Infinity;
    if (time === undefined) throw inFile(file, new UnreadableTime(line, textOf(found) ?? ''));
    const others = this.others.map((read) => simpleText(read(value))).join('\u0000');
    return `\t${time}\t${JSON.stringify(others)}`;
  }
}

function parsed(json: string): string {
  return JSON.parse(json) as string;
}

/** Adobe orders by columns that are "non-complex": arrays and objects do not count. */
function simpleText(value: ReturnType<ValueReader>): string {
  const complex = typeof value === 'object' && !(value instanceof NumberText);
  return complex ? '' : (textOf(value) ?? '');
}

function othersThan(values: readonly Value[], columns: readonly Column[]): Column[] {
  const taken = new Set(values.map((value) => JSON.stringify(value)));
  return columns.filter(({ value }) => !taken.has(JSON.stringify(value)));
}
