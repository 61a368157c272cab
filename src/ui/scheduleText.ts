// When an export runs, in words: `daily 06:00 UTC · next in 3 hr.`
import { env, l10n } from 'vscode';
import { explain } from '../model/failure';
import type { ScheduleSettings } from '../model/scheduleSettings';
import { nextDue } from '../schedule/nextDue';
import { nextRuns } from '../schedule/nextRuns';
import { anyStart, hoursOf } from '../schedule/rhythm';
import { formatTime, formatUntil } from './figures';
import { countText } from './localFigures';

/** So many show how a schedule goes on. */
export const runsTold = 3;

/** `weekly on Monday, 06:00 UTC · next in 3 days, until the day before Jan 11, 2027`. @throws InvalidSchedule */
export function scheduleText(schedule: ScheduleSettings | undefined, now: Date): string {
  if (!schedule) return l10n.t('by hand');
  if (schedule.enabled === false) return l10n.t('paused');
  if (schedule.frequency === 'onChange') return frequencyText(schedule);
  const next = nextDue(schedule, now);
  const until = next ? l10n.t('next {0}', formatUntil(next, now, env.language)) : l10n.t('over');
  return untilEnd(`${rhythmText(schedule)} · ${until}`, schedule);
}

/** The same where there is no other place for what is wrong with it. */
export function scheduleTextOrWhy(schedule: ScheduleSettings | undefined, now: Date): string {
  try {
    return scheduleText(schedule, now);
  } catch (error) {
    return explain(error).what;
  }
}

/** The schedule alone: `weekly on Monday, 06:00 Europe/Berlin, until the day before Jan 11, 2027`. */
export function frequencyText(schedule: ScheduleSettings): string {
  return untilEnd(rhythmText(schedule), schedule);
}

/** Behind what is looked for first, as a row may be too short for it. */
function untilEnd(text: string, { endDate }: ScheduleSettings): string {
  if (endDate === undefined) return text;
  return l10n.t('{0}, until the day before {1}', text, dateText(dayOf(endDate)));
}

function rhythmText({ frequency, startDate, time = '00:00', timeZone = 'UTC' }: ScheduleSettings): string {
  const day = dayOf(startDate ?? anyStart);
  const clock = `${time} ${timeZone}`;
  switch (frequency) {
    case 'once':
      return l10n.t('once on {0}, {1}', dateText(day), clock);
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

/** All that a hover says: the schedule, the runs that come next, and what becomes of missed ones. @throws InvalidSchedule */
export function scheduleLines(schedule: ScheduleSettings, now: Date): string[] {
  const runs = nextRuns(schedule, now, runsTold).map((run) => formatTime(run, now, env.language));
  return [
    l10n.t('Schedule: {0}', scheduleText(schedule, now)),
    ...(runs.length > 0 ? [l10n.t('Next runs: {0}', runs.join(' · '))] : []),
    ...(schedule.endDate === undefined ? [] : [l10n.t('The end date itself is without a run.')]),
    ...(schedule.frequency === 'onChange' ? [] : [catchUpText(schedule)]),
  ];
}

function catchUpText({ catchUp = 'latest' }: ScheduleSettings): string {
  if (catchUp === 'each') return l10n.t('Each missed run is caught up.');
  return l10n.t('Of missed runs, the last one is caught up.');
}

function dayOf(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

function weekday(day: Date): string {
  return new Intl.DateTimeFormat(env.language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

function dateText(day: Date): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}
