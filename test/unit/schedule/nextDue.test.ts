// When an export is due next and was due last: by the calendar of its own time zone, whatever the clocks do.
import assert from 'node:assert/strict';
import { IANAZone } from 'luxon';
import { InvalidSchedule } from '../../../src/model/scheduleProblem';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';
import { lastDue, nextDue } from '../../../src/schedule/nextDue';
import { minuteOf } from './schedules';

/** The next moments, in UTC and without seconds. */
function next(schedule: ScheduleSettings, after: string, count = 1): string[] {
  const moments: string[] = [];
  let moment = new Date(after);
  for (let index = 0; index < count; index++) {
    const due = nextDue(schedule, moment);
    if (!due) return [...moments, 'none'];
    moments.push(minuteOf(due));
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

  it('is weekly on the weekday of the first day, or on Monday, over the end of a year as well', () => {
    const schedule = { frequency: 'weekly', startDate: '2026-11-25', time: '12:30' } as const;
    assert.deepEqual(next(schedule, '2026-11-01T00:00:00Z', 2), ['2026-11-25T12:30', '2026-12-02T12:30']);
    assert.deepEqual(next(schedule, '2026-12-30T12:30:00Z'), ['2027-01-06T12:30']);
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
    assert.deepEqual(next(schedule, '2028-01-31T00:00:00Z', 2), ['2028-02-29T00:00', '2028-03-31T00:00']);
    assert.deepEqual(next({ frequency: 'monthly' }, '2026-11-24T00:00:00Z', 2), [
      '2026-12-01T00:00',
      '2027-01-01T00:00',
    ]);
  });

  it('keeps the 29th, the 30th and the leap day for months that have them', () => {
    const onThe29th = { frequency: 'monthly', startDate: '2028-02-29' } as const;
    assert.deepEqual(next(onThe29th, '2028-02-01T00:00:00Z', 2), ['2028-02-29T00:00', '2028-03-29T00:00']);
    assert.deepEqual(next(onThe29th, '2029-02-01T00:00:00Z', 2), ['2029-02-28T00:00', '2029-03-29T00:00']);
    // A century is no leap year, but for each fourth one.
    assert.deepEqual(next(onThe29th, '2100-02-01T00:00:00Z'), ['2100-02-28T00:00']);
    assert.deepEqual(next(onThe29th, '2400-02-01T00:00:00Z'), ['2400-02-29T00:00']);
    const onThe30th = { frequency: 'monthly', startDate: '2026-12-30' } as const;
    assert.deepEqual(next(onThe30th, '2027-02-01T00:00:00Z', 2), ['2027-02-28T00:00', '2027-03-30T00:00']);
  });

  it('is every so many hours around the clock, from its time on', () => {
    const schedule = { frequency: 'every12Hours', time: '18:00' } as const;
    assert.deepEqual(next(schedule, '2026-12-31T12:00:00Z', 3), [
      '2026-12-31T18:00',
      '2027-01-01T06:00',
      '2027-01-01T18:00',
    ]);
    const inThrees = { frequency: 'every3Hours', time: '22:15' } as const;
    assert.deepEqual(next(inThrees, '2026-11-22T19:15:00Z', 3), [
      '2026-11-22T22:15',
      '2026-11-23T01:15',
      '2026-11-23T04:15',
    ]);
  });

  it('is first at its time on its first day, however often a day it runs', () => {
    for (const frequency of ['daily', 'weekly', 'monthly', 'every3Hours', 'every12Hours'] as const) {
      const schedule = { frequency, time: '18:00', startDate: '2027-02-01' };
      assert.deepEqual(next(schedule, '2026-01-01T00:00:00Z'), ['2027-02-01T18:00']);
      assert.deepEqual(lastDue(schedule, new Date('2027-02-01T17:59:59.999Z')), undefined);
    }
  });

  it('is once on its first day', () => {
    const schedule = { frequency: 'once', startDate: '2027-02-01', time: '06:00' } as const;
    assert.deepEqual(next(schedule, '2026-01-01T00:00:00Z', 2), ['2027-02-01T06:00', 'none']);
    assert.equal(lastDue(schedule, new Date('2027-02-01T05:59:00Z')), undefined);
    assert.deepEqual(lastDue(schedule, new Date('2099-01-01')), new Date('2027-02-01T06:00Z'));
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
    assert.deepEqual(lastDue(inTokyo, new Date('2099-01-01')), new Date('2026-11-22T23:00Z'));
  });

  it('does not take place on the last day, not even at midnight', () => {
    const schedule = { frequency: 'every6Hours', startDate: '2026-11-22', endDate: '2026-11-23' } as const;
    assert.deepEqual(next(schedule, '2026-11-22T11:00:00Z', 3), [
      '2026-11-22T12:00',
      '2026-11-22T18:00',
      'none',
    ]);
  });

  it('is none when it is switched off or follows the segment file', () => {
    for (const schedule of [{ frequency: 'daily', enabled: false }, { frequency: 'onChange' }] as const) {
      assert.deepEqual(next(schedule, '2026-11-22T00:00:00Z'), ['none']);
      assert.equal(lastDue(schedule, new Date('2026-11-22')), undefined);
    }
  });

  it('is none at a moment that is none, and beyond all calendars', () => {
    const schedule = { frequency: 'daily', timeZone: 'Europe/Berlin' } as const;
    for (const moment of [new Date(NaN), new Date(8.64e15)])
      assert.equal(nextDue(schedule, moment), undefined);
  });

  it('is refused where the schedule has no moments, also while it is switched off', () => {
    const schedule = { frequency: 'daily', enabled: false, timeZone: 'Europe/Berln' } as const;
    assert.throws(() => nextDue(schedule, new Date(0)), InvalidSchedule);
    assert.throws(() => lastDue(schedule, new Date(0)), InvalidSchedule);
  });
});

