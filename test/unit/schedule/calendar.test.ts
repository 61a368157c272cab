// Laws that the moments of any schedule follow, whatever the clocks of its zone do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dueMoments, mostMoments } from '../../../src/schedule/dueMoments';
import { lastDue, nextDue } from '../../../src/schedule/nextDue';
import { clock, minuteOf, moments, schedules, zones } from './schedules';

const someTime = fc.integer({ min: 0, max: 20 * 86_400_000 });

describe('the moments of a schedule', () => {
  it('are within its days, at one of its times', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, after) => {
        const due = nextDue(schedule, after);
        if (!due) return;
        const { timeZone = 'UTC', startDate = '', endDate = '9999', time = '00:00' } = schedule;
        const local = DateTime.fromJSDate(due, { zone: timeZone });
        const date = local.toISODate() ?? '';
        assert.ok(date >= startDate);
        // The run of a day that a zone leaves out is on the day behind it.
        assert.ok(date < endDate || endDate === '2011-12-31');
        // Clocks go forward by whole hours here, or by half an hour, and only then is it another minute.
        const minute = Number(time.slice(3));
        assert.ok([clock(minute), clock(minute + 30)].some((each) => each.endsWith(local.toFormat(':mm'))));
      }),
      { numRuns: 500 },
    );
  });

  it('are around any moment: the last is no later, the next is later, and none is between them', () => {
    fc.assert(
      fc.property(schedules, moments, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, at, part) => {
        const [last, next] = [lastDue(schedule, at), nextDue(schedule, at)];
        assert.ok(!last || last <= at);
        assert.ok(!next || at < next);
        if (last) assert.deepEqual(nextDue(schedule, new Date(+last - 1)), last);
        if (last) assert.deepEqual(nextDue(schedule, last), next);
        if (next) assert.deepEqual(lastDue(schedule, new Date(+next - 1)), last);
        if (!last || !next) return;
        const between = new Date(+last + Math.floor((+next - 1 - +last) * part));
        assert.deepEqual([lastDue(schedule, between), nextDue(schedule, between)], [last, next]);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a time are those that follow one another in it', () => {
    fc.assert(
      fc.property(schedules, moments, someTime, (schedule, after, more) => {
        const until = new Date(+after + more);
        const expected: Date[] = [];
        let due = nextDue(schedule, after);
        while (due && due <= until) {
          expected.push(due);
          due = nextDue(schedule, due);
        }
        assert.deepEqual(dueMoments(schedule, after, until), expected);
      }),
      { numRuns: 200 },
    );
  });

  it('without a beginning are the last one alone', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, until) => {
        const last = lastDue(schedule, until);
        assert.deepEqual(dueMoments(schedule, undefined, until), last ? [last] : []);
      }),
    );
  });

  it('are the last thousand where there are more', () => {
    const [after, until] = [new Date('1990-01-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z')];
    for (const timeZone of ['UTC', 'Pacific/Apia'])
      for (const frequency of ['every3Hours', 'daily'] as const) {
        const found = dueMoments({ frequency, timeZone }, after, until);
        assert.equal(found.length, mostMoments);
        assert.deepEqual(found.at(-1), lastDue({ frequency, timeZone }, until));
      }
  });

  it('are none where it follows the segment file, or is switched off', () => {
    const [after, until] = [new Date('2026-01-01'), new Date('2027-01-01')];
    for (const schedule of [{ frequency: 'onChange' }, { frequency: 'daily', enabled: false }] as const)
      for (const from of [after, undefined]) assert.deepEqual(dueMoments(schedule, from, until), []);
  });
});

describe('a year of daily runs', () => {
  for (const timeZone of zones)
    it(`has a run for each of its days in ${timeZone}`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 2009, max: 2035 }),
          fc.integer({ min: 0, max: 1439 }),
          (year, minute) => {
            const schedule = { frequency: 'daily', time: clock(minute), timeZone } as const;
            const [begin, end] = [year, year + 1].map((each) => new Date(firstMoment(each, timeZone) - 1));
            assert.ok(begin && end);
            const found = dueMoments(schedule, begin, end);
            const days = isLeap(year) ? 366 : 365;
            const missing = timeZone === 'Pacific/Apia' && year === 2011 ? 1 : 0;
            assert.equal(found.length, days - missing, `${year} from ${minuteOf(begin)}`);
          },
        ),
        { numRuns: 10 },
      );
    });
});

function firstMoment(year: number, zone: string): number {
  return DateTime.fromObject({ year }, { zone }).toMillis();
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
