// All moments of a time at which runs were due: those that are caught up or passed over.
import type { ScheduleSettings } from '../model/scheduleSettings';
import { lastDue } from './nextDue';
import { momentsAround, rhythmOf, runAt } from './rhythm';

/** Of runs that were missed for years, the last ones: four months of eight runs a day. */
export const mostMoments = 1000;

/**
 * The moments after one and up to another, ascending; at most the last 1,000.
 * @param after undefined: the last moment alone
 * @returns none where no run is due by the clock
 * @throws InvalidSchedule
 */
export function dueMoments(schedule: ScheduleSettings, after: Date | undefined, until: Date): Date[] {
  if (!after) return [lastDue(schedule, until) ?? []].flat();
  const rhythm = rhythmOf(schedule);
  if (!rhythm) return [];
  const end = runAt(rhythm, until);
  const begin = Math.max(runAt(rhythm, after), end - mostMoments);
  return momentsAround(rhythm, begin, end)
    .filter((moment) => after < moment && moment <= until)
    .slice(-mostMoments);
}
