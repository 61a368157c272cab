// An export as a stream of bytes: records in, encoded chunks out, counts at the end. Preview, dry run and push read it.
import type { Plan } from '../model/plan';
import type { Totals } from '../model/receipt';
import { readRecords, type SegmentRecord } from '../segment/records';
import type { Source } from '../segment/source';
import { compress } from './compress';
import { Digest } from './digest';
import { Encoder } from './encode';
import { Projector } from './project';
import { refuseHalfCharacters } from './unicode';

/** A piece of an export. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Rows that end in this piece, the header not counted. */
  readonly rows: number;
}

export type Counts = Pick<Totals, 'rowsRead' | 'rowsWritten' | 'unmappedValues'>;

/** One reading of a source by a plan. Iterate `chunks` or `objectChunks` to the end, then ask for `counts`. */
export class ExportRun {
  private readonly projector: Projector;
  private rows = 0;

  constructor(
    private readonly plan: Plan,
    private readonly records: AsyncIterable<readonly SegmentRecord[]>,
  ) {
    this.projector = new Projector(plan.columns);
  }

  /**
   * The export before compression.
   * @throws CorruptingValue, HalfCharacter, and any failure of the segment room; what came before a failure is no whole export and must
   * not be kept
   */
  async *chunks(): AsyncGenerator<Chunk> {
    const headers = this.plan.columns.map(({ header }) => header);
    const encoder = new Encoder(this.plan.format, headers);
    const begin = encoder.begin();
    refuseHalfCharacters(begin, [], headers);
    yield this.chunk(begin, 0);
    for await (const batch of this.records) {
      const rows = batch.map(({ line, value }) => ({ line, cells: this.projector.row(value) }));
      const text = encoder.rows(rows);
      refuseHalfCharacters(text, rows, headers);
      yield this.chunk(text, rows.length);
    }
    yield this.chunk(encoder.end(), 0);
  }

  /**
   * The object's bytes, compressed as the format says: what is hashed and what is sent.
   * @throws what `chunks` throws
   */
  objectChunks(): AsyncGenerator<Chunk> {
    return compress(this.chunks(), this.plan);
  }

  /** Of the rows so far. */
  counts(): Counts {
    return { rowsRead: this.rows, rowsWritten: this.rows, unmappedValues: this.projector.unmappedValues };
  }

  private chunk(text: string, rows: number): Chunk {
    this.rows += rows;
    return { bytes: Buffer.from(text, this.plan.format.encoding), rows };
  }
}

/** How far an export has come. */
export interface Progress {
  readonly rows: number;
  /** Of the object, so far. */
  readonly bytes: number;
}

/** Runs an export without keeping its bytes: the dry run. */
export async function scan(
  plan: Plan,
  source: Source,
  options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<Totals> {
  const run = new ExportRun(plan, readRecords(source, options.signal));
  const digest = new Digest();
  for await (const { bytes } of run.objectChunks()) {
    digest.update(bytes);
    options.onProgress?.({ rows: run.counts().rowsWritten, bytes: digest.bytes });
  }
  return { ...run.counts(), ...digest.figures() };
}
