// Records to the rows of an export: who is not in the segment, lacks a mandatory value, or is the duplicate of another
// record is dropped, and counted by reason.
import type { Plan } from '../model/plan';
import type { Counts, Dropped, DropReason } from '../model/receipt';
import type { RecordValue, SegmentRecord } from '../segment/records';
import { hasValue, type Cell } from './cells';
import { corruptionCounter } from './corrupt';
import type { Row } from './encode';
import { absence } from './membership';
import { projectorOf, type Projector } from './project';
import { formulaFinder, presence } from './texts';
import type { Winners } from './winners';

/** Is told of each record that is dropped, in order. @param record its number in the segment, from 0 */
export type OnDropped = (dropped: Dropped, record: number) => void;

export class Rows {
  private readonly projector: Projector;
  private readonly mandatory: readonly number[];
  private readonly isFormula: ((text: string) => boolean) | undefined;
  private readonly dropped = { expired: 0, notAMember: 0, mandatory: 0, duplicate: 0 };
  private readonly countCorrupting: ((cells: readonly Cell[]) => number) | undefined;
  private readonly isThere: (cell: Cell) => boolean;
  /** Columns in which no row so far has a value: a few at the beginning, none soon. */
  private unfilled: readonly number[];
  private rowsRead = 0;
  private formulas = 0;
  private corruptingValues = 0;

  /**
   * @param winners which records are written of those with one key; undefined: all
   * @param firstRecord number of the first record in the segment, from 0: more where only a part of it is read
   */
  constructor(
    private readonly plan: Plan,
    private readonly winners: Winners | undefined,
    private readonly onDropped: OnDropped = () => undefined,
    private readonly firstRecord = 0,
  ) {
    this.projector = projectorOf(plan);
    this.mandatory = plan.columns.flatMap(({ mandatory }, index) => (mandatory ? [index] : []));
    this.isFormula = formulaFinder(plan.format);
    this.countCorrupting = corruptionCounter(plan.format);
    this.isThere = presence(plan.format);
    this.unfilled = [...plan.columns.keys()];
  }

  /** The rows of some records, the next ones of the segment. */
  of(records: readonly SegmentRecord[]): Row[] {
    const rows: Row[] = [];
    for (const record of records) {
      const cells = this.admit(record);
      if (cells) rows.push({ line: record.line, file: record.file, cells });
    }
    return rows;
  }

  /** Of the records so far. */
  counts(): Counts {
    const dropped = Object.values(this.dropped).reduce((sum, count) => sum + count);
    const rowsWritten = this.rowsRead - dropped;
    const unfilled = rowsWritten > 0 ? this.unfilled : [];
    return {
      rowsRead: this.rowsRead,
      rowsWritten,
      dropped: { ...this.dropped },
      rowsWithoutKey: this.winners?.withoutKey ?? 0,
      emptyColumns: unfilled.map((column) => this.plan.columns[column]?.header ?? ''),
      unmappedValues: this.projector.unmappedValues,
      corruptingValues: this.corruptingValues,
      formulas: this.formulas,
    };
  }

  private admit(record: SegmentRecord): readonly Cell[] | undefined {
    const index = this.firstRecord + this.rowsRead++;
    const left = this.absence(record.value);
    if (left) return this.drop(record, index, left);
    const cells = this.projector.row(record.value);
    const lacking = this.mandatory.find((column) => !this.isThere(cells[column]));
    if (lacking !== undefined)
      return this.drop(record, index, 'mandatory', this.plan.columns[lacking]?.header);
    if (this.winners && !this.winners.has(index)) return this.drop(record, index, 'duplicate');
    if (this.isFormula) this.countFormulas(cells);
    this.corruptingValues += this.countCorrupting?.(cells) ?? 0;
    if (this.unfilled.length > 0) this.unfilled = this.unfilled.filter((column) => !hasValue(cells[column]));
    return cells;
  }

  private absence(value: RecordValue): DropReason | undefined {
    const { membersOf } = this.plan;
    return membersOf === undefined ? undefined : absence(value, membersOf);
  }

  private drop({ line, file }: SegmentRecord, index: number, reason: DropReason, column?: string): undefined {
    this.dropped[reason]++;
    const place = { reason, line, ...(file !== undefined && { file }) };
    this.onDropped({ ...place, ...(column !== undefined && { column }) }, index);
  }

  private countFormulas(cells: readonly Cell[]): void {
    for (const cell of cells) if (typeof cell === 'string' && this.isFormula?.(cell)) this.formulas++;
  }
}
