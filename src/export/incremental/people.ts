// Who is in an export, in the order of their keys: one reading of the segment, sorted (./sorter). Beside the members there
// may be those who have left the segment and are still in its file.
import { createHash } from 'node:crypto';
import type { Deduplication, Plan } from '../../model/plan';
import { readRecords, type RecordValue, type SegmentRecord } from '../../segment/records';
import type { Source } from '../../segment/source';
import { rowWriter, type RowWriter } from '../encode';
import { absence } from '../membership';
import { projectorOf, type Projector } from '../project';
import { keyText } from '../recordKey';
import { lackFinder, Rows, type LackFinder } from '../rows';
import { valueReader, type ValueReader } from '../values';
import type { Winners } from '../winners';
import { kindsOf } from './keyCells';
import { hashBytes } from './snapshotForm';
import type { SnapshotRow } from './snapshotRow';
import type { Sorter } from './sorter';

/** Whoever has a record: as a member, or as one who has left. */
export interface Person {
  readonly key: string;
  readonly member: Member | undefined;
  /** Number of the record that says so. */
  readonly left: number | undefined;
}

export interface Member extends SnapshotRow {
  /** Its number in the segment, from 0. */
  readonly record: number;
}

export interface PeopleOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onRecords?: ((records: number) => void) | undefined;
  /** Whether rows have a hash. */
  readonly hashed: boolean;
  /** Whether those are wanted who have left. */
  readonly leavers: boolean;
}

/** Puts all people of an export into a sorter. @throws any failure of the segment room, the signal's AbortError */
export async function readPeople(
  plan: Plan,
  source: Source,
  winners: Winners | undefined,
  sorter: Sorter,
  { signal, onRecords, ...wanted }: PeopleOptions,
): Promise<void> {
  const entries = new Entries(plan, winners, wanted);
  let records = 0;
  for await (const batch of readRecords(source, signal)) {
    for (const record of batch) {
      const entry = entries.of(record, records++);
      const writing = entry === undefined ? undefined : sorter.add(entry);
      // Waiting takes time even where there is nothing to wait for.
      if (writing) await writing;
    }
    onRecords?.(records);
  }
}

/** Each record as a text that sorts by its key: neither tab nor line break stands in one, and nothing comes before a tab. */
class Entries {
  private readonly rows: Rows;
  private readonly keys: readonly ValueReader[];
  private readonly write: RowWriter;
  private readonly projector: Projector;
  private readonly lacking: LackFinder;

  constructor(
    private readonly plan: Plan,
    winners: Winners | undefined,
    private readonly wanted: Pick<PeopleOptions, 'hashed' | 'leavers'>,
  ) {
    const headers = plan.columns.map(({ header }) => header);
    this.rows = new Rows(plan, winners);
    this.keys = (plan.deduplication?.keys ?? []).map((value) => valueReader(value, plan.membersOf));
    this.write = rowWriter(plan.format, headers);
    this.projector = projectorOf(plan);
    this.lacking = lackFinder(plan);
  }

  /** Undefined for a record that does not count. */
  of(segmentRecord: SegmentRecord, record: number): string | undefined {
    const rows = this.rows.of([segmentRecord]);
    if (rows.length === 0 && !this.hasLeft(segmentRecord.value)) return undefined;
    const values = this.keys.map((read) => read(segmentRecord.value));
    const entry = `${keyText(values)}\t${record}`;
    if (rows.length === 0) return entry;
    return `${entry}\t${kindsOf(values)}\t${this.wanted.hashed ? hashOf(this.write(rows)) : ''}`;
  }

  /** Whoever lacks what a row must have is told by the key alone, as if there were no record. */
  private hasLeft(record: RecordValue): boolean {
    const { membersOf } = this.plan;
    if (!this.wanted.leavers || membersOf === undefined) return false;
    return absence(record, membersOf) === 'expired' && !this.lacking(record, this.projector.row(record));
  }
}

function hashOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * hashBytes);
}

/**
 * The people of sorted entries.
 * @param keep which of several records says that somebody has left: the first one, or the last one where that is kept
 */
export async function* peopleOf(
  entries: AsyncGenerator<readonly string[]>,
  keep: Deduplication['keep'] | undefined,
): AsyncGenerator<readonly Person[]> {
  const choose = keep === 'first' ? Math.min : Math.max;
  let last: Person | undefined;
  for await (const batch of entries) {
    const people: Person[] = [];
    for (const entry of batch) {
      const person = personOf(entry);
      if (last && last.key !== person.key) people.push(last);
      last = last?.key === person.key ? together(last, person, choose) : person;
    }
    yield people;
  }
  if (last) yield [last];
}

function personOf(entry: string): Person {
  const [key = '', number, kinds, hash = ''] = entry.split('\t');
  const record = Number(number);
  if (kinds === undefined) return { key, member: undefined, left: record };
  return { key, member: { key, kinds, hash, record }, left: undefined };
}

function together(one: Person, other: Person, choose: (...numbers: number[]) => number): Person {
  const left = [one.left, other.left].filter((record) => record !== undefined);
  return {
    key: one.key,
    member: one.member ?? other.member,
    left: left.length === 0 ? undefined : choose(...left),
  };
}
