// When an export is due next: by the calendar of its own time zone, whatever the clocks do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';
import { InvalidSchedule, nextDue } from '../../../src/schedule/nextDue';

/** The next moments, in UTC and without seconds. */
function next(schedule: ScheduleSettings, after: string, count = 1): string[] {
  const moments: string[] = [];
  let moment = new Date(after);
  for (let index = 0; index < count; index++) {
    const due = nextDue(schedule, moment);
    if (!due) return [...moments, 'none'];
    moments.push(due.toISOString().slice(0, 16));
    moment = due;
  }
  return moments;
}

describe('the next run of a schedule', () => {
  it('is daily at its time, and never at the very moment that it is asked after', () => {
    const schedule = { frequency: 'daily', time: '06:00' } as const;
    assert.deepEqual(next(schedule, '2026-11-22T05:59:59Z'), ['2026-11-22T06:00']);
    assert.deepEqual(next(schedule, '2026-11-22T06:00:00Z'), ['2026-11-23T06:00']);
    assert.deepEqual(next({ frequency: 'daily' }, '2026-12-31T06:00:00Z'), ['2027-01-01T00:00']);
  });

  it('is weekly on the weekday of the first day, or on Monday', () => {
    const schedule = { frequency: 'weekly', startDate: '2026-11-25', time: '12:30' } as const;
    assert.deepEqual(next(schedule, '2026-11-01T00:00:00Z', 2), ['2026-11-25T12:30', '2026-12-02T12:30']);
    assert.deepEqual(next({ frequency: 'weekly' }, '2026-11-24T00:00:00Z'), ['2026-11-30T00:00']);
  });

  it('is monthly on the day of the first day, or on the last day of shorter months', () => {
    const schedule = { frequency: 'monthly', startDate: '2027-01-31' } as const;
    assert.deepEqual(next(schedule, '2026-12-01T00:00:00Z', 4), [
      '2027-01-31T00:00',
      '2027-02-28T00:00',
      '2027-03-31T00:00',
      '2027-04-30T00:00',
    ]);
    assert.deepEqual(next({ frequency: 'monthly' }, '2026-11-24T00:00:00Z'), ['2026-12-01T00:00']);
  });

  it('is several times a day, from the time of the first run of the day', () => {
    const schedule = { frequency: 'every8Hours', time: '05:15' } as const;
    assert.deepEqual(next(schedule, '2026-11-22T05:15:00Z', 3), [
      '2026-11-22T13:15',
      '2026-11-22T21:15',
      '2026-11-23T05:15',
    ]);
    assert.deepEqual(next({ frequency: 'every12Hours' }, '2026-11-22T12:00:00Z'), ['2026-11-23T00:00']);
  });

  it('is once on its first day, and never without one', () => {
    const schedule = { frequency: 'once', startDate: '2027-02-01', time: '06:00' } as const;
    assert.deepEqual(next(schedule, '2026-01-01T00:00:00Z', 2), ['2027-02-01T06:00', 'none']);
    assert.deepEqual(next({ frequency: 'once' }, '2026-01-01T00:00:00Z'), ['none']);
  });

  it('ends before the last day, in the time zone of the schedule', () => {
    const schedule = { frequency: 'daily', time: '23:00', endDate: '2026-11-24' } as const;
    assert.deepEqual(next(schedule, '2026-11-22T22:00:00Z', 3), [
      '2026-11-22T23:00',
      '2026-11-23T23:00',
      'none',
    ]);
    const inTokyo = { ...schedule, time: '08:00', timeZone: 'Asia/Tokyo' };
    assert.deepEqual(next(inTokyo, '2026-11-21T23:00:00Z', 2), ['2026-11-22T23:00', 'none']);
  });

  it('is none when it is switched off or follows the segment file', () => {
    assert.deepEqual(next({ frequency: 'daily', enabled: false }, '2026-11-22T00:00:00Z'), ['none']);
    assert.deepEqual(next({ frequency: 'onChange' }, '2026-11-22T00:00:00Z'), ['none']);
  });

  it('stays at its time of day when clocks change', () => {
    const schedule = { frequency: 'daily', time: '06:00', timeZone: 'Europe/Berlin' } as const;
    assert.deepEqual(next(schedule, '2026-03-28T00:00:00Z', 2), ['2026-03-28T05:00', '2026-03-29T04:00']);
    assert.deepEqual(next(schedule, '2026-10-24T00:00:00Z', 2), ['2026-10-24T04:00', '2026-10-25T05:00']);
  });

  it('is later by what the clocks leave out, and the first of a time that comes twice', () => {
    const schedule = { frequency: 'daily', time: '02:30', timeZone: 'Europe/Berlin' } as const;
    assert.deepEqual(next(schedule, '2026-03-28T12:00:00Z', 2), ['2026-03-29T01:30', '2026-03-30T00:30']);
    assert.deepEqual(next(schedule, '2026-10-24T12:00:00Z', 2), ['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  for (const [what, wrong] of [
    ['time zone', { timeZone: 'Europe/Berln' }],
    ['first day', { startDate: '2026-02-30' }],
    ['last day', { endDate: '2026-13-01' }],
  ] as const)
    it(`is refused where there is no such ${what}, also while it is switched off`, () => {
      const schedule = { frequency: 'daily', enabled: false, ...wrong } as const;
      assert.throws(() => nextDue(schedule, new Date(0)), InvalidSchedule);
    });

  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ] as const;
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  const day = moment.map((date) => date.toISOString().slice(0, 10));
  const schedules = fc.record(
    {
      frequency: fc.constantFrom(
        ...([
          'daily',
          'weekly',
          'monthly',
          'every3Hours',
          'every6Hours',
          'every8Hours',
          'every12Hours',
        ] as const),
      ),
      time: fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clock),
      timeZone: fc.constantFrom(...zones),
      startDate: day,
      endDate: day,
    },
    { requiredKeys: ['frequency'] },
  );

  it('comes after the moment, no earlier for a later moment, within first and last day, at a time of the schedule', () => {
    fc.assert(
      fc.property(
        schedules,
        moment,
        fc.integer({ min: 0, max: 90 * 86_400_000 }),
        (schedule, after, more) => {
          const due = nextDue(schedule, after);
          const later = nextDue(schedule, new Date(+after + more));
          if (!due) return assert.equal(later, undefined);
          assert.ok(due > after);
          assert.ok(!later || later >= due);
          const local = DateTime.fromJSDate(due, { zone: schedule.timeZone ?? 'UTC' });
          const date = local.toISODate() ?? '';
          assert.ok(date >= (schedule.startDate ?? ''));
          assert.ok(date < (schedule.endDate ?? '9999'));
          // Clocks go forward by an hour at most here, and only where they leave the time out.
          const minute = (schedule.time ?? '00:00').slice(3);
          assert.ok([minute, clock(Number(minute) + 30).slice(3)].includes(local.toFormat('mm')));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves no run out: none lies between two that follow one another', () => {
    fc.assert(
      fc.property(schedules, moment, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, after, part) => {
        const due = nextDue(schedule, after);
        if (!due) return;
        const between = new Date(+after + Math.floor((+due - 1 - +after) * part));
        assert.deepEqual(nextDue(schedule, between), due);
      }),
      { numRuns: 500 },
    );
  });
});

function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
