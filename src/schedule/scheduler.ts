// The loop of a scheduler that stays awake: looks at the exports, runs what is due, one after the other, and sleeps until
// the next moment, but never longer than a minute: a computer may sleep, and its clock may be set.
import { isCancelled } from '../model/failure';
import { attentionAt, byTime, later, type Look, type Scheduled } from './agenda';
import type { ExportState } from './exportState';
import type { RunResult } from './scheduledExport';

/** What a scheduler works with. */
export interface SchedulerTools<T extends Scheduled> {
  /** Those with a schedule that can be run, as they are by now. */
  readonly exports: () => Promise<readonly T[]>;
  readonly stateOf: (what: T) => Promise<ExportState>;
  /** When the files of the segment were changed; undefined while they still change. Asked for `onChange` only. */
  readonly changedAt: (what: T) => Promise<Date | undefined>;
  /** Runs what is due of an export. Never rejects but with an AbortError. */
  readonly run: (what: T, signal: AbortSignal) => Promise<readonly RunResult[]>;
  /** Whether anything is run. Looks are made all the same. */
  readonly isEnabled: () => boolean;
  readonly onLook: (looks: readonly Look<T>[]) => void;
  /** A look failed; there is another one in a minute. */
  readonly onProblem: (error: unknown) => void;
  readonly now: () => Date;
  /** @param ms milliseconds. Ends early, one way or the other, when the signal fires */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The longest sleep, in milliseconds. */
const longestSleep = 60_000;
/** How long an export is left alone when it was run, in milliseconds: what keeps it due, as another process at it, takes time. */
const rest = 10_000;

export class Scheduler<T extends Scheduled> {
  private readonly ended = new AbortController();
  private waking = new AbortController();
  /** Of the run that is under way. */
  private running: AbortController | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  /** By subject: when an export may be run again. */
  private readonly resting = new Map<string, Date>();
  /** By subject: when a run was cancelled. */
  private readonly cancelled = new Map<string, Date>();
  /** Subjects whose failed runs are tried again before it is time. */
  private readonly hurried = new Set<string>();
  private known: readonly T[] = [];

  constructor(private readonly tools: SchedulerTools<T>) {}

  /** Runs what is due until `dispose` is called. */
  async start(): Promise<void> {
    while (!this.ended.signal.aborted) {
      this.waking = new AbortController();
      const sleep = await this.work().catch((error: unknown) => {
        this.tools.onProblem(error);
        return longestSleep;
      });
      const signal = AbortSignal.any([this.ended.signal, this.waking.signal]);
      if (sleep > 0) await this.tools.wait(sleep, signal).catch(() => undefined);
    }
  }

  /** Has it look at once. */
  wake(): void {
    this.waking.abort();
  }

  /** Something was changed that may help: has it look at once, and try again what failed. */
  tryAgain(): void {
    this.resting.clear();
    for (const { subject } of this.known) this.hurried.add(subject);
    this.wake();
  }

  /**
   * Runs what is due of an export, also what failed or was cancelled, as soon as what is running is over. Never rejects.
   * @returns undefined when it was cancelled
   */
  runNow(what: T): Promise<readonly RunResult[] | undefined> {
    const turn = this.turn.then(() => this.attempt(what));
    this.turn = turn;
    return turn;
  }

  /** Cancels the run that is under way. It is not tried again before the next one is due. */
  cancel(): void {
    this.running?.abort();
  }

  dispose(): void {
    this.ended.abort();
    this.cancel();
  }

  /** Runs one export that is due. @returns how long to sleep then, in milliseconds */
  private async work(): Promise<number> {
    const looks = await this.look();
    this.tools.onLook(looks);
    const [next] = byTime(looks);
    if (!next?.at) return longestSleep;
    const sleep = next.at.getTime() - this.tools.now().getTime();
    if (sleep > 0) return Math.min(sleep, longestSleep);
    if (!this.tools.isEnabled()) return longestSleep;
    await this.runNow(next.what);
    return 0;
  }

  private async look(): Promise<readonly Look<T>[]> {
    this.known = await this.tools.exports();
    return Promise.all(this.known.map((what) => this.lookAt(what)));
  }

  private async lookAt(what: T): Promise<Look<T>> {
    const { subject, schedule } = what;
    const state = await this.tools.stateOf(what);
    const isByChange = schedule.frequency === 'onChange' && schedule.enabled !== false;
    const changedAt = isByChange ? await this.tools.changedAt(what) : undefined;
    const at = attentionAt(schedule, state, {
      ...{ now: this.tools.now(), changedAt, cancelledAt: this.cancelled.get(subject) },
      isHurried: this.hurried.has(subject),
    });
    return { what, state, at: at && later(at, this.resting.get(subject)) };
  }

  private async attempt(what: T): Promise<readonly RunResult[] | undefined> {
    const { subject } = what;
    if (this.ended.signal.aborted) return undefined;
    this.running = new AbortController();
    try {
      return await this.tools.run(what, this.running.signal);
    } catch (error) {
      if (isCancelled(error)) this.cancelled.set(subject, this.tools.now());
      else this.tools.onProblem(error);
      return undefined;
    } finally {
      this.running = undefined;
      this.hurried.delete(subject);
      this.resting.set(subject, new Date(this.tools.now().getTime() + rest));
    }
  }
}
