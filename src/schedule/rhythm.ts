// The runs of a schedule, counted. By the clock on the wall they are steps of one length from a first run on; so the run
// before or after any moment is found by division, however far away it is.
import { DateTime } from 'luxon';
import { checkSchedule } from '../model/scheduleProblem';
import type { ScheduleSettings } from '../model/scheduleSettings';

interface Pace {
  /** Of run 0. A time on the wall is written as if it were in UTC, whose days have all one length. */
  readonly first: DateTime;
  readonly unit: 'hours' | 'months';
  /** Of the unit, from one run to the next. */
  readonly step: number;
}

export interface Rhythm extends Pace {
  readonly zone: string;
  /** Runs are counted from this one on, to the last one. */
  readonly from: number;
  readonly to: number;
}

/** Hours from one run to the next. */
export const hoursOf = {
  once: 24,
  daily: 24,
  weekly: 7 * 24,
  every3Hours: 3,
  every6Hours: 6,
  every8Hours: 8,
  every12Hours: 12,
} as const;

/** A Monday, and the first day of a month: on these are weekly and monthly runs without a `startDate`. */
export const anyStart = '2024-01-01';

/** Zones have gone forward and back by a day at most. */
const furthestShift = 24;

/**
 * @returns undefined when no run is due by the clock: the schedule is switched off, or follows the segment file
 * @throws InvalidSchedule
 */
export function rhythmOf(schedule: ScheduleSettings): Rhythm | undefined {
  checkSchedule(schedule);
  const { frequency, enabled, timeZone: zone = 'UTC', time = '00:00', startDate } = schedule;
  if (enabled === false || frequency === 'onChange') return undefined;
  const first = onTheWall(`${startDate ?? anyStart}T${time}`);
  const pace: Pace =
    frequency === 'monthly'
      ? { first, unit: 'months', step: 1 }
      : { first, unit: 'hours', step: hoursOf[frequency] };
  const from = startDate === undefined ? -Infinity : 0;
  return { ...pace, zone, from, to: lastRun(schedule, pace) };
}

function lastRun({ frequency, endDate }: ScheduleSettings, pace: Pace): number {
  if (frequency === 'once') return 0;
  return endDate === undefined ? Infinity : indexAt(pace, onTheWall(endDate).minus({ milliseconds: 1 }));
}

function onTheWall(text: string): DateTime {
  return DateTime.fromISO(text, { zone: 'utc' });
}

/** The last run at or before a time on the wall, as if there were no first and no last one. */
function indexAt({ first, unit, step }: Pace, wall: DateTime): number {
  return Math.floor(wall.diff(first, unit).as(unit) / step);
}

/** The run that a moment is next to, by its number. */
export function runAt(rhythm: Rhythm, moment: Date): number {
  const { zone, from, to } = rhythm;
  const wall = DateTime.fromJSDate(moment, { zone }).setZone('utc', { keepLocalTime: true });
  return Math.min(Math.max(indexAt(rhythm, wall), from), to);
}

/** The moments of the runs from one to another, and of all that clocks may have shifted in between, in their order. */
export function momentsAround(rhythm: Rhythm, begin: number, end: number): Date[] {
  const around = rhythm.unit === 'months' ? 1 : 1 + Math.ceil(furthestShift / rhythm.step);
  const start = Math.max(begin - around, rhythm.from);
  const count = 1 + Math.min(end + around, rhythm.to) - start;
  const moments = Array.from({ length: count }, (_, index) => momentOf(rhythm, start + index));
  // Where a zone leaves out a day, its runs are those of the next one.
  return [...new Set(moments)].sort((a, b) => a - b).map((milliseconds) => new Date(milliseconds));
}

/** A time that the clocks leave out is as much later as they go forward; of one that comes twice, the first counts. */
function momentOf({ first, unit, step, zone }: Rhythm, index: number): number {
  const wall = first.plus({ [unit]: index * step });
  const [moment = wall] = wall.setZone(zone, { keepLocalTime: true }).getPossibleOffsets();
  return moment.toMillis();
}
