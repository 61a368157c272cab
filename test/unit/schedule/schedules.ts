// Schedules as they come: valid ones of all kinds, in zones whose clocks do unusual things, and moments to ask after.
import fc from 'fast-check';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';

/** Half an hour forward in Lord Howe, three in Casey, a day that never was in Apia, clocks that change at midnight in Beirut. */
export const zones = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
  ...['Pacific/Apia', 'Antarctica/Casey', 'Asia/Beirut', 'America/St_Johns', 'Africa/Casablanca'],
] as const;

const anyMoments = fc.date({
  min: new Date('2009-01-01'),
  max: new Date('2035-12-31'),
  noInvalidDate: true,
});

/** When clocks change in Berlin, New York, Lord Howe, Apia and Casey: random moments are seldom near. */
const turns = [
  ...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  ...['2026-10-03T15:30Z', '2026-04-04T15:00Z', '2011-12-30T10:00Z', '2018-03-10T17:00Z'],
];
const nearTurns = fc
  .tuple(fc.constantFrom(...turns), fc.integer({ min: -36 * 60, max: 36 * 60 }))
  .map(([turn, minutes]) => new Date(+new Date(turn) + minutes * 60_000));

export const moments = fc.oneof(anyMoments, nearTurns);

const days = anyMoments.map((date) => date.toISOString().slice(0, 10));
const times = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clock);

export const schedules: fc.Arbitrary<ScheduleSettings> = fc.oneof(
  fc.record(
    {
      frequency: fc.constant('once' as const),
      startDate: days,
      time: times,
      timeZone: fc.constantFrom(...zones),
    },
    { requiredKeys: ['frequency', 'startDate'] },
  ),
  fc
    .record(
      {
        frequency: fc.constantFrom(
          ...(['daily', 'weekly', 'monthly'] as const),
          ...(['every3Hours', 'every6Hours', 'every8Hours', 'every12Hours'] as const),
        ),
        time: times,
        timeZone: fc.constantFrom(...zones),
        startDate: days,
        endDate: days,
      },
      { requiredKeys: ['frequency'] },
    )
    .filter(({ startDate = '', endDate = '9999' }) => startDate < endDate),
);

/** `06:30` for 390. */
export function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** A moment in UTC without its seconds, as `2026-11-22T06:00`. */
export function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 16);
}
