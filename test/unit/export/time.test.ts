// Times in records: what is read as which moment, and what is none.
import assert from 'node:assert/strict';
import { timeOf } from '../../../src/export/time';
import { NumberText } from '../../../src/segment/numberText';

/** Microseconds since 1970. */
const at = (iso: string, microseconds = 0) => Date.parse(iso) * 1000 + microseconds;

describe('a time', () => {
  for (const [value, moment] of [
    ['2021-03-10T10:03:08Z', at('2021-03-10T10:03:08Z')],
    ['2021-03-10 10:03:08', at('2021-03-10T10:03:08Z')],
    ['2021-03-10t10:03:08z', at('2021-03-10T10:03:08Z')],
    [' 2021-03-10T10:03:08Z\n', at('2021-03-10T10:03:08Z')],
    ['2021-03-10', at('2021-03-10T00:00:00Z')],
    ['2021-03-10T10:03', at('2021-03-10T10:03:00Z')],
    ['2021-03-10 10:03:08 UTC', undefined],
    ['2021-03-10T10:03:08+01:00', at('2021-03-10T09:03:08Z')],
    ['2021-03-10T10:03:08+0100', at('2021-03-10T09:03:08Z')],
    ['2021-03-10T10:03:08+01', at('2021-03-10T09:03:08Z')],
    ['2021-03-10T10:03:08 +01:00', at('2021-03-10T09:03:08Z')],
    ['2021-03-10T10:03:08-05:30', at('2021-03-10T15:33:08Z')],
    ['2021-03-10T10:03:08-00:00', at('2021-03-10T10:03:08Z')],
    ['2021-03-10T00:30+01:00', at('2021-03-09T23:30:00Z')],
    ['2021-03-10T10:03:08.5Z', at('2021-03-10T10:03:08.500Z')],
    ['2021-03-10T10:03:08,5Z', at('2021-03-10T10:03:08.500Z')],
    ['2021-03-10T10:03:08.123456Z', at('2021-03-10T10:03:08Z', 123_456)],
    ['2021-03-10T10:03:08.000001', at('2021-03-10T10:03:08Z', 1)],
    ['2021-03-10T10:03:08.123456789Z', at('2021-03-10T10:03:08Z', 123_456)],
    ['1969-12-31T23:59:59.5Z', -500_000],
    ['2024-02-29', at('2024-02-29T00:00:00Z')],
    ['2023-02-29', undefined],
    ['2021-02-31', undefined],
    ['2021-02-31T10:00:00+01:00', undefined],
    ['2021-04-31', undefined],
    ['2021-13-01', undefined],
    ['2021-00-01', undefined],
    ['2021-01-00', undefined],
    ['2021-03-10T25:00:00Z', undefined],
    ['2021-03-10T10:60:00Z', undefined],
    ['2021-03-10T10:00:61Z', undefined],
    ['2021-03-10T10:03:08+25:00', undefined],
    ['2021-03-10T10:03:08.1234567890Z', undefined],
    ['2021-03-10T10', undefined],
    ['2021-3-10', undefined],
    ['10.03.2021', undefined],
    ['03/10/2021', undefined],
    ['Wed, 10 Mar 2021 10:03:08 GMT', undefined],
    ['now', undefined],
    ['20210310', undefined],
    [' ', undefined],
    // Seconds and milliseconds since 1970.
    [1615370588, at('2021-03-10T10:03:08Z')],
    [1615370588.25, at('2021-03-10T10:03:08.250Z')],
    [1615370588123, at('2021-03-10T10:03:08.123Z')],
    ['1615370588', at('2021-03-10T10:03:08Z')],
    ['1615370588123', at('2021-03-10T10:03:08.123Z')],
    [0, 0],
    [-1, -1_000_000],
    [99_999_999_999, at('5138-11-16T09:46:39Z')],
    [100_000_000_000, at('1973-03-03T09:46:40Z')],
    [-100_000_000_000, at('1966-10-31T14:13:20Z')],
    [new NumberText('1.615370588e9'), at('2021-03-10T10:03:08Z')],
    [new NumberText('1615370588.50'), at('2021-03-10T10:03:08.500Z')],
    [new NumberText('1e999'), undefined],
    ['161537058', undefined],
    ['16153705881234', undefined],
    ['1615370588.5', undefined],
    ['-1615370588', undefined],
    [true, undefined],
    [['2021-03-10'], undefined],
    [{ time: '2021-03-10' }, undefined],
    [null, undefined],
    [undefined, undefined],
  ] as const) {
    const text = value instanceof NumberText ? value.text : JSON.stringify(value);
    it(`${text} is ${moment === undefined ? 'none' : new Date(moment / 1000).toISOString()}`, () =>
      assert.equal(timeOf(value), moment));
  }

  it('is later than another by a microsecond', () => {
    const times = [
      '2021-03-10 10:03:08.000001',
      '2021-03-10T11:03:08.000002+01:00',
      '2021-03-10T10:03:08.000003Z',
    ];
    const moments = times.map((time) => timeOf(time) ?? NaN);
    assert.deepEqual(
      moments.map((moment) => moment - (moments[0] ?? NaN)),
      [0, 1, 2],
    );
  });
});
