// Column profiles: what an export's rows have in each column. They look on while the rows are made, with memory that is
// shared by the columns and does not grow with the rows.
import type { ColumnProfile } from '../model/columnProfile';
import type { Plan } from '../model/plan';
import { ColumnProfiler } from './columnProfiler';
import type { Room } from './commonValues';
import type { Row } from './encode';
import { exportedText } from './exportedText';
import type { Observer } from './observer';

export class Profiler implements Observer {
  private readonly columns: readonly ColumnProfiler[];

  constructor({ columns, format }: Pick<Plan, 'columns' | 'format'>) {
    const room = roomOf(columns.length);
    const textOf = exportedText(format);
    this.columns = columns.map(({ header }) => new ColumnProfiler(header, room, textOf));
  }

  rows(rows: readonly Row[]): void {
    // Column by column: what one column needs stays near the processor.
    this.columns.forEach((column, index) => {
      for (const { cells } of rows) column.add(cells[index]);
    });
  }

  /** Of the rows so far. */
  profiles(): ColumnProfile[] {
    return this.columns.map((column) => column.profile());
  }
}

/** What a column has alone where there are no more than `fullColumns`; beyond, they share what so many have. */
const full: Room = { values: 2000, characters: 64_000, precision: 14 };
const fullColumns = 100;
const least: Room = { values: 20, characters: 1000, precision: 8 };

/** About 200 KB a column at most, 30 MB for all. */
function roomOf(columns: number): Room {
  const share = Math.min(1, fullColumns / columns);
  return {
    values: Math.max(least.values, Math.floor(full.values * share)),
    characters: Math.max(least.characters, Math.floor(full.characters * share)),
    precision: Math.max(least.precision, full.precision + Math.floor(Math.log2(share))),
  };
}
