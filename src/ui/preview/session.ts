// One open preview: its target and its edited mapping, and what is shown of them (shown), which is made anew whenever a file,
// a setting, the target or the mapping changes. The page is told here, and what it asks is answered in pageRequests.
import { posix } from 'node:path';
import { workspace, type Disposable, type Uri, type Webview } from 'vscode';
import { withFailure } from '../../export/findings/ofFailure';
import { asFailure, isCancelled, shownText } from '../../model/failure';
import { readEdits } from '../../model/columnEdit';
import type { FromPage, Remembered, ToPage } from '../../webview/protocol';
import { settings } from '../contributions';
import { ruleSettings } from '../findingSettings';
import { UnknownDestination } from '../findDestination';
import type { OpenPreview } from '../openPreviews';
import type { PreviewRequest, PreviewTarget } from '../previewUri';
import { FolderWatch } from '../previewWatch';
import type { Services } from '../services';
import { openSubject, sourceFiles, stateOf, type Subject } from '../subject';
import { PreviewActions } from './actions';
import type { CompareWith } from './comparing';
import { workText } from './facts';
import { EditHistory } from './history';
import type { SegmentIndexing } from './indexing';
import { loadExport, type LoadedExport } from './loadExport';
import { answer } from './pageRequests';
import { keyAt, pageState, type Known } from './pageState';
import type { PreviewShared } from './shared';
import { ShownExport } from './shown';
import { firstTarget, readTarget, targetValue } from './targets';

const clockMs = 1000;
/** States that change faster are told together. */
const settleMs = 50;

export class PreviewSession implements OpenPreview, Disposable {
  readonly history = new EditHistory();
  readonly actions: PreviewActions;
  target: PreviewTarget = { format: 'csv' };
  shown: ShownExport | undefined;
  generation = 0;
  /** Why the last planning came to nothing. */
  problem: unknown;
  /** Whether that leaves what was shown before, which is no export any more. */
  private isOutdated = false;
  private loading: Promise<void> = Promise.resolve();
  private abort = new AbortController();
  private isDisposed = false;
  private indexing: SegmentIndexing | undefined;
  private isReady = false;
  /** When the editor was opened; undefined once its first rows are told. */
  private opened: number | undefined = performance.now();
  /** Whether a command said what to show, which then goes before what the page remembers. */
  private isTold = false;
  private settling: NodeJS.Timeout | undefined;
  private profilesTold: unknown;
  private readonly folders = new FolderWatch(() => void this.look());
  private readonly subscriptions: Disposable[];
  private readonly clock: NodeJS.Timeout;

  constructor(
    readonly file: Uri,
    private readonly webview: Webview,
    readonly services: Services,
    readonly shared: PreviewShared,
  ) {
    this.actions = new PreviewActions(this);
    this.clock = setInterval(() => this.tellKey(), clockMs);
    this.subscriptions = [
      webview.onDidReceiveMessage((message: FromPage) => void this.hear(message)),
      services.store.onDidChange(() => void this.reload()),
      workspace.onDidChangeConfiguration((event) => {
        const isOurs = (name: string): boolean =>
          event.affectsConfiguration(`${settings.section}.${name}`, file);
        if (isOurs(settings.input) || isOurs(settings.findingRules)) void this.reload();
      }),
    ];
  }

  /** Begins to show the export, before the page is there. */
  async begin(target: PreviewTarget | undefined): Promise<void> {
    const subject = await openSubject(this.file).catch(() => undefined);
    this.isTold = target !== undefined;
    this.history.current = this.shared.keptEdits(this.file);
    const last = this.shared.lastTarget();
    this.target = target ?? (subject ? firstTarget(this.services.store, subject, last) : this.target);
    await this.reload();
  }

  /** As much as a text document of the same preview needs. */
  request(moment = new Date()): PreviewRequest {
    return { file: this.file, target: this.target, moment, edits: this.history.current };
  }

  async show(target: PreviewTarget): Promise<void> {
    this.target = target;
    this.isTold = true;
    this.shared.rememberTarget(targetValue(target));
    await this.reload();
  }

  get isEdited(): boolean {
    return this.history.current !== undefined;
  }

  async subject(): Promise<Subject> {
    const { subject, options } = (await this.current()).loaded;
    return { ...subject, ...(options && { options }) };
  }

  async save(): Promise<Uri | undefined> {
    return this.actions.save();
  }

  async openAsText(): Promise<void> {
    return this.actions.openAsText();
  }

  /** Compares what is seen with what was delivered, and shows the differences. */
  async compare(compared: CompareWith): Promise<void> {
    await (await this.current()).compare(compared);
    this.post({ type: 'show', view: 'differences', row: undefined });
  }

  cancelWork(): void {
    this.shown?.work.pause();
  }

  /** What is seen, once all that was changed is. @throws why that cannot be */
  async current(): Promise<ShownExport> {
    await this.loading;
    if (this.problem !== undefined) throw asFailure(this.problem);
    if (!this.shown) throw new Error('Nothing is shown.');
    return this.shown;
  }

  /** Plans anew and shows what comes of it. What cannot be planned leaves what was shown, and says why. */
  reload(): Promise<void> {
    return (this.loading = this.load());
  }

  post(message: ToPage): void {
    if (this.isReady && !this.isDisposed) void this.webview.postMessage(message);
  }

