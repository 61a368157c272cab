// What a preview shows after one planning, as a whole: the plan, the work behind it, its rows, its key, its comparison. The
// next planning makes another one; what still comes for this one then comes to nobody.
import type { Disposable } from 'vscode';
import { lookUp } from '../../delivery/objects';
import type { ScanRequest } from '../../export/previewScan';
import { rowsAmong } from '../../export/windows';
import { explain, isCancelled, sentences } from '../../model/failure';
import type { AccessKeySource } from '../accessKeyStore';
import type { PreviewComparison } from '../comparison';
import { knownSecrets, ruleSettings } from '../findingSettings';
import type { PreviewRequest } from '../previewUri';
import type { Services } from '../services';
import { withConnection } from '../withConnection';
import { Answers } from './answers';
import { Comparing, type CompareWith } from './comparing';
import type { KeyCheck } from './facts';
import type { SegmentIndexing } from './indexing';
import type { LoadedExport } from './loadExport';
import { PreviewWork } from './work';

/** Of how many records the rows are known before everything else: planning has looked at as many. */
const firstRecords = 1000;

/** Whom a shown export tells. */
export interface Listener {
  /** Something is known that was not. */
  changed(): void;
  /** Rows that were handed out are no longer right. */
  renewed(): void;
}

export class ShownExport implements Disposable {
  readonly work: PreviewWork;
  readonly answers: Answers;
  keyCheck: KeyCheck | undefined;
  private readonly comparing: Comparing;
  private readonly abort = new AbortController();
  private headRows = 0;
  private findingsTold: unknown;

  /** @param request what it was planned for */
  constructor(
    readonly loaded: LoadedExport,
    readonly request: PreviewRequest,
    indexing: SegmentIndexing,
    private readonly services: Services,
    private readonly listener: Listener,
  ) {
    this.comparing = new Comparing(services);
    this.work = new PreviewWork(loaded.planned, indexing, () => this.lookFor(), {
      changed: () => this.changed(),
      renewed: () => void this.renew(),
    });
    this.answers = new Answers(loaded, this.work, this.comparing, this.signal);
  }

  /** Ends when it is shown no more. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Rows that can be shown. */
  get rows(): number {
    return this.work.result ? this.work.rowsKnown() : Math.max(this.headRows, this.work.rowsKnown());
  }

  get comparison(): PreviewComparison | undefined {
    return this.comparing.current;
  }

  /** Begins the work behind it. Resolves when the first rows are known. */
  async begin(): Promise<void> {
    void this.work.run();
    void this.checkKey(this.services.keys);
    await this.countHead();
  }

  /** Looks whether the key of this moment is free. */
  async checkKey(keys: AccessKeySource): Promise<void> {
    const { destination, keyAt } = this.loaded;
    if (!destination) return;
    const at = new Date();
    const key = keyAt(at);
    const check = await withConnection(destination, keys, (connection) =>
      lookUp(connection, key, this.signal),
    )
      .then((state): KeyCheck => ({ key, at, state }))
      .catch((error: unknown): KeyCheck | undefined =>
        isCancelled(error) ? undefined : { key, problem: sentences(explain(error)) },
      );
    if (this.signal.aborted || !check) return;
    this.keyCheck = check;
    this.listener.changed();
  }

  /** @throws what `compareForPreview` does, the AbortError of a person who cancels */
  async compare(compared: CompareWith): Promise<void> {
    await this.comparing.compare(this.loaded, compared, this.signal);
    this.listener.renewed();
  }

  endComparison(): void {
    this.comparing.end();
    this.listener.renewed();
  }

  dispose(): void {
    this.abort.abort();
    this.work.dispose();
    this.comparing.end();
  }

  private changed(): void {
    if (this.signal.aborted) return;
    this.tellFindings();
    this.listener.changed();
  }

  private async renew(): Promise<void> {
    if (this.signal.aborted) return;
    this.headRows = 0;
    this.listener.renewed();
    await this.countHead();
    this.listener.changed();
  }

  private async countHead(): Promise<void> {
    // What stands in the way of the first rows, the work finds out, too.
    const rows = await rowsAmong(this.work.window(), firstRecords, this.signal).catch(() => 0);
    this.headRows = rows;
  }

  /** What findings are made of. */
  private async lookFor(): Promise<Pick<ScanRequest, 'rules' | 'secrets'>> {
    const secrets = await knownSecrets(this.services.keys, this.loaded.destination);
    return { rules: ruleSettings(this.request.file), secrets };
  }

  /** The Problems panel has what the whole scan found, or the scan as far as it came. */
  private tellFindings(): void {
    const { findings, phase } = this.work;
    if ((phase !== 'done' && phase !== 'failed') || this.findingsTold === findings) return;
    this.findingsTold = findings;
    const { subject, planned, destination } = this.loaded;
    // What cannot be placed is counted all the same.
    this.services.problems
      .show(subject, findings, planned.plan, { destination, signal: this.signal })
      .catch(() => undefined);
  }
}
