// A planned export: a plan, and the source that it is made from. What is found out about it by reading the source once is
// kept: which records are written of those with one key.
import type { Plan } from '../model/plan';
import type { FileFigures, Totals } from '../model/receipt';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import { SourceDigest } from '../segment/sourceDigest';
import type { Changes } from './changes';
import { Digest } from './digest';
import type { Observer } from './observer';
import type { OnDropped } from './rows';
import { ExportRun, type RunOptions } from './run';
import { findWinners, type Winners } from './winners';

/** How far an export has come. */
export interface Progress {
  readonly rows: number;
  /** Of the files, so far. */
  readonly bytes: number;
}

export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onDropped?: OnDropped | undefined;
  /** Where duplicates are left out: how many records the reading before has seen so far. */
  readonly onRecords?: ((records: number) => void) | undefined;
  readonly observers?: readonly Observer[] | undefined;
}

export class PlannedExport {
  private winners: Winners | undefined;
  private readonly changes: Changes | undefined;
  private readonly digest: SourceDigest;

  /** @param found out already: which records are written of those with one key, and what alone is, of an increment */
  constructor(
    readonly plan: Plan,
    readonly source: Source,
    found: { readonly winners?: Winners | undefined; readonly changes?: Changes | undefined } = {},
  ) {
    this.digest = new SourceDigest(source);
    this.winners = found.winners;
    this.changes = found.changes;
  }

  /**
   * Begins a run. Where duplicates are left out, the whole segment is read before that, once.
   * @throws UnreadableTime, any failure of the segment room, the signal's AbortError
   */
  async run({
    signal,
    onRecords,
    ...options
  }: Omit<RunOptions, 'winners' | 'changes'> & Pick<ScanOptions, 'onRecords'> = {}): Promise<ExportRun> {
    await this.findWinners({ signal, onRecords });
    const records = readRecords(this.digest.watched(), signal);
    const { winners, changes } = this;
    return new ExportRun(this.plan, records, { ...options, signal, winners, changes });
  }

  /**
   * Which records are written of those with one key: undefined where duplicates are not left out. The segment is read for
   * it, once.
   * @throws UnreadableTime, any failure of the segment room, the signal's AbortError
   */
  async findWinners({ signal, onRecords }: Pick<ScanOptions, 'signal' | 'onRecords'> = {}): Promise<
    Winners | undefined
  > {
    this.winners ??= await findWinners(this.plan, this.digest.watched(), { signal, onProgress: onRecords });
    return this.winners;
  }

  /**
   * SHA-256 of the segment's files as they lie on disk: see `SourceDigest`. Known after a run that went to its end.
   * @throws what reading a file throws
   */
  sourceSha256(signal?: AbortSignal): Promise<string> {
    return this.digest.sha256(signal);
  }

  /** Runs the export without keeping its bytes: the dry run. */
  async scan({ onProgress, ...options }: ScanOptions = {}): Promise<Totals> {
    const run = await this.run(options);
    const files: FileFigures[] = [];
    let [rows, bytes] = [0, 0];
    for await (const file of run.files()) {
      const digest = new Digest();
      for await (const chunk of file.chunks) {
        digest.update(chunk.bytes);
        onProgress?.({ rows: (rows += chunk.rows), bytes: (bytes += chunk.bytes.length) });
      }
      files.push({ key: file.key, rows: file.rows(), ...digest.figures() });
    }
    return { ...run.counts(), files };
  }
}
