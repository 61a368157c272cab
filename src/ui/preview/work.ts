// What goes on behind an open preview: the index of its segment is built or read, then the whole export is scanned. Both
// can be cancelled and taken up again, and what they know grows while they go on.
import type { Disposable } from 'vscode';
import { DropCounts } from '../../export/dropCounts';
import type { PlannedExport } from '../../export/planned';
import type { ScanProgress, ScanRequest, ScanResult } from '../../export/previewScan';
import { FoundWinners } from '../../export/winners';
import { mayDrop, type WindowSource } from '../../export/windows';
import type { ColumnProfile } from '../../model/columnProfile';
import { asFailure, type Failure } from '../../model/failure';
import type { Findings } from '../../model/finding';
import type { ScanMessage } from '../../scan';
import { passedFailure } from '../../segment/passedFailure';
import { sourceData } from '../../segment/source';
import type { SegmentIndexing } from './indexing';
import { startScan } from './scanThread';
import type { Listener } from './shown';

/** What is being done: `waiting` before anything is, `copying` is for what cannot be read from the middle. */
export type Phase = 'waiting' | 'copying' | 'indexing' | 'keys' | 'scanning' | 'done' | 'paused' | 'failed';

export class PreviewWork implements Disposable {
  phase: Phase = 'waiting';
  /** 0 to 100, of the phase at hand. */
  percent = 0;
  progress: ScanProgress | undefined;
  result: ScanResult | undefined;
  profiles: readonly ColumnProfile[] = [];
  findings: Findings = { findings: [], counts: [] };
  failure: Failure | undefined;
  private drops: DropCounts | undefined;
  private winners: FoundWinners | undefined;
  private abort = new AbortController();
  private scan: Disposable | undefined;
  private isDisposed = false;

  /**
   * @param lookFor what findings are made of
   * @param listener is told when rows that were handed out are no longer right: duplicates are known now, or the last row
   */
  constructor(
    private readonly planned: PlannedExport,
    private readonly indexing: SegmentIndexing,
    private readonly lookFor: () => Promise<Pick<ScanRequest, 'rules' | 'secrets'>>,
    private readonly listener: Listener,
  ) {
    this.drops = mayDrop(planned.plan) ? new DropCounts() : undefined;
  }

  /** For windows into the export, as far as it is known. */
  window(): WindowSource {
    const { source, index, heads } = this.indexing;
    return { plan: this.planned.plan, source, index, heads, drops: this.drops, winners: this.winners };
  }

  /** Rows of the export that can be shown, those of the first window not counted. */
  rowsKnown(): number {
    if (this.result) return this.result.totals.rowsWritten;
    // Behind what ends the reading the index means nothing.
    if (this.failure && this.progress) return this.progress.rows;
    if (this.drops) return this.drops.records - this.drops.dropped;
    return this.indexing.index.records;
  }

  /** Whether the number of rows is known before the scan is through: where no record is dropped it is that of the records. */
  get knowsRows(): boolean {
    return this.indexing.index.complete && !mayDrop(this.planned.plan);
  }

  droppedKnown(): number {
    return this.drops?.dropped ?? 0;
  }

  /** Goes on until everything is known, or somebody cancels. Does nothing while it goes on, and nothing more at its end. */
  async run(): Promise<void> {
    if (this.isDisposed || (this.phase !== 'waiting' && this.phase !== 'paused')) return;
    this.phase = 'indexing';
    const { signal } = (this.abort = new AbortController());
    try {
      await this.indexing.run(signal, (phase, percent) => !signal.aborted && this.enter(phase, percent));
      signal.throwIfAborted();
      const lookFor = await this.lookFor();
      const source = await sourceData(this.planned.source);
      signal.throwIfAborted();
      this.startScan({ ...lookFor, source });
    } catch (error) {
      if (!signal.aborted) this.fail(asFailure(error));
    }
  }

  /** Stops what is being done, as a person wishes. */
  pause(): void {
    this.stop();
    this.enter('paused', 0);
  }

  dispose(): void {
    this.isDisposed = true;
    this.stop();
  }

  private stop(): void {
    this.abort.abort();
    this.scan?.dispose();
    this.scan = undefined;
  }

  private startScan(scanned: Pick<ScanRequest, 'rules' | 'secrets' | 'source'>): void {
    const { plan } = this.planned;
    this.enter(plan.deduplication ? 'keys' : 'scanning', 0);
    this.drops = mayDrop(plan) ? new DropCounts() : undefined;
    const { index } = this.indexing;
    const places = Uint32Array.from({ length: index.length }, (_, number) => index.place(number).record);
    const request = { plan, places, ...scanned };
    this.scan = startScan(request, (message) => this.hear(message));
  }

  private hear(message: ScanMessage): void {
    switch (message.type) {
      case 'winners':
        this.winners = new FoundWinners(message.winners.bits, message.winners.withoutKey);
        this.phase = 'scanning';
        return this.listener.renewed();
      case 'progress':
        return this.goOn(message.progress);
      case 'columns':
        this.profiles = message.profiles;
        this.findings = message.findings;
        return this.listener.changed();
      case 'done':
        this.result = message.result;
        this.enter('done', 100);
        // Now it is known which row is the last one, and that it may end otherwise.
        if (!this.planned.plan.format.finalNewline) this.listener.renewed();
        return;
      case 'failed':
        return this.fail(passedFailure(message.failure));
    }
  }

  private goOn(progress: ScanProgress): void {
    this.progress = progress;
    if (progress.drops) this.drops?.append(progress.drops);
    const readings = this.planned.plan.deduplication ? 2 : 1;
    this.percent = (100 * progress.recordsRead) / Math.max(1, readings * this.indexing.index.records);
    this.listener.changed();
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.enter('failed', 0);
  }

  private enter(phase: Phase, percent: number): void {
    this.phase = phase;
    this.percent = percent;
    this.listener.changed();
  }
}
