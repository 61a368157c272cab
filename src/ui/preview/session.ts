// One open preview: what is shown, what goes on behind it, and what the page asks. The pieces: the plan (loadExport), the
// work behind it (work, indexing), how the page is told (pageState), rows (answers), what a person can do (actions).
import { posix } from 'node:path';
import { workspace, type Disposable, type Uri, type Webview } from 'vscode';
import { lookUp } from '../../delivery/objects';
import type { ScanRequest } from '../../export/previewScan';
import { exportRows } from '../../export/windows';
import { asFailure, explain, isCancelled, sentences, shownText } from '../../model/failure';
import type { FromPage, Remembered, ToPage } from '../../webview/protocol';
import { settings } from '../contributions';
import type { PreviewComparison } from '../comparison';
import { knownSecrets, ruleSettings } from '../findingSettings';
import { UnknownDestination } from '../findDestination';
import type { OpenPreview } from '../openPreviews';
import type { PreviewRequest, PreviewTarget } from '../previewUri';
import { foldersOf, watchFolders } from '../previewWatch';
import type { Services } from '../services';
import { showPlace } from '../segmentFailure';
import { openSubject, sourceFiles, stateOf } from '../subject';
import { withConnection } from '../withConnection';
import type { AccessKeySource } from '../accessKeyStore';
import { PreviewActions } from './actions';
import { Answers } from './answers';
import { Comparing, type CompareWith } from './comparing';
import { workText, type KeyCheck } from './facts';
import { EditHistory } from './history';
import { type SegmentIndexing } from './indexing';
import { loadExport, type LoadedExport } from './loadExport';
import { keyAt, pageState, problemPlace, type Known } from './pageState';
import type { PreviewShared } from './shared';
import { firstTarget, readTarget, targetValue } from './targets';
import { PreviewWork } from './work';

/** What the page asks for first. */
const firstWindow = 200;
const clockMs = 1000;
/** States that change faster are told together. */
const settleMs = 50;

export class PreviewSession implements OpenPreview, Disposable {
  readonly history = new EditHistory();
  target: PreviewTarget = { format: 'csv' };
  loaded: LoadedExport | undefined;
  private generation = 0;
  private headRows = 0;
  private keyCheck: KeyCheck | undefined;
  private problem: unknown;
  private indexing: SegmentIndexing | undefined;
  private work: PreviewWork | undefined;
  private answers: Answers | undefined;
  private readonly comparing: Comparing;
  private abort = new AbortController();
  private isReady = false;
  /** When the editor was opened; undefined once its first rows are told. */
  private opened: number | undefined = performance.now();
  /** Whether a command said what to show, which then goes before what the page remembers. */
  private isTold = false;
  private settling: NodeJS.Timeout | undefined;
  private profilesTold: unknown;
  private findingsTold: unknown;
  private watching: { readonly folders: string; readonly watcher: Disposable } | undefined;
  private readonly actions: PreviewActions;
  private readonly subscriptions: Disposable[];
  private readonly clock: NodeJS.Timeout;

