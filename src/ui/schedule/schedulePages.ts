// The pages of Set Schedule: how often, when, from which day until which, and what the runs write.
import { env, l10n } from 'vscode';
import { Check } from 'typebox/value';
import { explain } from '../../model/failure';
import { ScheduleSettings } from '../../model/scheduleSettings';
import { nextRuns } from '../../schedule/nextRuns';
import { formatTime } from '../figures';
import { countText } from '../localFigures';
import type { Page, PickPage, TextPage } from '../pages';
import { runsTold } from '../scheduleText';
import { scheduleOf, type ScheduleDraft } from './scheduleDraft';
import { isTimeZone, timeZoneChoices } from './timeZones';

type Frequency = ScheduleSettings['frequency'];

/** All pages, in order. */
export function schedulePages(): Page<ScheduleDraft>[] {
  return [frequencyPage, timePage, zonePage, firstDayPage, lastDayPage, modePage, keyPage, catchUpPage];
}

const frequencyPage: PickPage<ScheduleDraft> = {
  kind: 'pick',
  step: 1,
  placeholder: l10n.t('How often does the export run?'),
  choices: () => [
    { value: 'daily', label: l10n.t('Daily') },
    { value: 'weekly', label: l10n.t('Weekly'), description: l10n.t('on the weekday of the first day') },
    { value: 'monthly', label: l10n.t('Monthly'), description: l10n.t('on the day of the first day') },
    ...[3, 6, 8, 12].map((hours) => ({
      value: `every${hours}Hours`,
      label: l10n.t('Every {0} Hours', countText(hours)),
    })),
    { value: 'once', label: l10n.t('Once') },
    {
      value: 'onChange',
      label: l10n.t('When the Segment File Changes'),
      description: l10n.t('as soon as it has been the same for some seconds'),
    },
  ],
  initial: ({ frequency }) => frequency,
  take: (draft, value) => ({ ...draft, frequency: value as Frequency }),
};

const timePage: TextPage<ScheduleDraft> = {
  kind: 'text',
  step: 2,
  placeholder: l10n.t('Time of day, for example {0}', '06:00'),
  when: isByClock,
  prompt: (draft, time) => {
    const what = draft.frequency.startsWith('every')
      ? l10n.t('The time of the first run; the others follow from it.')
      : l10n.t('The time of the run. The next step asks for its time zone.');
    return `${what} ${dueText({ ...draft, time })}`;
  },
  initial: ({ time }) => time,
  problem: (_, time) =>
    Check(ScheduleSettings.properties.time, time)
      ? undefined
      : l10n.t('Enter a time from 00:00 to 23:59, as {0}.', '06:00'),
  take: (draft, time) => ({ ...draft, time }),
};

const zonePage: PickPage<ScheduleDraft> = {
  kind: 'pick',
  step: 3,
  placeholder: l10n.t('In which time zone is that? Type to search, for example for a city'),
  when: isByClock,
  choices: () => timeZoneChoices(new Date()),
  initial: ({ timeZone }) => timeZone,
  accepts: isTimeZone,
  take: (draft, timeZone) => ({ ...draft, timeZone }),
};

const firstDayPage: TextPage<ScheduleDraft> = {
  kind: 'text',
  step: 4,
  placeholder: l10n.t('First day, for example {0}', '2027-01-31'),
  when: isByClock,
  prompt: (draft, startDate) => {
    const what = firstDayTexts[draft.frequency] ?? l10n.t('Empty: from now on.');
    return `${what} ${dueText({ ...draft, startDate, endDate: '' })}`;
  },
  initial: ({ startDate, ...draft }) =>
    startDate === '' && draft.frequency === 'once' ? firstChance(draft) : startDate,
  problem: (draft, startDate) => dayProblem(startDate, { ...draft, startDate, endDate: '' }),
  take: (draft, startDate) => ({ ...draft, startDate }),
};

