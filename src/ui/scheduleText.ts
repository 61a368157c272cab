// When an export runs, in words: `daily 06:00 UTC · next in 3 hr.`
import { env, l10n } from 'vscode';
import { explain } from '../model/failure';
import type { ScheduleSettings } from '../model/scheduleSettings';
import { nextDue } from '../schedule/nextDue';
import { hoursOf } from '../schedule/rhythm';
import { formatUntil } from './figures';
import { countText } from './localFigures';

/** The schedule, and how long it is until the next run. @throws InvalidSchedule */
export function scheduleText(schedule: ScheduleSettings | undefined, now: Date): string {
  if (!schedule) return l10n.t('by hand');
  if (schedule.enabled === false) return l10n.t('paused');
  if (schedule.frequency === 'onChange') return frequencyText(schedule);
  const next = nextDue(schedule, now);
  const until = next ? l10n.t('next {0}', formatUntil(next, now, env.language)) : l10n.t('over');
  return `${frequencyText(schedule)} · ${until}`;
}

/** The same where there is no other place for what is wrong with it. */
export function scheduleTextOrWhy(schedule: ScheduleSettings | undefined, now: Date): string {
  try {
    return scheduleText(schedule, now);
  } catch (error) {
    return explain(error).what;
  }
}

/** The schedule alone: `weekly on Monday, 06:00 Europe/Berlin`. */
export function frequencyText(schedule: ScheduleSettings): string {
  const { frequency, startDate, time = '00:00', timeZone = 'UTC' } = schedule;
  // A week begins with a Monday and a month with its first day, where no day is given: this one is both.
  const day = new Date(`${startDate ?? '2024-01-01'}T00:00:00Z`);
  const clock = `${time} ${timeZone}`;
  switch (frequency) {
    case 'once':
      return startDate === undefined ? l10n.t('once') : l10n.t('once on {0}, {1}', dateText(day), clock);
    case 'daily':
      return l10n.t('daily {0}', clock);
    case 'weekly':
      return l10n.t('weekly on {0}, {1}', weekday(day), clock);
    case 'monthly':
      return l10n.t('monthly on day {0}, {1}', countText(day.getUTCDate()), clock);
    case 'onChange':
      return l10n.t('when the segment file changes');
    case 'every3Hours':
    case 'every6Hours':
    case 'every8Hours':
    case 'every12Hours':
      return l10n.t('every {0} hours from {1}', countText(hoursOf[frequency]), clock);
  }
}

function weekday(day: Date): string {
  return new Intl.DateTimeFormat(env.language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

function dateText(day: Date): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}