  constructor(
    readonly file: Uri,
    private readonly webview: Webview,
    readonly services: Services,
    readonly shared: PreviewShared,
  ) {
    this.actions = new PreviewActions(this);
    this.comparing = new Comparing(services);
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
    const last = this.shared.lastTarget();
    this.isTold = target !== undefined;
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

  /** Plans anew and shows what came of it. What cannot be planned leaves what was shown, and says why. */
  async reload(): Promise<void> {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    try {
      const loaded = await loadExport(this.request(), this.services.store, signal);
      if (!signal.aborted) await this.take(loaded, signal);
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      await this.fail(error);
    }
    this.watch();
    this.changed();
  }

  async save(): Promise<Uri | undefined> {
    return this.actions.save();
  }

  async openAsText(): Promise<void> {
    return this.actions.openAsText();
  }

  /** Compares what is seen with what was delivered, and shows the differences. */
  async compare(compared: CompareWith): Promise<void> {
    if (!this.loaded) return;
    await this.comparing.compare(this.loaded, compared);
    this.renew();
    this.post({ type: 'show', view: 'differences', row: undefined });
  }

  get comparison(): PreviewComparison | undefined {
    return this.comparing.current;
  }

  endComparison(): void {
    this.comparing.end();
    this.renew();
  }

  cancelWork(): void {
    this.work?.pause();
  }

  post(message: ToPage): void {
    if (this.isReady) void this.webview.postMessage(message);
  }

  dispose(): void {
    this.abort.abort();
    clearInterval(this.clock);
    clearTimeout(this.settling);
    this.work?.dispose();
    this.comparing.end();
    this.indexing?.dispose();
    this.watching?.watcher.dispose();
    this.shared.status.tell(this, undefined);
    this.services.problems.clear(this.file);
    this.subscriptions.forEach((each) => void each.dispose());
  }

  private async take(loaded: LoadedExport, signal: AbortSignal): Promise<void> {
    const { planned, state } = loaded;
    const sameFiles = this.indexing && this.loaded?.state === state;
    this.work?.dispose();
    if (!sameFiles) {
      this.indexing?.dispose();
      this.indexing = this.shared.indexing(planned.source);
    }
    const indexing = this.indexing as SegmentIndexing;
    const work = new PreviewWork(
      planned,
      indexing,
      () => this.lookFor(loaded),
      () => this.changed(),
      () => this.renew(),
    );
    this.loaded = loaded;
    this.work = work;
    this.comparing.end();
    this.answers = new Answers(loaded, work, this.comparing, signal);
    this.problem = undefined;
    this.generation++;
    this.headRows = 0;
    this.headRows = (await exportRows(work.window(), 0, firstWindow, signal)).length;
    this.tellSpeed();
    this.changed(0);
    void this.checkKey(this.services.keys);
    void work.run();
  }

  private tellSpeed(): void {
    if (this.opened === undefined) return;
    const milliseconds = Math.round(performance.now() - this.opened);
    this.services.log.info(`preview: first rows after ${milliseconds} ms`);
    this.opened = undefined;
  }

  /** What findings are made of. */
  private async lookFor({ destination }: LoadedExport): Promise<Pick<ScanRequest, 'rules' | 'secrets'>> {
    const secrets = await knownSecrets(this.services.keys, destination);
    return { rules: ruleSettings(this.file), secrets };
  }

  /** The Problems panel has what the whole scan found, or the scan as far as it came. */
  private tellFindings(): void {
    const { loaded, work } = this;
    const isOver = work?.phase === 'done' || work?.phase === 'failed';
    if (!loaded || !work || !isOver || this.findingsTold === work.findings) return;
    this.findingsTold = work.findings;
    const { subject, planned, destination } = loaded;
    const { signal } = this.abort;
    // What cannot be placed is counted all the same.
    this.services.problems
      .show(subject, work.findings, planned.plan, { destination, signal })
      .catch(() => undefined);
  }

  /** A destination that is not there leaves the export itself to look at. */
  private async fail(error: unknown): Promise<void> {
    if (error instanceof UnknownDestination && !this.loaded) {
      this.target = { format: 'csv' };
      await this.reload();
    }
    this.problem = error;
    const failure = asFailure(error);
    this.services.log.info(`preview: ${failure.code}`);
  }

  private known(): Known {
    const { file, generation, target, loaded, work, history, keyCheck, problem } = this;
    const rows = Math.max(work?.result ? 0 : this.headRows, work?.rowsKnown() ?? 0);
    return {
      ...{ file, generation, target, loaded, work, history, keyCheck, problem, rows },
      comparison: this.comparing.state,
    };
  }

  /** The page is told soon. */
  private changed(afterMs = settleMs): void {
    this.shared.status.tell(this, this.workLine());
    this.tellFindings();
    if (afterMs === 0) return this.tellState();
    this.settling ??= setTimeout(() => this.tellState(), afterMs);
  }

  /** Rows that the page has are no longer right. */
  private renew(): void {
    this.generation++;
    this.changed(0);
  }

  private tellState(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.post({ type: 'state', state: pageState(this.known(), this.services.store) });
    const { profiles = [] } = this.work ?? {};
    if (profiles === this.profilesTold) return;
    this.profilesTold = profiles;
    this.post({ type: 'profiles', generation: this.generation, profiles });
  }

  private tellKey(): void {
    if (this.loaded) this.post({ type: 'key', key: keyAt(this.known(), new Date()) });
  }

  private workLine(): string | undefined {
    const { work } = this;
    const text = work && workText(work);
    if (text === undefined) return undefined;
    return `${text} ${posix.basename(this.file.path)} ${Math.floor(work?.percent ?? 0)} %`;
  }

  /** A definition may name other files from now on. Watching anew has blind moments, so the same is not watched anew. */
  private watch(): void {
    const sources = this.loaded ? sourceFiles(this.loaded.subject) : [];
    const folders = foldersOf([this.file, ...sources]);
    const key = folders.join('\n');
    if (this.watching?.folders === key) return;
    this.watching?.watcher.dispose();
    this.watching = { folders: key, watcher: watchFolders(folders, () => void this.look()) };
  }

  /** Reads the files again if they are no longer what they were. */
  private async look(): Promise<void> {
    const state = await openSubject(this.file).then(stateOf, () => undefined);
    if (state !== this.loaded?.state || this.problem !== undefined) await this.reload();
  }

  private async hear(message: FromPage): Promise<void> {
    try {
      await this.answer(message);
    } catch (error) {
      if (isCancelled(error)) return;
      const id = 'id' in message ? message.id : undefined;
      if (id === undefined) return this.actions.showFailure(error);
      this.post({ type: 'failed', id, problem: { text: shownText(asFailure(error)), mark: 'error' } });
    }
  }

  private async answer(message: FromPage): Promise<void> {
    const { answers } = this;
    switch (message.type) {
      case 'ready':
        return this.ready(message.remembered);
      case 'rows': {
        if (!answers || message.generation !== this.generation) return;
        const rows = await answers.rows(message);
        return this.post({ type: 'rows', id: message.id, rows });
      }
      case 'cell': {
        if (!answers || message.generation !== this.generation) return;
        const cell = await answers.cell(message);
        return cell && this.post({ type: 'cell', id: message.id, cell });
      }
      case 'copy':
        return answers?.copy(message);
      case 'source':
        return answers?.source(message);
      case 'target':
        return this.show(readTarget(message.value) ?? this.target);
      case 'columns':
        this.history.edit(message.columns);
        return this.reload();
      case 'undo':
      case 'redo':
        this.history[message.type]();
        return this.reload();
      case 'discard':
        this.history.edit(undefined);
        return this.reload();
      case 'checkKey':
        return this.checkKey(this.services.asking);
      case 'cancelWork':
        return this.cancelWork();
      case 'resumeWork':
        return this.work?.run();
      case 'mend': {
        const there = problemPlace(this.known());
        return there && showPlace(there);
      }
      case 'save':
      case 'push':
      case 'dryRun':
      case 'compare':
      case 'endComparison':
      case 'matchBy':
      case 'openAsText':
      case 'showFindings':
        return void (await this.actions[message.type]());
    }
  }

  private async ready(remembered: Remembered | undefined): Promise<void> {
    this.isReady = true;
    this.profilesTold = undefined;
    const target = remembered && readTarget(remembered.target);
    const edited = remembered?.edits !== undefined && this.history.current === undefined;
    const isOther = !this.isTold && target !== undefined && targetValue(target) !== targetValue(this.target);
    if (edited) this.history.edit(remembered.edits);
    if (isOther) this.target = target;
    this.isTold = true;
    if (edited || isOther) await this.reload();
    else this.changed(0);
  }

  /** Looks whether the key of this moment is free. */
  private async checkKey(keys: AccessKeySource): Promise<void> {
    const { loaded } = this;
    if (!loaded?.destination) return;
    const at = new Date();
    const key = loaded.keyAt(at);
    try {
      const state = await withConnection(loaded.destination, keys, (connection) =>
        lookUp(connection, key, this.abort.signal),
      );
      this.keyCheck = { key, at, state };
    } catch (error) {
      if (isCancelled(error)) return;
      this.keyCheck = { key, problem: sentences(explain(error)) };
    }
    this.changed();
  }
}
