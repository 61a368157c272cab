// The changes since the last delivered run: two bits a record, and the keys of those who are gone.
import type { Incremental } from '../../model/incremental';
import { BitSet } from '../bitSet';
import type { Cell } from '../cells';
import type { Changes } from '../changes';
import type { GoneRows } from './goneRows';
import type { Person } from './people';
import type { SnapshotRow } from './snapshotRow';

export class ChangeSet implements Changes {
  readonly counts = { added: 0, changed: 0, removed: 0 };
  private readonly records = new BitSet();
  private readonly changed = new BitSet();

  /** @param goneRows undefined: those who are gone are not told */
  constructor(
    private readonly goneRows: GoneRows | undefined,
    private readonly incremental: Incremental,
  ) {}

  /**
   * Notes what became of somebody.
   * @param before the row of the last run @returns a promise when there is something to wait for
   */
  note(now: Person | undefined, before: SnapshotRow | undefined): Promise<void> | undefined {
    const member = now?.member;
    if (!member) return before && this.noteGone(now?.left, before);
    if (member.hash === before?.hash) return undefined;
    this.records.add(member.record);
    if (before) this.changed.add(member.record);
    this.counts[before ? 'changed' : 'added']++;
    return undefined;
  }

  has(record: number): boolean {
    return this.records.has(record);
  }

  mark(record: number, cells: readonly Cell[]): readonly Cell[] {
    if (this.incremental.statusHeader === undefined) return cells;
    return [...cells.slice(0, -1), this.changed.has(record) ? 'changed' : 'added'];
  }

  async *gone(signal?: AbortSignal): AsyncGenerator<readonly (readonly Cell[])[]> {
    if (this.goneRows) yield* this.goneRows.rows(signal);
  }

  async close(): Promise<void> {
    await this.goneRows?.close();
  }

  /** @param left the record that still tells of it, if there is one */
  private noteGone(left: number | undefined, before: SnapshotRow): Promise<void> | undefined {
    if (!this.goneRows) return undefined;
    this.counts.removed++;
    if (left === undefined) return this.goneRows.add(before);
    this.records.add(left);
    return undefined;
  }
}
