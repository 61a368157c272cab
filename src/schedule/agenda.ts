// When exports are to be run next, as a scheduler that stays awake needs to know it.
import type { ScheduleSettings } from '../model/scheduleSettings';
import type { ExportState } from './exportState';
import { nextDue } from './nextDue';
import { retryAt } from './retryAt';

/** An export of the agenda. */
export interface Scheduled {
  /** As `ScheduledExport` has it. */
  readonly subject: string;
  readonly schedule: ScheduleSettings;
}

/** An export as the last look found it. */
export interface Look<T extends Scheduled> {
  readonly what: T;
  readonly state: ExportState;
  /** When it is to be run; undefined: not by what is known. What is past is due. */
  readonly at: Date | undefined;
}

export interface Circumstances {
  readonly now: Date;
  /** When the segment's files were changed, for `onChange`. Default: not that anybody knew */
  readonly changedAt?: Date | undefined;
  /** A run was cancelled then: what was due by that time is left alone. */
  readonly cancelledAt?: Date | undefined;
  /** Whether a run that failed is tried again before it is time for that. Default: it waits */
  readonly isHurried?: boolean;
}

/**
 * When an export is to be run. One that was never seen is run at once, so that it is known from when on it counts.
 * @throws InvalidSchedule
 */
export function attentionAt(
  schedule: ScheduleSettings,
  state: ExportState,
  { now, changedAt, cancelledAt, isHurried = false }: Circumstances,
): Date | undefined {
  if (schedule.enabled === false) return undefined;
  const settled = state.done ?? state.since;
  if (!settled) return now;
  const dueAfter = (moment: Date): Date | undefined =>
    schedule.frequency === 'onChange' ? laterThan(moment, changedAt) : nextDue(schedule, moment);
  const due = dueAfter(later(settled, cancelledAt));
  const retry = isHurried ? undefined : retryAt(state);
  if (!due || !retry || !state.failed) return due;
  // What is due after the one that failed does not wait for it.
  const next = dueAfter(state.failed.moment);
  return later(due, next && next < retry ? next : retry);
}

function laterThan(moment: Date, other: Date | undefined): Date | undefined {
  return other && other > moment ? other : undefined;
}

/** The later of two moments. */
export function later(moment: Date, other: Date | undefined): Date {
  return other && other > moment ? other : moment;
}

/** In the order in which they are to be run. Those that are not come last. */
export function byTime<T extends Scheduled>(looks: readonly Look<T>[]): Look<T>[] {
  return [...looks].sort((a, b) => Number(a.at ?? never) - Number(b.at ?? never));
}

const never = Number.MAX_SAFE_INTEGER;