describe('when clocks change, a run', () => {
  it('stays at its time of day', () => {
    const schedule = { frequency: 'daily', time: '06:00', timeZone: 'Europe/Berlin' } as const;
    assert.deepEqual(next(schedule, '2026-03-28T00:00:00Z', 2), ['2026-03-28T05:00', '2026-03-29T04:00']);
    assert.deepEqual(next(schedule, '2026-10-24T00:00:00Z', 2), ['2026-10-24T04:00', '2026-10-25T05:00']);
  });

  it('is later by what they leave out, and at the first of a time that comes twice', () => {
    const schedule = { frequency: 'daily', time: '02:30', timeZone: 'Europe/Berlin' } as const;
    assert.deepEqual(next(schedule, '2026-03-28T12:00:00Z', 2), ['2026-03-29T01:30', '2026-03-30T00:30']);
    assert.deepEqual(next(schedule, '2026-10-24T12:00:00Z', 2), ['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  it('is so in New York, whose clocks change on other days', () => {
    const schedule = { frequency: 'daily', time: '02:30', timeZone: 'America/New_York' } as const;
    assert.deepEqual(next(schedule, '2026-03-07T12:00:00Z', 2), ['2026-03-08T07:30', '2026-03-09T06:30']);
    const twice = { ...schedule, time: '01:30' };
    assert.deepEqual(next(twice, '2026-10-31T12:00:00Z', 2), ['2026-11-01T05:30', '2026-11-02T06:30']);
  });

  it('is so on Lord Howe, where they change by half an hour', () => {
    const schedule = { frequency: 'daily', time: '02:10', timeZone: 'Australia/Lord_Howe' } as const;
    // 02:10 is left out on 4 October, when it is 02:40, and 01:40 comes twice on 5 April.
    assert.deepEqual(next(schedule, '2026-10-02T20:00:00Z', 2), ['2026-10-03T15:40', '2026-10-04T15:10']);
    const twice = { ...schedule, time: '01:40' };
    assert.deepEqual(next(twice, '2026-04-03T20:00:00Z', 2), ['2026-04-04T14:40', '2026-04-05T15:10']);
  });

  it('is every so many hours by the clock: an hour sooner or later that once', () => {
    const schedule = { frequency: 'every3Hours', timeZone: 'Europe/Berlin' } as const;
    assert.deepEqual(next(schedule, '2026-03-28T22:59:00Z', 3), [
      '2026-03-28T23:00',
      '2026-03-29T01:00',
      '2026-03-29T04:00',
    ]);
    assert.deepEqual(next(schedule, '2026-10-24T21:59:00Z', 3), [
      '2026-10-24T22:00',
      '2026-10-25T02:00',
      '2026-10-25T05:00',
    ]);
  });

  it('is on the next day where a zone leaves out a day, and there once', () => {
    const schedule = { frequency: 'every12Hours', time: '06:00', timeZone: 'Pacific/Apia' } as const;
    // There was no 30 December 2011 in Samoa: UTC-10 became UTC+14.
    assert.deepEqual(next(schedule, '2011-12-29T04:00:00Z', 5), [
      '2011-12-29T16:00',
      '2011-12-30T04:00',
      '2011-12-30T16:00',
      '2011-12-31T04:00',
      '2011-12-31T16:00',
    ]);
    const onThat = { frequency: 'once', startDate: '2011-12-30', timeZone: 'Pacific/Apia' } as const;
    assert.deepEqual(next(onThat, '2011-01-01T00:00:00Z', 2), ['2011-12-30T10:00', 'none']);
  });

  it('is found over the whole of a day that is left out, or comes twice', () => {
    const schedule = { frequency: 'every3Hours', time: '01:00', timeZone: 'Pacific/Apia' } as const;
    // Ten minutes into 31 December, the last run was at 22:00 on the 29th.
    const begin = new Date('2011-12-30T10:10:00Z');
    assert.deepEqual(lastDue(schedule, begin), new Date('2011-12-30T08:00:00Z'));
    assert.deepEqual(nextDue(schedule, begin), new Date('2011-12-30T11:00:00Z'));
    // UTC+11 became UTC-12 on Kwajalein: 30 September 1969 came twice but for its first hour, and its runs the first time.
    const twice = { ...schedule, timeZone: 'Pacific/Kwajalein' };
    assert.deepEqual(next(twice, '1969-09-30T11:00:00Z', 2), ['1969-10-01T13:00', '1969-10-01T16:00']);
    assert.equal(minuteOf(lastDue(twice, new Date('1969-10-01T12:00:00Z')) ?? begin), '1969-09-30T11:00');
  });

  it('is at the minute of zones that are not whole hours from UTC', () => {
    const schedule = { frequency: 'daily', time: '06:00', timeZone: 'Asia/Kathmandu' } as const;
    assert.deepEqual(next(schedule, '2026-12-31T12:00:00Z'), ['2027-01-01T00:15']);
  });
});

describe('the search for a run', () => {
  // Each look-up of what the clocks say goes through here, and nothing else in it takes long.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with a zone below
  const { offset } = IANAZone.prototype;
  let lookUps = 0;
  before(() => {
    IANAZone.prototype.offset = function (moment) {
      lookUps++;
      return offset.call(this, moment);
    };
  });
  after(() => {
    IANAZone.prototype.offset = offset;
  });

  for (const frequency of ['once', 'daily', 'weekly', 'monthly', 'every3Hours'] as const)
    it(`takes no longer for moments that are far away: ${frequency}`, () => {
      const schedule = { frequency, startDate: '2026-01-31', timeZone: 'Europe/Berlin' };
      for (const year of ['0001', '2026', '9998', '+200000', '-200000']) {
        lookUps = 0;
        nextDue(schedule, new Date(`${year}-06-01T00:00:00Z`));
        lastDue(schedule, new Date(`${year}-06-01T00:00:00Z`));
        assert.ok(lookUps < 300, `${lookUps} look-ups for the year ${year}`);
      }
    });
});
