// The scheduler's loop under a clock that moves only while it sleeps.
import assert from 'node:assert/strict';
import { cancellation } from '../../../src/delivery/cancelling';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';
import type { Look, Scheduled } from '../../../src/schedule/agenda';
import type { ExportState } from '../../../src/schedule/exportState';
import { lastDue } from '../../../src/schedule/nextDue';
import { Scheduler, type SchedulerTools } from '../../../src/schedule/scheduler';
import type { RunResult } from '../../../src/schedule/scheduledExport';

const start = new Date('2026-11-22T05:00:00Z');
const seen: ExportState = { since: start, done: undefined, failed: undefined, hasSnapshot: false };
const daily: ScheduleSettings = { frequency: 'daily', time: '06:00' };

/** What a run does. Its time may pass in it. */
type Run = (what: Scheduled, signal: AbortSignal) => Kind | Promise<Kind>;
type Kind = 'skipped' | 'failed' | 'busy';

/** A window whose clock moves while its scheduler sleeps. */
class Desk {
  now = start;
  isEnabled = true;
  /** `minutes since the start: subject` */
  readonly runs: string[] = [];
  readonly sleeps: number[] = [];
  readonly problems: unknown[] = [];
  looks: readonly Look<Scheduled>[] = [];
  changedAt: Date | undefined;
  readonly states = new Map<string, ExportState>();
  readonly scheduler: Scheduler<Scheduled>;
  /** Is called before each sleep. */
  onSleep: () => void = () => undefined;
  run: Run = () => 'skipped';

  constructor(readonly exports: Scheduled[]) {
    this.scheduler = new Scheduler(this.tools());
  }

  /** Lets time pass until it is so many minutes after the start. */
  async until(minutes: number): Promise<void> {
    const sleep = this.onSleep;
    this.onSleep = () => {
      sleep();
      if (this.minutes >= minutes) this.scheduler.dispose();
    };
    await this.scheduler.start();
  }

  get minutes(): number {
    return (this.now.getTime() - start.getTime()) / 60_000;
  }

  private tools(): SchedulerTools<Scheduled> {
    return {
      exports: () => Promise.resolve(this.exports),
      stateOf: ({ subject }) => Promise.resolve(this.states.get(subject) ?? seen),
      changedAt: () => Promise.resolve(this.changedAt),
      run: async (what, signal) => {
        this.runs.push(`${this.minutes}: ${what.subject}`);
        const moment = lastDue(what.schedule, this.now) ?? this.changedAt ?? this.now;
        return [this.settle(what, moment, await this.run(what, signal))];
      },
      isEnabled: () => this.isEnabled,
      onLook: (looks) => (this.looks = looks),
      onProblem: (error) => this.problems.push(error),
      now: () => this.now,
      wait: (ms, signal) => {
        this.onSleep();
        if (signal.aborted) return Promise.resolve();
        this.sleeps.push(ms);
        this.now = new Date(this.now.getTime() + ms);
        return Promise.resolve();
      },
    };
  }

  /** As the runner keeps it. */
  private settle({ subject }: Scheduled, moment: Date, kind: Kind): RunResult {
    if (kind === 'failed') {
      const failed = { moment, attempts: 1, at: this.now, code: 'access-denied' };
      this.states.set(subject, { ...seen, failed });
      return { kind, moment, error: new Error('access denied') };
    }
    if (kind !== 'busy') this.states.set(subject, { ...seen, done: moment });
    return { kind: 'busy', moment };
  }
}

