// Records to the rows of an export: who is not in the segment, lacks a mandatory value, or is the duplicate of another
// record is dropped, and counted by reason.
import { columnOf } from '../model/column';
import type { Plan } from '../model/plan';
import type { Counts, Dropped, DropReason } from '../model/receipt';
import type { RecordValue, SegmentRecord } from '../segment/records';
import { hasValue, type Cell } from './cells';
import type { Changes } from './changes';
import { corruptionCounter } from './corrupt';
import type { Row } from './encode';
import { absence } from './membership';
import { projectorOf, type Projector } from './project';
import { keyReader } from './recordKey';
import { formulaFinder, presence } from './texts';
import type { Winners } from './winners';

/** Is told of each record that is dropped, in order. @param record its number in the segment, from 0 */
export type OnDropped = (dropped: Dropped, record: number) => void;

export class Rows {
  private readonly projector: Projector;
  private readonly lacking: LackFinder;
  private readonly isFormula: ((text: string) => boolean) | undefined;
  private readonly dropped = { expired: 0, notAMember: 0, mandatory: 0, duplicate: 0 };
  private readonly countCorrupting: ((cells: readonly Cell[]) => number) | undefined;
  /** Columns in which no row so far has a value: a few at the beginning, none soon. */
  private unfilled: readonly number[];
  private rowsRead = 0;
  private rowsWritten = 0;
  private formulas = 0;
  private corruptingValues = 0;

  /**
   * @param winners which records are written of those with one key; undefined: all
   * @param firstRecord number of the first record in the segment, from 0: more where only a part of it is read
   * @param changes what alone is written, of an increment; undefined: every record that is not dropped
   */
  constructor(
    private readonly plan: Plan,
    private readonly winners: Winners | undefined,
    private readonly onDropped: OnDropped = () => undefined,
    private readonly firstRecord = 0,
    private readonly changes?: Changes,
  ) {
    this.projector = projectorOf(plan);
    this.lacking = lackFinder(plan);
    this.isFormula = formulaFinder(plan.format);
    this.countCorrupting = corruptionCounter(plan.format);
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

  /** Rows that no record stands behind. */
  without(records: readonly (readonly Cell[])[]): Row[] {
    return records.map((cells) => ({ line: undefined, cells: this.write(cells) }));
  }

  /** Of the records so far. */
  counts(): Counts {
    const unfilled = this.rowsWritten > 0 ? this.unfilled : [];
    return {
      rowsRead: this.rowsRead,
      rowsWritten: this.rowsWritten,
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
    if (this.changes?.has(index))
      return this.write(this.changes.mark(index, this.projector.row(record.value)));
    const left = this.absence(record.value);
    if (left) return this.drop(record, index, left);
    const cells = this.projector.row(record.value);
    const lack = this.lacking(record.value, cells);
    if (lack) return this.drop(record, index, 'mandatory', lack.column);
    if (this.winners && !this.winners.has(index)) return this.drop(record, index, 'duplicate');
    return this.changes ? undefined : this.write(cells);
  }

  private write(cells: readonly Cell[]): readonly Cell[] {
    this.rowsWritten++;
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

/** What a record lacks that it must have: the header, or nothing of a key that is no column. */
export type LackFinder = (
  record: RecordValue,
  cells: readonly Cell[],
) => { readonly column: string | undefined } | undefined;

/** Finds a mandatory value that is not there, or the key where a record must have one. */
export function lackFinder({ columns, format, deduplication, membersOf }: Plan): LackFinder {
  const mandatory = columns.flatMap(({ mandatory }, index) => (mandatory ? [index] : []));
  const isThere = presence(format);
  const keyOf = deduplication?.keyRequired ? keyReader(deduplication, membersOf) : undefined;
  const [firstKey] = deduplication?.keys ?? [];
  const keyColumn = firstKey && columns[columnOf(firstKey, columns)]?.header;
  return (record, cells) => {
    const lacking = mandatory.find((column) => !isThere(cells[column]));
    if (lacking !== undefined) return { column: columns[lacking]?.header };
    return keyOf && keyOf(record) === undefined ? { column: keyColumn } : undefined;
  };
}
