// The moment in names: each pattern and its exact text.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMoment } from '../../../src/export/datePattern';

const moment = new Date('2020-04-08T06:18:04.037Z');
const evening = new Date('2023-12-31T23:05:09.987Z');

describe('date patterns', () => {
  it('are yyyyMMdd_HHmmss when there is none', () => assert.equal(formatMoment(moment), '20200408_061804'));

  for (const [pattern, text] of [
    ['yyyyMMddHHmmss', '20200408061804'],
    ['yyyyMMdd_HHmmss', '20200408_061804'],
    // As Adobe's pages write them.
    ['YYYYMMdd_HHmmss', '20200408_061804'],
    ['YYYYMMDD_HHMMSS', '20200408_061804'],
    ['MMDDYYYY_HHMMSS', '04082020_061804'],
    ['YYYYMMDDHHMM', '202004080618'],
    ['HH:MM:SS', '06:18:04'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", '2020-04-08T06:18:04.037Z'],
    ['yyyy/MM/dd', '2020/04/08'],
    ['y yy yyyy Y YY', '2020 20 2020 2020 20'],
    ['M MM MMM MMMM MMMMM', '4 04 Apr April A'],
    ['d dd DD DDD', '8 08 08 099'],
    ['H:m:s', '6:18:4'],
    ['E EE EEE EEEE EEEEE', 'Wed Wed Wed Wednesday W'],
    ['S SS SSS SSSS SSSSSSSSS', '0 03 037 0370 037000000'],
    ['dd.MM., HHmm', '08.04., 0618'],
    ["''yy 'o''clock' ''''", "'20 o'clock '"],
    ["'MM' MM", 'MM 04'],
    ['+_é日', '+_é日'],
  ] as const) {
    it(`${pattern} is ${text}`, () => assert.equal(formatMoment(moment, pattern), text));
  }

  for (const [pattern, text] of [
    ['h:mm a', '11:05 PM'],
    ['hh-MM', '11-05'],
    ['YYYY-MM-DD', '2023-12-31'],
    ['DDD', '365'],
    ['ss.S ss.SS', '09.9 09.98'],
  ] as const) {
    it(`${pattern} is ${text} at the end of a year`, () =>
      assert.equal(formatMoment(evening, pattern), text));
  }

  it('take Y for the year of the date, where the year of the week is another', () => {
    assert.equal(formatMoment(new Date('2021-01-01T00:00:00Z'), 'YYYY'), '2021');
    assert.equal(formatMoment(new Date('2024-12-30T00:00:00Z'), 'YYYY'), '2024');
  });

  for (const [pattern, part] of [
    // Tokens of luxon, which mean whole texts there.
    ['D', 'D'],
    ['DDDD', 'DDDD'],
    ['f', 'f'],
    ['ttt', 'ttt'],
    ['ZZZZ', 'ZZZZ'],
    ['X', 'X'],
    ['yyyyy', 'yyyyy'],
    ['yyy', 'yyy'],
    ['ddd', 'ddd'],
    ['aa', 'aa'],
    ['yyyyTHH', 'T'],
    ['HHmmSSS', 'SSS'],
    ['YYYY-ww', 'ww'],
    ["yyyy'T", "'T"],
    ["'", "'"],
  ] as const) {
    it(`refuse ${pattern} for its ${part}`, () => {
      assert.throws(
        () => formatMoment(moment, pattern),
        (error: Error & { code?: string }) =>
          error.code === 'unsupported-date-pattern' && error.message.includes(`has ${part}, which`),
      );
    });
  }

  it('write quoted text as it is, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        assert.equal(formatMoment(moment, `yyyy'${text.replaceAll("'", "''")}'`), `2020${text}`);
      }),
    );
  });

  it('give a text or are refused, whatever they are, and have no letters that stand for nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."yYMdDHhmsSaE'QwZt-_/"), maxLength: 12 }),
        (pattern) => {
          try {
            assert.doesNotMatch(
              formatMoment(moment, pattern.replaceAll("'", '')),
              /[yYdDHhmsSQwZ]{2}|Invalid/,
            );
          } catch (error) {
            assert.equal((error as { code?: string }).code, 'unsupported-date-pattern');
          }
        },
      ),
    );
  });
});
