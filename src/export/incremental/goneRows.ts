// The rows of those who are gone: the keys in their columns, what became of them, and nothing else. Their keys are put aside
// on disk, as there may be as many as the last run had rows.
import { columnOf } from '../../model/column';
import type { Incremental } from '../../model/incremental';
import { isStatusColumn, tellsGone } from '../../model/incrementalProblem';
import type { Plan } from '../../model/plan';
import { BlockFile, type Block } from '../blockFile';
import type { Cell } from '../cells';
import { cellsOf } from './keyCells';
import type { SnapshotRow } from './snapshotRow';

const blockLength = 1024;

export class GoneRows {
  private waiting: string[] = [];
  private readonly blocks: Block[] = [];
  private readonly file = new BlockFile();

  /**
   * @param keyColumns the column of each value of a key
   * @param marks what stands in other columns; in the rest of as many as `width` there is null
   */
  constructor(
    private readonly keyColumns: readonly number[],
    private readonly marks: ReadonlyMap<number, string>,
    private readonly width: number,
  ) {}

  /** @returns a promise when there is something to wait for */
  add({ key, kinds }: SnapshotRow): Promise<void> | undefined {
    this.waiting.push(`${key}\t${kinds}`);
    return this.waiting.length === blockLength ? this.putAside() : undefined;
  }

  /** As often as one likes. @throws the signal's AbortError */
  async *rows(signal?: AbortSignal): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (const block of this.blocks) {
      const lines = await this.file.read(block);
      signal?.throwIfAborted();
      yield lines.map((line) => this.row(line));
    }
    yield this.waiting.map((line) => this.row(line));
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async putAside(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    this.blocks.push(await this.file.write(lines));
  }

  private row(line: string): Cell[] {
    const [key = '', kinds = ''] = line.split('\t');
    const row = new Array<Cell>(this.width).fill(null);
    for (const [column, mark] of this.marks) row[column] = mark;
    cellsOf(key, kinds).forEach((cell, index) => (row[this.keyColumns[index] ?? -1] = cell));
    return row;
  }
}

/** @param plan with the column of changes @returns nothing where those who are gone are not told */
export function goneRowsOf({ columns, deduplication }: Plan, incremental: Incremental): GoneRows | undefined {
  if (!tellsGone(incremental, columns)) return undefined;
  const keyColumns = (deduplication?.keys ?? []).map((key) => columnOf(key, columns));
  const statusColumns = columns.flatMap((column, index) => (isStatusColumn(column) ? [index] : []));
  const isMarked = incremental.statusHeader !== undefined;
  const marks = isMarked
    ? [[columns.length - 1, 'removed'] as const]
    : statusColumns.map((column) => [column, 'Expired'] as const);
  return new GoneRows(keyColumns, new Map(marks), columns.length);
}
