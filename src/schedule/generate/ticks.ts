// At which times of which days something must look for what is due. They are taken from the runs themselves over years to
// come, by the clock of any zone: so there is one for either offset of a zone with daylight saving, one for a time that the
// clocks leave out, and those of short months. A time too many is harmless: only what is due runs.
import { DateTime } from 'luxon';
import type { ScheduleSettings } from '../../model/scheduleSettings';
import { nextDue } from '../nextDue';
import { momentsAround, rhythmOf, runAt } from '../rhythm';

/** Minutes of hours, on certain days. What is empty stands for all. */
export interface Ticks {
  readonly minute: number;
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** From 1, Monday, to 7. */
  readonly weekdays: readonly number[];
}

/** In 28 years each date falls on each weekday, and so on each of those on which clocks change. */
const yearsAhead = (frequency: ScheduleSettings['frequency']) => (frequency === 'monthly' ? 28 : 2);

/**
 * The times of a schedule's runs, by the clock of a zone.
 * @returns none where no run is ahead by the clock @throws InvalidSchedule
 */
export function ticksOf(schedule: ScheduleSettings, zone: string, now: Date): Ticks[] {
  return merge(runsAhead(schedule, now).map((run) => tickOf(schedule, DateTime.fromJSDate(run, { zone }))));
}

function runsAhead(schedule: ScheduleSettings, now: Date): Date[] {
  const rhythm = rhythmOf(schedule);
  const next = nextDue(schedule, now);
  if (!rhythm || !next) return [];
  const end = DateTime.fromJSDate(next)
    .plus({ years: yearsAhead(schedule.frequency) })
    .toJSDate();
  return momentsAround(rhythm, runAt(rhythm, next), runAt(rhythm, end)).filter((run) => run >= next);
}

function tickOf({ frequency }: ScheduleSettings, { minute, hour, day, month, weekday }: DateTime): Ticks {
  return {
    ...{ minute, hours: [hour] },
    days: frequency === 'once' || frequency === 'monthly' ? [day] : [],
    months: frequency === 'once' ? [month] : [],
    weekdays: frequency === 'weekly' ? [weekday] : [],
  };
}

/** The same times, those that differ in one field only put together. */
export function merge(ticks: readonly Ticks[]): Ticks[] {
  return join(join(join(ticks, 'weekdays'), 'days'), 'hours');
}

function join(ticks: readonly Ticks[], field: 'hours' | 'days' | 'weekdays'): Ticks[] {
  const groups = new Map<string, Ticks>();
  for (const tick of ticks) {
    // All days and some days are no one list.
    const key = JSON.stringify({ ...tick, [field]: tick[field].length === 0 });
    const values = new Set([...(groups.get(key)?.[field] ?? []), ...tick[field]]);
    groups.set(key, { ...tick, [field]: [...values].sort((a, b) => a - b) });
  }
  return [...groups.values()];
}

/** `28-31` for three or more in a row, `1,15` for others. @param between what stands between first and last of a stretch */
export function ranges(
  numbers: readonly number[],
  between: string,
  text: (number: number) => string = String,
): string {
  const stretches: number[][] = [];
  for (const number of numbers) {
    const last = stretches.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else stretches.push([number]);
  }
  const ends = (each: number[]) => [each.at(0) ?? 0, each.at(-1) ?? 0].map(text).join(between);
  return stretches.map((each) => (each.length < 3 ? each.map(text).join(',') : ends(each))).join(',');
}
