// What is wrong with a schedule beyond its schema, and with which of its fields.
import * as l10n from '@vscode/l10n';
import { DateTime, IANAZone } from 'luxon';
import { Failure } from './failure';
import type { ScheduleSettings } from './scheduleSettings';

/** A schedule follows its schema, but its moments cannot be told. */
export class InvalidSchedule extends Failure {
  /** @param field whose value is to be corrected; one that is missing is needed by that one */
  constructor(
    why: string,
    readonly field: keyof ScheduleSettings,
  ) {
    super('invalid-schedule', {
      what: l10n.t('The schedule of the export definition cannot be used.'),
      why,
      next: l10n.t('Correct "schedule" in the definition.'),
    });
  }
}

/** Also of a schedule that is switched off. @throws InvalidSchedule */
export function checkSchedule({ frequency, timeZone = 'UTC', startDate, endDate }: ScheduleSettings): void {
  if (!IANAZone.isValidZone(timeZone))
    throw new InvalidSchedule(l10n.t('There is no time zone "{0}".', timeZone), 'timeZone');
  for (const [field, day] of Object.entries({ startDate, endDate }) as ['startDate' | 'endDate', string?][])
    if (day !== undefined && !isDay(day))
      throw new InvalidSchedule(l10n.t('There is no day {0}.', day), field);
  if (frequency === 'once') checkOnce(startDate, endDate);
  if (startDate !== undefined && endDate !== undefined && endDate <= startDate) {
    const why = l10n.t('There would be no run: the first is on "startDate", and the last one before "endDate".');
    throw new InvalidSchedule(why, 'endDate');
  }
}

function checkOnce(startDate: string | undefined, endDate: string | undefined): void {
  if (startDate === undefined)
    throw new InvalidSchedule(l10n.t('"once" needs a "startDate", the day of its run.'), 'frequency');
  if (endDate !== undefined)
    throw new InvalidSchedule(l10n.t('"once" takes no "endDate".'), 'endDate');
}

function isDay(text: string): boolean {
  return DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