describe('the scheduler', () => {
  it('sleeps until an export is due, but never longer than a minute', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    desk.now = new Date(start.getTime() + 30_000);
    await desk.until(24 * 60 + 61);
    assert.deepEqual(desk.runs, ['60: a', '1500: a']);
    assert.ok(desk.sleeps.every((ms) => ms > 0 && ms <= 60_000));
  });

  it('runs those that are due one after the other, the one that waited longest first', async () => {
    const due = (time: string): ScheduleSettings => ({ ...daily, time });
    const desk = new Desk([
      { subject: 'late', schedule: due('05:20') },
      { subject: 'early', schedule: due('05:10') },
    ]);
    // The computer sleeps over both.
    desk.onSleep = () => {
      if (desk.minutes === 5) desk.now = new Date(start.getTime() + 40 * 60_000);
    };
    let running = 0;
    desk.run = async (): Promise<Kind> => {
      assert.equal(++running, 1);
      await new Promise(setImmediate);
      running--;
      return 'skipped';
    };
    await desk.until(60);
    assert.deepEqual(desk.runs, ['41: early', '41: late']);
  });

  it('looks again a little later at one that another process is at', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    desk.run = () => (desk.runs.length < 3 ? 'busy' : 'skipped');
    await desk.until(70);
    assert.equal(desk.runs.length, 3);
    assert.ok(desk.sleeps.every((ms) => ms >= 1000));
  });

  it('tries again what failed when it is time, or at once when something was changed that may help', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    desk.run = () => 'failed';
    await desk.until(62);
    const [first, second] = desk.runs;
    assert.deepEqual([first, second], ['60: a', '61: a']);

    const other = new Desk([{ subject: 'a', schedule: daily }]);
    other.run = () => (other.runs.length === 1 ? 'failed' : 'skipped');
    let isChanged = false;
    other.onSleep = () => {
      if (other.runs.length !== 1 || isChanged) return;
      isChanged = true;
      other.scheduler.tryAgain();
    };
    await other.until(70);
    assert.deepEqual(other.runs, ['60: a', '60: a']);
  });

  it('does not run again what was cancelled before the next one is due', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    desk.run = (_, signal) => {
      if (desk.runs.length > 1) return 'skipped';
      desk.scheduler.cancel();
      assert.ok(signal.aborted);
      throw cancellation();
    };
    await desk.until(24 * 60 + 61);
    assert.deepEqual(desk.runs, ['60: a', '1500: a']);
    assert.deepEqual(desk.problems, []);
  });

  it('runs at once what a person asks for, also where all are paused, and after what is running', async () => {
    const a = { subject: 'a', schedule: daily };
    const desk = new Desk([a, { subject: 'b', schedule: { ...daily, time: '05:30' } }]);
    const asked: Promise<unknown>[] = [];
    desk.run = ({ subject }) => {
      if (subject === 'b') asked.push(desk.scheduler.runNow(a));
      return 'skipped';
    };
    await desk.until(31);
    await Promise.all(asked);
    assert.deepEqual(desk.runs, ['30: b', '30: a']);

    const paused = new Desk([a]);
    paused.isEnabled = false;
    await paused.until(90);
    assert.deepEqual(paused.runs, []);
    assert.equal(paused.looks.length, 1);
  });

  it('catches up when schedules are resumed', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    desk.isEnabled = false;
    desk.onSleep = () => {
      if (desk.minutes !== 80 || desk.isEnabled) return;
      desk.isEnabled = true;
      desk.scheduler.wake();
    };
    await desk.until(90);
    assert.deepEqual(desk.runs, ['80: a']);
  });

  it('runs an export on the change of its files, once for each change', async () => {
    const desk = new Desk([{ subject: 'a', schedule: { frequency: 'onChange' } }]);
    desk.onSleep = () => {
      if (desk.minutes === 10) desk.changedAt = desk.now;
    };
    await desk.until(30);
    assert.deepEqual(desk.runs, ['11: a']);
  });

  it('goes on after a look that failed', async () => {
    const desk = new Desk([{ subject: 'a', schedule: daily }]);
    const gone = new Error('gone');
    desk.states.get = (subject: string) => {
      if (desk.minutes === 10) throw gone;
      return Map.prototype.get.call(desk.states, subject) as ExportState | undefined;
    };
    await desk.until(61);
    assert.deepEqual([desk.problems, desk.runs], [[gone], ['60: a']]);
  });
});
