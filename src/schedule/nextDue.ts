// When an export is due next by its schedule, and when it was due last.
import type { ScheduleSettings } from '../model/scheduleSettings';
import { momentsAround, rhythmOf, runAt } from './rhythm';

/**
 * The first moment after another at which a run is due.
 *
 * Days are those of the calendar in the schedule's own time zone, so that a run stays at its time of day when clocks
 * change. A time that the clocks leave out is as much later as they go forward; of one that comes twice, the first counts.
 * Without a `startDate`, a week's run is on Monday and a month's on the first day.
 * @returns undefined when no run is due by the clock: the schedule is over, switched off, or follows the segment file
 * @throws InvalidSchedule
 */
export function nextDue(schedule: ScheduleSettings, after: Date): Date | undefined {
  return near(schedule, after).find((moment) => moment > after);
}

/**
 * The last moment at which a run was due, this one among them.
 * @returns undefined when none was due by the clock: the schedule has not begun, is switched off, or follows the segment file
 * @throws InvalidSchedule
 */
export function lastDue(schedule: ScheduleSettings, at: Date): Date | undefined {
  return near(schedule, at).findLast((moment) => moment <= at);
}

function near(schedule: ScheduleSettings, moment: Date): Date[] {
  const rhythm = rhythmOf(schedule);
  if (!rhythm) return [];
  const run = runAt(rhythm, moment);
  return momentsAround(rhythm, run, run);
}
