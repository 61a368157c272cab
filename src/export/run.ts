// An export as its files, each a stream of bytes: records in, encoded chunks out, counts at the end. Preview, dry run and
// push read it.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Plan } from '../model/plan';
import type { Counts } from '../model/receipt';
import type { SegmentRecord } from '../segment/records';
import type { Cell } from './cells';
import type { Changes } from './changes';
import { compress } from './compress';
import { Encoder, type Row } from './encode';
import { partKey } from './naming';
import type { Observer } from './observer';
import { RowQueue } from './rowQueue';
import { Rows, type OnDropped } from './rows';
import { refuseHalfCharacters } from './unicode';
import type { Winners } from './winners';

/** A piece of a file. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Rows that end in this piece, the header not counted. */
  readonly rows: number;
}

/** One file of an export. */
export interface ExportFile {
  /** Where it goes in the bucket. */
  readonly key: string;
  /** To be read to its end before the next file is asked for. */
  readonly chunks: AsyncGenerator<Chunk>;
  /** Rows so far, the header not counted. */
  rows(): number;
}

export interface RunOptions {
  /** Which records are written of those with one key. Undefined: all. */
  readonly winners?: Winners | undefined;
  /** What alone is written, of an increment. Undefined: everything. */
  readonly changes?: Changes | undefined;
  /** Ends the reading of what `changes` has put aside; that of the records whoever reads them ends. */
  readonly signal?: AbortSignal | undefined;
  readonly onDropped?: OnDropped | undefined;
  /** Ends the file at hand after so many rows. Default: `rowsPerFile`. */
  readonly maxRows?: number | undefined;
  /** Look on. Default: nobody. */
  readonly observers?: readonly Observer[] | undefined;
}

/** No row is left, and the export is to fail then. */
export class EmptyResult extends Failure {
  constructor({ rowsRead }: Counts) {
    super('empty-result', {
      what: l10n.t('The export has no rows.'),
      why: l10n.t('None of the {0} records of the segment is written.', rowsRead),
      next: l10n.t(
        'See which records are dropped and why, or give the definition another "emptyExport" than "fail".',
      ),
    });
  }
}

/** One reading of a source by a plan. Iterate `files` to the end, then ask for `counts`. */
export class ExportRun {
  private readonly rows: Rows;
  private readonly queue: RowQueue;
  private readonly headers: readonly string[];
  private readonly maxRows: number;
  private readonly observers: readonly Observer[];

  constructor(
    private readonly plan: Plan,
    records: AsyncIterable<readonly SegmentRecord[]>,
    { winners, onDropped, maxRows = Infinity, observers = [], changes, signal }: RunOptions = {},
  ) {
    this.rows = new Rows(plan, winners, onDropped, 0, changes);
    this.queue = new RowQueue(this.watched(this.rowsOf(records, changes?.gone(signal))));
    this.headers = plan.columns.map(({ header }) => header);
    this.maxRows = Math.min(plan.rowsPerFile, maxRows);
    this.observers = observers;
  }

  /**
   * The files, each to be read to its end before the next.
   * @param text gives them before compression, as a person can read them
   * @throws EmptyResult, CorruptingValue, HalfCharacter, KeyTooLong, and any failure of the segment room; what came
   * before a failure is no whole export and must not be kept
   */
  async *files(text: 'compressed' | 'text' = 'compressed'): AsyncGenerator<ExportFile> {
    try {
      if (!(await this.queue.hasMore()) && !this.writesNothing()) return;
      let number = 0;
      do {
        yield this.file(++number, text);
      } while (await this.queue.hasMore());
    } finally {
      await this.queue.close();
    }
  }

  /** Whether there is a row that no file has had yet. A failure counts as one: it lies behind the rows so far. */
  async hasMore(): Promise<boolean> {
    return this.queue.hasMore().catch(() => true);
  }

  /** Of the records so far. */
  counts(): Counts {
    return this.rows.counts();
  }

  /** Whether an object without rows is written. */
  private writesNothing(): boolean {
    if (this.plan.emptyExport === 'fail') throw new EmptyResult(this.counts());
    return this.plan.emptyExport === 'write';
  }

  private file(number: number, text: 'compressed' | 'text'): ExportFile {
    const { key, format } = this.plan;
    const own = partKey(key, format.fileExtension, number);
    let rows = 0;
    const chunks = this.chunks(number, (more) => (rows += more));
    return {
      key: own,
      chunks: text === 'text' ? chunks : compress(chunks, format, own),
      rows: () => rows,
    };
  }

  private async *chunks(number: number, onRows: (rows: number) => void): AsyncGenerator<Chunk> {
    const { format, headerInEachFile } = this.plan;
    const header = format.header && (number === 1 || headerInEachFile);
    const encoder = new Encoder({ ...format, header }, this.headers);
    yield this.chunk(encoder.begin(), []);
    let left = this.maxRows;
    while (left > 0) {
      const rows = await this.queue.take(left);
      if (rows.length === 0) break;
      left -= rows.length;
      onRows(rows.length);
      yield this.chunk(encoder.rows(rows), rows);
    }
    yield this.chunk(encoder.end(), []);
  }

  private chunk(text: string, rows: readonly Row[]): Chunk {
    refuseHalfCharacters(text, rows, this.headers);
    return { bytes: Buffer.from(text, this.plan.format.encoding), rows: rows.length };
  }

  private async *rowsOf(
    records: AsyncIterable<readonly SegmentRecord[]>,
    gone: AsyncIterable<readonly (readonly Cell[])[]> | undefined,
  ): AsyncGenerator<readonly Row[]> {
    for await (const batch of records) yield this.rows.of(batch);
    for await (const batch of gone ?? []) yield this.rows.without(batch);
  }

  private async *watched(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    for await (const rows of batches) {
      for (const observer of this.observers) observer.rows(rows);
      yield rows;
    }
  }
}
