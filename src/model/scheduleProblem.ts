// What is wrong with a schedule beyond its schema, and with which of its fields.
import * as l10n from '@vscode/l10n';
import { DateTime, IANAZone } from 'luxon';
import { Failure } from './failure';
import type { ScheduleSettings } from './scheduleSettings';

/** A schedule follows its schema, but its moments cannot be told. */
export class InvalidSchedule extends Failure {
  /**
   * @param field whose value is wrong, or wants another field
   * @param instead the value that was probably meant
   */
  constructor(
    why: string,
    readonly field: keyof ScheduleSettings,
    readonly instead?: string,
  ) {
    super('invalid-schedule', {
      what: l10n.t('The schedule of the export definition cannot be used.'),
      why,
      next: l10n.t('Correct "schedule" in the definition.'),
    });
  }
}

/** Also of a schedule that is switched off. @throws InvalidSchedule */
export function checkSchedule(schedule: ScheduleSettings): void {
  const { frequency, timeZone = 'UTC', startDate, endDate } = schedule;
  // Unlike `isValidZone`, this asks once for each name.
  if (!IANAZone.create(timeZone).isValid)
    throw new InvalidSchedule(l10n.t('There is no time zone "{0}".', timeZone), 'timeZone');
  if (frequency === 'once') checkOnce(schedule);
  checkDay('startDate', startDate);
  checkDay('endDate', endDate);
  if (startDate !== undefined && endDate !== undefined) checkOrder(startDate, endDate);
}

function checkOnce({ startDate, endDate }: ScheduleSettings): void {
  if (startDate === undefined)
    throw new InvalidSchedule(l10n.t('"once" needs a "startDate", the day of its run.'), 'frequency');
  if (endDate !== undefined) throw new InvalidSchedule(l10n.t('"once" takes no "endDate".'), 'endDate');
}

function checkDay(field: 'startDate' | 'endDate', text: string | undefined): void {
  if (text === undefined || dayOf(text).isValid) return;
  const month = dayOf(`${text.slice(0, 7)}-01`);
  const isBehindMonth = month.isValid && text.slice(8) > '28';
  const last = isBehindMonth ? month.endOf('month').toISODate() : undefined;
  throw new InvalidSchedule(l10n.t('There is no day {0}.', text), field, last ?? undefined);
}

/** Who says one day twice means that it has a run. */
function checkOrder(startDate: string, endDate: string): void {
  if (startDate < endDate) return;
  const why = l10n.t(
    'There would be no run: the first is on "startDate", and the last one before "endDate".',
  );
  const dayBehind = dayOf(startDate).plus({ days: 1 }).toISODate() ?? undefined;
  throw new InvalidSchedule(why, 'endDate', startDate === endDate ? dayBehind : undefined);
}

function dayOf(text: string): DateTime {
  return DateTime.fromISO(text, { zone: 'utc' });
}
