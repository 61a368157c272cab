// The schedules of a window: what is due is run while the window is open, and the status bar says how it stands. Whatever
// happens, nobody is interrupted by a question.
import { setTimeout as sleep } from 'node:timers/promises';
import { commands as vscodeCommands, Disposable, l10n, window, workspace } from 'vscode';
import { asFailure, isCancelled } from '../../model/failure';
import type { FinishedRun } from '../../model/finishedRun';
import type { Look } from '../../schedule/agenda';
import { stateOf } from '../../schedule/exportState';
import { Scheduler } from '../../schedule/scheduler';
import type { RunResult } from '../../schedule/scheduledExport';
import { contextKeys, settings } from '../contributions';
import type { Services } from '../services';
import { noteDelivered } from '../tellPushed';
import { ChangeWatch } from './changeWatch';
import { outsideOf } from './outside';
import { areSchedulesEnabled } from './pauseAll';
import { runScheduled } from './runScheduled';
import { scheduledExports, type WindowExport } from './scheduledExports';
import { ScheduleStatus } from './statusBar';
import { tellAsked } from './tellAsked';
import { FailureTeller } from './tellFailed';
import type { SchedulesView } from './view';

/** How often progress is shown, in milliseconds. */
const shownEvery = 200;

/** How many runs are looked through for the last one of an export. */
const lookedThrough = 200;

export class Schedules implements Disposable {
  private readonly status = new ScheduleStatus();
  private readonly teller: FailureTeller;
  private readonly changes = new ChangeWatch(() => this.scheduler.wake());
  private readonly scheduler: Scheduler<WindowExport>;
  private readonly listeners: Disposable;
  private runsListener: ReturnType<Services['runs']['onDidChange']> | undefined;
  private recent: Promise<readonly FinishedRun[]> | undefined;
  private shownAt = 0;
  private shown: SchedulesView = { looks: [], running: undefined, recent: [], isEnabled: true };

  constructor(private readonly services: Services) {
    const { log, definitions, store } = services;
    const outside = outsideOf(services, { signal: new AbortController().signal });
    this.teller = new FailureTeller(services, (what) => this.run(what));
    this.scheduler = new Scheduler({
      exports: () => scheduledExports(services),
      stateOf: (what) => stateOf(what, outside),
      changedAt: (what) => this.changes.of(what),
      run: (what, signal) => this.attempt(what, signal),
      isEnabled: areSchedulesEnabled,
      onLook: (looks) => void this.look(looks),
      onProblem: (error) => log.warn(`The schedules could not be looked at: ${asFailure(error).code}`),
      now: () => new Date(),
      wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }),
    });
    const setting = `${settings.section}.${settings.schedulesEnabled}`;
    this.listeners = Disposable.from(
      definitions.onDidChange(() => this.scheduler.tryAgain()),
      store.onDidChange(() => this.scheduler.tryAgain()),
      workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration(setting) && this.scheduler.wake(),
      ),
    );
  }

  /** What is known of the schedules at the moment. */
  get view(): SchedulesView {
    return this.shown;
  }

  /** Runs what is due from now on, in a workspace that is trusted. */
  start(): void {
    if (this.runsListener || !workspace.isTrusted) return;
    this.runsListener = this.services.runs.onDidChange(this.runEnded);
    void this.scheduler.start();
  }

  /** The export of a run, as it is scheduled by now. */
  async find({
    subject,
    destinationId,
  }: Pick<FinishedRun, 'subject' | 'destinationId'>): Promise<WindowExport | undefined> {
    const exports = await scheduledExports(this.services);
    return exports.find((what) => what.subject === subject && what.destination.id === destinationId);
  }

  /** Runs at once what is due of an export, because a person asks for it, and tells what became of it. Never rejects. */
  async run(what: WindowExport): Promise<void> {
    this.teller.forget(what);
    const results = await this.scheduler.runNow(what);
    if (results) tellAsked(what, results);
  }

  /** Cancels the run that is under way. */
  cancel(): void {
    this.scheduler.cancel();
  }

  dispose(): void {
    this.listeners.dispose();
    this.runsListener?.dispose();
    this.scheduler.dispose();
    this.changes.dispose();
    this.status.dispose();
  }

  private async attempt(what: WindowExport, signal: AbortSignal): Promise<readonly RunResult[]> {
    const outside = outsideOf(this.services, {
      signal,
      onBegin: () => this.show({ running: { what, rows: 0 } }),
      onProgress: ({ rows }) => this.progress(what, rows),
    });
    try {
      const results = await runScheduled(what, outside, this.services);
      for (const result of results)
        if (result.kind === 'delivered') await noteDelivered(what.destination, result.receipt, this.services);
      this.teller.tell(what, results);
      return results;
    } catch (error) {
      if (isCancelled(error)) tellCancelled();
      throw error;
    } finally {
      this.show({ running: undefined });
    }
  }

  private progress(what: WindowExport, rows: number): void {
    const now = performance.now();
    if (now - this.shownAt < shownEvery) return;
    this.shownAt = now;
    this.show({ running: { what, rows } });
  }

  private async look(looks: readonly Look<WindowExport>[]): Promise<void> {
    this.changes.keep(looks.map(({ what }) => what));
    this.show({ looks, isEnabled: areSchedulesEnabled() });
    if (looks.length > 0) this.show({ recent: await this.recentRuns() });
  }

  /** Runs that cannot be read are none: the schedules are there all the same. */
  private recentRuns(): Promise<readonly FinishedRun[]> {
    return (this.recent ??= this.services.runs.recent(lookedThrough).catch(() => []));
  }

  /** Of any window, or of the command line. */
  private readonly runEnded = (): void => {
    this.recent = undefined;
    this.scheduler.wake();
  };

  private show(news: Partial<SchedulesView>): void {
    const wasRunning = this.shown.running !== undefined;
    this.shown = { ...this.shown, ...news };
    this.status.show(this.shown, new Date());
    const isRunning = this.shown.running !== undefined;
    if (isRunning !== wasRunning)
      void vscodeCommands.executeCommand('setContext', contextKeys.isRunning, isRunning);
  }
}

function tellCancelled(): void {
  const text = l10n.t('Cancelled. The export runs again when it is due next.');
  window.setStatusBarMessage(text, 5000);
}
