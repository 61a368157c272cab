// The schedule of an export definition: what its schema takes.
import assert from 'node:assert/strict';
import { Check } from 'typebox/value';
import { ScheduleSettings } from '../../../src/model/scheduleSettings';

describe('a schedule', () => {
  for (const frequency of [
    'once',
    'daily',
    'weekly',
    'monthly',
    'every3Hours',
    'every6Hours',
    'every8Hours',
    'every12Hours',
    'onChange',
  ]) {
    it(`may be ${frequency}`, () => assert.ok(Check(ScheduleSettings, { frequency })));
  }

  for (const good of [
    { time: '00:00' },
    { time: '23:59' },
    { timeZone: 'Europe/Berlin' },
    { startDate: '2026-01-31', endDate: '2026-02-28' },
    { enabled: false },
  ]) {
    it(`may have ${JSON.stringify(good)}`, () =>
      assert.ok(Check(ScheduleSettings, { frequency: 'daily', ...good })));
  }

  for (const bad of [
    { frequency: undefined },
    { frequency: 'hourly' },
    { frequency: 'Daily' },
    { time: '24:00' },
    { time: '6:00' },
    { time: '06:60' },
    { time: '06:00:00' },
    { time: 'x06:00' },
    { time: '06:00\n' },
    { timeZone: '' },
    { startDate: '2026-1-31' },
    { startDate: '31.01.2026' },
    { endDate: '2026-01-31T00:00' },
    { enabled: 'yes' },
    { cron: '0 6 * * *' },
  ]) {
    it(`may not have ${JSON.stringify(bad)}`, () =>
      assert.ok(!Check(ScheduleSettings, { frequency: 'daily', ...bad })));
  }
});
