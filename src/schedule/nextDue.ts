// When an export is due next by its schedule. Days are those of the calendar in the schedule's own time zone, so that a run
// stays at its time of day when clocks change.
import * as l10n from '@vscode/l10n';
import { DateTime, IANAZone } from 'luxon';
import { Failure } from '../model/failure';
import type { ScheduleSettings } from '../model/scheduleSettings';

/** A schedule follows its schema, but there is no such day or time zone. */
export class InvalidSchedule extends Failure {
  constructor(why: string) {
    super('invalid-schedule', {
      what: l10n.t('The schedule of the export definition cannot be used.'),
      why,
      next: l10n.t('Correct "schedule" in the definition.'),
    });
  }
}

/** In days: no two runs of a schedule are further apart, and the search may begin a day early. */
const furthest = 33;

/**
 * The first moment after another at which a run is due.
 *
 * A time that the clocks leave out is as much later as they go forward; of one that comes twice, the first counts. Without
 * a `startDate`, a week's run is on Monday, a month's on the first day, and `once` is never.
 * @returns undefined when no run is due by the clock: the schedule is over, switched off, or follows the segment file
 * @throws InvalidSchedule
 */
export function nextDue(schedule: ScheduleSettings, after: Date): Date | undefined {
  const zone = zoneOf(schedule);
  const start = schedule.startDate === undefined ? undefined : dayOf(schedule.startDate);
  const end = schedule.endDate === undefined ? undefined : dayOf(schedule.endDate);
  if (schedule.enabled === false || schedule.frequency === 'onChange') return undefined;
  const wallTime = DateTime.fromJSDate(after, { zone }).setZone('utc', { keepLocalTime: true });
  const dayBefore: Day = wallTime.startOf('day').minus({ days: 1 });
  const first = start && start > dayBefore ? start : dayBefore;
  for (let count = 0; count <= furthest; count++) {
    const day = first.plus({ days: count });
    if (end && day >= end) return undefined;
    if (!isDueOn(day, start, schedule)) continue;
    const due = runsOn(day, zone, schedule).find((time) => time > after);
    if (due) return due;
  }
  return undefined;
}

/** A day of the calendar is the midnight with which it would begin in UTC: such days have all one length. */
type Day = DateTime;

function zoneOf({ timeZone = 'UTC' }: ScheduleSettings): string {
  if (IANAZone.isValidZone(timeZone)) return timeZone;
  throw new InvalidSchedule(l10n.t('There is no time zone "{0}".', timeZone));
}

function dayOf(text: string): Day {
  const day = DateTime.fromISO(text, { zone: 'utc' });
  if (day.isValid) return day;
  throw new InvalidSchedule(l10n.t('There is no day {0}.', text));
}

function isDueOn(day: Day, start: Day | undefined, { frequency }: ScheduleSettings): boolean {
  if (frequency === 'once') return start !== undefined && +day === +start;
  if (frequency === 'weekly') return day.weekday === (start?.weekday ?? 1);
  if (frequency === 'monthly') return day.day === Math.min(start?.day ?? 1, day.daysInMonth ?? 31);
  return true;
}

/** The hours between two runs of one day. */
export function hoursBetween({ frequency }: ScheduleSettings): number | undefined {
  const hours = /^every(\d+)Hours$/.exec(frequency)?.[1];
  return hours === undefined ? undefined : Number(hours);
}

/** The runs of a day, in their order. The first is at the schedule's time. */
function runsOn(day: Day, zone: string, schedule: ScheduleSettings): Date[] {
  const [hour = 0, minute = 0] = (schedule.time ?? '00:00').split(':').map(Number);
  const step = hoursBetween(schedule) ?? 24;
  const hours = Array.from({ length: Math.ceil((24 - hour) / step) }, (_, index) => hour + index * step);
  return hours.map((each) => momentOf(day.set({ hour: each, minute }), zone));
}

function momentOf(wallTime: DateTime, zone: string): Date {
  const [first] = wallTime.setZone(zone, { keepLocalTime: true }).getPossibleOffsets();
  return (first ?? wallTime).toJSDate();
}
