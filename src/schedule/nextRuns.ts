// The runs that are due next by a schedule, for whoever looks ahead.
import type { ScheduleSettings } from '../model/scheduleSettings';
import { nextDue } from './nextDue';

/** @returns at most so many moments, in their order: fewer where the schedule ends before. @throws InvalidSchedule */
export function nextRuns(schedule: ScheduleSettings, after: Date, count: number): Date[] {
  const next = count > 0 ? nextDue(schedule, after) : undefined;
  return next ? [next, ...nextRuns(schedule, next, count - 1)] : [];
}