const lastDayPage: TextPage<ScheduleDraft> = {
  kind: 'text',
  step: 5,
  placeholder: l10n.t('End date; empty for no end'),
  when: (draft) => isByClock(draft) && draft.frequency !== 'once',
  prompt: (draft, endDate) => {
    const what = l10n.t(
      'The end date is not part of the time, as in Adobe: the last run is on the day before it. Empty: there is no end.',
    );
    return `${what} ${dueText({ ...draft, endDate })}`;
  },
  initial: ({ endDate }) => endDate,
  problem: (draft, endDate) => dayProblem(endDate, { ...draft, endDate }),
  take: (draft, endDate) => ({ ...draft, endDate }),
};

const modePage: PickPage<ScheduleDraft> = {
  kind: 'pick',
  step: 6,
  placeholder: l10n.t('What does a run write?'),
  choices: () => [
    { value: 'full', label: l10n.t('All Rows'), description: l10n.t('each time') },
    {
      value: 'membership',
      label: l10n.t('Who Joined or Left'),
      description: l10n.t("all rows at first, then changes of the membership: Adobe's incremental export"),
    },
    {
      value: 'changed',
      label: l10n.t('Changed Rows'),
      description: l10n.t('all rows at first, then those that were added, changed or removed'),
    },
  ],
  initial: ({ mode }) => mode,
  take: (draft, value) => ({ ...draft, mode: value as ScheduleDraft['mode'] }),
};

const keyPage: PickPage<ScheduleDraft> = {
  kind: 'pick',
  step: 6,
  placeholder: l10n.t('What identifies a profile? Choose a column, or type a path'),
  when: ({ mode, key }) => mode !== 'full' && key !== undefined,
  choices: ({ headers }) => headers.map((header) => ({ value: header, label: header })),
  initial: ({ key = '' }) => key,
  accepts: () => true,
  take: (draft, key) => ({ ...draft, key }),
};

const catchUpPage: PickPage<ScheduleDraft> = {
  kind: 'pick',
  step: 7,
  placeholder: l10n.t('What becomes of runs that are missed, because nothing was there to do them?'),
  when: isByClock,
  choices: () => [
    {
      value: 'latest',
      label: l10n.t('Catch Up the Last One'),
      description: l10n.t('those before it are passed over'),
    },
    { value: 'each', label: l10n.t('Catch Up Each of Them'), description: l10n.t('the oldest first') },
  ],
  initial: ({ catchUp }) => catchUp,
  take: (draft, value) => ({ ...draft, catchUp: value === 'each' ? 'each' : 'latest' }),
};

function isByClock({ frequency }: ScheduleDraft): boolean {
  return frequency !== 'onChange';
}

/** What the first day means, where it is more than the first one. */
const firstDayTexts: Partial<Record<Frequency, string>> = {
  once: l10n.t('The day of the run.'),
  weekly: l10n.t('Its weekday is that of all runs. Empty: runs are on Mondays, from now on.'),
  monthly: l10n.t(
    'Its day of the month is that of all runs, or the last one of shorter months. Empty: the first day, from now on.',
  ),
};

/** Today, or tomorrow where the time is over. */
function firstChance(draft: Omit<ScheduleDraft, 'startDate'>): string {
  const [next] = nextRuns(scheduleOf({ ...draft, frequency: 'daily', startDate: '' }), new Date(), 1);
  // The day as the calendar of the time zone has it, written as in Sweden: 2027-01-31.
  return next ? new Intl.DateTimeFormat('sv', { timeZone: draft.timeZone }).format(next) : '';
}

function dayProblem(day: string, draft: ScheduleDraft): string | undefined {
  if (day !== '' && !Check(ScheduleSettings.properties.startDate, day))
    return l10n.t('Enter a day as year, month and day: {0}.', '2027-01-31');
  try {
    nextRuns(scheduleOf(draft), new Date(), 1);
    return undefined;
  } catch (error) {
    return explain(error).why;
  }
}

/** The next runs, which follow what is typed; nothing while that cannot be used. */
function dueText(draft: ScheduleDraft): string {
  const now = new Date();
  try {
    const runs = nextRuns(scheduleOf({ ...draft, enabled: true }), now, runsTold);
    const times = runs.map((run) => formatTime(run, now, env.language)).join(' · ');
    if (runs.length === 0) return l10n.t('No run would be due any more.');
    return runs.length < runsTold
      ? l10n.t('Due next in your time, and then no more: {0}.', times)
      : l10n.t('Due next in your time: {0}.', times);
  } catch {
    return '';
  }
}