  async ready(remembered: Remembered | undefined): Promise<void> {
    this.isReady = true;
    this.profilesTold = undefined;
    const target = remembered && readTarget(remembered.target);
    const isOther = !this.isTold && target && targetValue(target) !== targetValue(this.target);
    const edits = this.isEdited ? undefined : readEdits(remembered?.edits);
    if (edits) this.history.edit(edits);
    if (isOther) this.target = target;
    this.isTold = true;
    if (edits || isOther) await this.reload();
    else this.tellState();
  }

  known(): Known {
    const { file, generation, target, shown, history, problem, isOutdated } = this;
    return { file, generation, target, shown, history, problem, isOutdated };
  }

  dispose(): void {
    this.isDisposed = true;
    this.shared.keepEdits(this.file, this.history.current);
    this.abort.abort();
    clearInterval(this.clock);
    clearTimeout(this.settling);
    this.shown?.dispose();
    this.indexing?.dispose();
    this.folders.dispose();
    this.shared.status.tell(this, undefined);
    this.services.problems.clear(this.file);
    this.subscriptions.forEach((each) => void each.dispose());
  }

  private async load(): Promise<void> {
    if (this.isDisposed) return;
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    const request = this.request();
    try {
      const loaded = await loadExport(request, this.services.store, signal);
      if (signal.aborted) return;
      await this.take(loaded, request);
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      this.problem = error;
      this.isOutdated = true;
      this.services.log.info(`preview: ${asFailure(error).code}`);
      await this.tellFailure(error);
      // A destination that is not there leaves the export itself to look at.
      if (error instanceof UnknownDestination && !this.shown) await this.loadWithoutDestination(error);
    }
    if (this.isDisposed) return;
    this.followFiles();
    this.changed(0);
  }

  /** What stands in the way of planning stands in the Problems panel, as what ends a scan does. */
  private async tellFailure(error: unknown): Promise<void> {
    const subject = await openSubject(this.file).catch(() => undefined);
    if (!subject) return;
    const found = withFailure({ findings: [], counts: [] }, asFailure(error), ruleSettings(this.file));
    await this.services.problems.show(subject, found, { columns: [] }).catch(() => undefined);
  }

  private async loadWithoutDestination(problem: unknown): Promise<void> {
    this.target = { format: 'csv' };
    await this.load();
    this.problem ??= problem;
  }

  private async take(loaded: LoadedExport, request: PreviewRequest): Promise<void> {
    const { shown: before, services } = this;
    const shown = new ShownExport(loaded, request, this.indexingOf(loaded), services, {
      changed: () => this.changed(),
      renewed: () => this.renew(),
    });
    before?.dispose();
    this.shown = shown;
    this.problem = undefined;
    this.isOutdated = false;
    this.generation++;
    await shown.begin();
    this.tellSpeed();
  }

  /** An index serves as long as the files are the same. */
  private indexingOf({ planned, state }: LoadedExport): SegmentIndexing {
    if (this.indexing && this.shown?.loaded.state === state) return this.indexing;
    this.indexing?.dispose();
    return (this.indexing = this.shared.indexing(planned.source));
  }

  private tellSpeed(): void {
    if (this.opened === undefined) return;
    const milliseconds = Math.round(performance.now() - this.opened);
    this.services.log.info(`preview: first rows after ${milliseconds} ms`);
    this.opened = undefined;
  }

  /** The page is told soon. */
  private changed(afterMs = settleMs): void {
    if (this.isDisposed) return;
    this.shared.status.tell(this, this.workLine());
    if (afterMs === 0) return this.tellState();
    this.settling ??= setTimeout(() => this.tellState(), afterMs);
  }

  /** Rows that the page has are no longer right. */
  private renew(): void {
    this.generation++;
    // The page forgets figures together with rows.
    this.profilesTold = undefined;
    this.changed(0);
  }

  private tellState(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.post({ type: 'state', state: pageState(this.known(), this.services.store) });
    const { profiles = [] } = this.shown?.work ?? {};
    if (profiles === this.profilesTold) return;
    this.profilesTold = profiles;
    this.post({ type: 'profiles', generation: this.generation, profiles });
  }

  private tellKey(): void {
    if (this.shown) this.post({ type: 'key', key: keyAt(this.known(), new Date()) });
  }

  private workLine(): string | undefined {
    const { work } = this.shown ?? {};
    const text = work && workText(work);
    if (text === undefined) return undefined;
    return `${text} ${posix.basename(this.file.path)} ${Math.floor(work?.percent ?? 0)} %`;
  }

  /** A definition may name other files from now on. */
  private followFiles(): void {
    const sources = this.shown ? sourceFiles(this.shown.loaded.subject) : [];
    this.folders.follow([this.file, ...sources]);
  }

  /** Reads the files again if they are no longer what they were. */
  private async look(): Promise<void> {
    const state = await openSubject(this.file)
      .then(stateOf)
      .catch(() => undefined);
    if (state !== this.shown?.loaded.state || this.problem !== undefined) await this.reload();
  }

  private async hear(message: FromPage): Promise<void> {
    try {
      await answer(message, this);
    } catch (error) {
      if (isCancelled(error)) return;
      const id = 'id' in message ? message.id : undefined;
      if (id === undefined) return this.actions.showFailure(error);
      this.post({ type: 'failed', id, problem: { text: shownText(asFailure(error)), mark: 'error' } });
    }
  }
}
