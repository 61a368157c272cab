// Sizes and times as a person reads them.
import assert from 'node:assert/strict';
import {
  formatBytes,
  formatDuration,
  formatTime,
  formatUntil,
  formatUtc,
  shortName,
} from '../../../src/ui/figures';

describe('names', () => {
  it('lose their middle when they are long', () => {
    const name = 'amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20261122060000.csv';
    assert.equal(shortName(name), 'amazon-s3_segment1234…9_20261122060000.csv');
    assert.equal(shortName('luxury.csv'), 'luxury.csv');
  });
});

describe('sizes', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [12_400_000, '12.4 MB'],
    [118_345_678, '118.3 MB'],
    [5_000_000_000, '5 GB'],
    [1_234_000_000_000_000, '1,234 TB'],
  ] as const) {
    it(`shows ${bytes} as ${text}`, () => assert.equal(formatBytes(bytes, 'en'), text));
  }

  it('has the separators of the language', () => {
    assert.equal(formatBytes(12_400_000, 'de'), '12,4 MB');
  });
});

describe('durations', () => {
  for (const [ms, text] of [
    [0, '0 sec'],
    [420, '0.4 sec'],
    [9_000, '9 sec'],
    [9_960, '10 sec'],
    [59_600, '1 min 0 sec'],
    [125_000, '2 min 5 sec'],
    [3_725_000, '1 hr 2 min'],
  ] as const) {
    it(`shows ${ms} ms as ${text}`, () => assert.equal(formatDuration(ms, 'en'), text));
  }
});

describe('times', () => {
  const now = new Date('2026-11-22T10:15:00Z');
  const show = (time: string, timeZone = 'UTC', locale = 'en-GB') =>
    formatTime(new Date(time), now, locale, timeZone);

  it('names today and yesterday', () => {
    assert.equal(show('2026-11-22T06:00:00Z'), 'today 06:00');
    assert.equal(show('2026-11-21T23:59:00Z'), 'yesterday 23:59');
    assert.equal(show('2026-11-22T06:00:00Z', 'UTC', 'de'), 'heute 06:00');
  });

  it('gives the date of older ones, and the year when it is another', () => {
    assert.equal(show('2026-11-20T06:00:00Z'), '20 Nov, 06:00');
    assert.equal(show('2025-11-22T06:00:00Z'), '22 Nov 2025, 06:00');
  });

  it("counts days by the person's calendar, not by UTC", () => {
    assert.equal(show('2026-11-21T23:59:00Z', 'Asia/Tokyo'), 'today 08:59');
    assert.equal(show('2026-11-22T06:00:00Z', 'America/Los_Angeles'), 'yesterday 22:00');
  });

  it('counts a day of 25 hours as one', () => {
    const monday = new Date('2026-10-26T00:30:00+01:00');
    const sunday = new Date('2026-10-25T00:30:00+02:00');
    assert.equal(formatTime(sunday, monday, 'en-GB', 'Europe/Berlin'), 'yesterday 00:30');
  });

  it('gives a date to what a clock ahead of ours says is tomorrow', () => {
    assert.equal(show('2026-11-23T06:00:00Z'), '23 Nov, 06:00');
  });

  it('begins the day at 00:00, not 24:00', () => {
    assert.equal(show('2026-11-22T00:05:00Z'), 'today 00:05');
    assert.equal(show('2026-11-22T00:05:00Z', 'UTC', 'en'), 'today 00:05');
  });

  it('says how long it is until one, in a small number', () => {
    const until = (time: string, locale = 'en-GB') => formatUntil(new Date(time), now, locale);
    assert.equal(until('2026-11-22T10:15:20Z', 'de'), 'in 0 Min.');
    assert.equal(until('2026-11-22T11:44:00Z', 'de'), 'in 89 Min.');
    assert.equal(until('2026-11-22T11:45:00Z', 'de'), 'in 2 Std.');
    assert.match(until('2026-11-22T13:20:00Z'), /^in 3 h/);
    assert.equal(until('2026-11-24T10:15:00Z'), 'in 2 days');
    assert.equal(until('2026-11-22T09:00:00Z'), until('2026-11-22T10:15:00Z'), 'what is past is now');
  });

  it('shows UTC to the second', () => {
    assert.equal(formatUtc(new Date('2026-11-22T06:00:01.500Z')), '2026-11-22 06:00:01 UTC');
  });
});
