// Which due moments of an export are to be run now, and which of those that were missed are passed over.
import { DateTime } from 'luxon';
import { checkSchedule } from '../model/scheduleProblem';
import type { ScheduleSettings } from '../model/scheduleSettings';
import { changeMoment } from './changeMoment';
import { dueMoments } from './dueMoments';
import type { ScheduledExport } from './scheduledExport';

export interface DueNow {
  /** Oldest first. */
  readonly run: readonly Date[];
  readonly passedOver: readonly Date[];
}

const nothing: DueNow = { run: [], passedOver: [] };

/**
 * @param after up to it nothing is due any more; undefined: the last moment alone is due
 * @throws InvalidSchedule; what `changeMoment` throws
 */
export async function dueNow(
  { opened: { definition, source } }: Pick<ScheduledExport, 'opened'>,
  after: Date | undefined,
  now: Date,
): Promise<DueNow> {
  const { schedule } = definition;
  if (!schedule || schedule.enabled === false) return nothing;
  if (schedule.frequency === 'onChange') {
    checkSchedule(schedule);
    const moment = await changeMoment(source, now);
    const isDue = moment && (!after || moment > after) && isInTime(schedule, moment);
    return isDue ? { run: [moment], passedOver: [] } : nothing;
  }
  const due = dueMoments(schedule, after, now);
  if (schedule.catchUp === 'each') return { run: due, passedOver: [] };
  return { run: due.slice(-1), passedOver: due.slice(0, -1) };
}

/** Whether a moment is on one of the schedule's days. */
function isInTime({ timeZone = 'UTC', startDate, endDate }: ScheduleSettings, moment: Date): boolean {
  const day = DateTime.fromJSDate(moment, { zone: timeZone }).toISODate() ?? '';
  return (startDate === undefined || startDate <= day) && (endDate === undefined || day < endDate);
}
