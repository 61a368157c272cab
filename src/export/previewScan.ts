// The scan behind a preview: one whole run without keeping its bytes, watched by whoever counts. It runs in a thread of its
// own (src/scan.ts), so what goes in and comes out is plain data.
import type { ColumnProfile } from '../model/columnProfile';
import type { Failure } from '../model/failure';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import type { Totals } from '../model/receipt';
import { openSourceData, type SourceData } from '../segment/source';
import { DropCounter, type DropPiece } from './dropCounts';
import type { Row } from './encode';
import { FindingsObserver } from './findings/observer';
import { withFailure } from './findings/ofFailure';
import type { RuleSettings } from './findings/rules';
import type { Observer } from './observer';
import { PlannedExport } from './planned';
import { Profiler } from './profile';
import { mayDrop } from './windows';

export interface ScanRequest {
  readonly plan: Plan;
  readonly source: SourceData;
  /** Number of the first record behind each place of the index. */
  readonly places: Uint32Array<ArrayBuffer>;
  readonly rules: RuleSettings;
  /** Of the destination: texts that no row should have. */
  readonly secrets: readonly string[];
}

/** How far a scan is, with what is new since it was asked before. */
export interface ScanProgress {
  /** Records looked at, in all readings: where duplicates are left out there are two. */
  readonly recordsRead: number;
  readonly rows: number;
  readonly bytes: number;
  /** Undefined where the plan drops no record. */
  readonly drops: DropPiece | undefined;
}

/** What a whole scan tells. */
export interface ScanResult {
  readonly totals: Totals;
  /** Of the segment's files as they lie on disk. */
  readonly sourceSha256: string;
}

/** Which records are written of those with one key. */
export interface PassedWinners {
  readonly bits: Uint8Array<ArrayBuffer>;
  readonly withoutKey: number;
}

export class PreviewScan implements Observer {
  private readonly planned: PlannedExport;
  private readonly profiler: Profiler;
  private readonly finder: FindingsObserver;
  private readonly rules: RuleSettings;
  private readonly drops: DropCounter | undefined;
  private keysRead = 0;
  private written = 0;
  private dropped = 0;
  private bytes = 0;

  constructor({ plan, source, places, rules, secrets }: ScanRequest) {
    this.planned = new PlannedExport(plan, openSourceData(source));
    this.profiler = new Profiler(plan);
    this.finder = new FindingsObserver({ ...plan, rules, secrets });
    this.rules = rules;
    this.drops = mayDrop(plan) ? new DropCounter(places) : undefined;
  }

  /**
   * @param onWinners is told as soon as it is known
   * @throws what a run throws
   */
  async run(onWinners: (winners: PassedWinners) => void, signal?: AbortSignal): Promise<ScanResult> {
    const onRecords = (records: number) => (this.keysRead = records);
    const winners = await this.planned.findWinners({ signal, onRecords });
    if (winners) onWinners({ bits: winners.bytes(), withoutKey: winners.withoutKey });
    const totals = await this.planned.scan({
      signal,
      observers: [this, this.profiler, this.finder],
      onDropped: (_, record) => this.drop(record),
      onProgress: ({ bytes }) => (this.bytes = bytes),
    });
    this.drops?.pass(totals.rowsRead);
    return { totals, sourceSha256: await this.planned.sourceSha256(signal) };
  }

  rows(rows: readonly Row[]): void {
    this.written += rows.length;
    this.drops?.pass(this.written + this.dropped);
  }

  progress(): ScanProgress {
    return {
      recordsRead: this.keysRead + this.written + this.dropped,
      rows: this.written,
      bytes: this.bytes,
      drops: this.drops?.take(),
    };
  }

  profiles(): ColumnProfile[] {
    return this.profiler.profiles();
  }

  /** @param failure what ended the scan, if something did */
  findings(failure?: Failure): Findings {
    const findings = this.finder.findings();
    return failure ? withFailure(findings, failure, this.rules) : findings;
  }

  private drop(record: number): void {
    this.dropped++;
    this.drops?.drop(record);
  }
}
