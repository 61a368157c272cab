// The new side of a comparison: the very bytes that a push would write, before compression, read back like the old ones. An
// observer tells the line that each row's record begins at.
import type { Plan } from '../../model/plan';
import { decode } from '../../segment/decode';
import type { Row } from '../encode';
import type { Observer } from '../observer';
import type { PlannedExport } from '../planned';
import type { Chunk, ExportFile } from '../run';
import { cellChanger } from '../texts';
import { jsonOf } from './oldSide';
import { textsOf, type SideRow, type Text } from './sideRow';
import { readFields, readObjects } from './table';

export interface NewSideOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where duplicates are left out: how many records the reading before has seen so far. */
  readonly onRecords?: ((records: number) => void) | undefined;
}

/** @throws what a run of the export throws */
export async function* newRows(
  planned: PlannedExport,
  { signal, onRecords }: NewSideOptions = {},
): AsyncGenerator<readonly SideRow[]> {
  const { plan } = planned;
  const origins = new Origins(plan);
  const run = await planned.run({ signal, onRecords, observers: [origins] });
  let [number, count] = [0, 0];
  for await (const file of run.files('text')) {
    number++;
    const headed = plan.format.header && (number === 1 || plan.headerInEachFile);
    for await (const batch of textsOfFile(file, plan, headed, signal))
      yield batch.map((texts) => ({ row: ++count, texts, ...origins.next() }));
  }
}

async function* textsOfFile(
  { chunks }: ExportFile,
  { format, columns }: Plan,
  headed: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly (readonly Text[])[]> {
  const text = decode(bytesOf(chunks), format.encoding, signal);
  if (format.type === 'json') {
    for await (const batch of readObjects(text))
      yield batch.map((object) => columns.map(({ header }) => jsonOf(object, header)));
    return;
  }
  let beginning = headed;
  for await (const batch of readFields(text, format)) {
    const rows = beginning ? batch.slice(1) : batch;
    if (batch.length > 0) beginning = false;
    yield rows.map((fields) => textsOf(fields, columns.length, format.delimiter));
  }
}

async function* bytesOf(chunks: AsyncIterable<Chunk>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of chunks) yield bytes;
}

type Origin = Pick<SideRow, 'line' | 'file'>;

/** Where the rows come from that were made and not yet read back: those of a few chunks. */
class Origins implements Observer {
  private waiting: Origin[] = [];
  private at = 0;
  private readonly linesOf: (row: Row) => number;

  constructor({ format }: Plan) {
    const change = cellChanger(format);
    const breaks =
      format.type !== 'json' &&
      format.corrupt === 'allow' &&
      (format.quote === '' || format.quoteMode === 'none');
    // A value that breaks its row makes several of it.
    this.linesOf = breaks
      ? ({ cells }) =>
          cells.reduce<number>(
            (lines, cell) => lines + String((change ? change(cell) : cell) ?? '').split('\n').length - 1,
            1,
          )
      : () => 1;
  }

  rows(rows: readonly Row[]): void {
    this.waiting = this.waiting.slice(this.at);
    this.at = 0;
    for (const row of rows) {
      const origin = {
        ...(row.line !== undefined && { line: row.line }),
        ...(row.file !== undefined && { file: row.file }),
      };
      for (let lines = this.linesOf(row); lines > 0; lines--) this.waiting.push(origin);
    }
  }

  next(): Origin | undefined {
    return this.waiting[this.at++];
  }
}
