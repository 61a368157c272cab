// The option `numberStyle`.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import fc from 'fast-check';
import { NumberText } from '../../../../src/segment/numberText';
import { encode } from './encoding';

const plain = (lexeme: string) =>
  encode([[new NumberText(lexeme), 'x']], { numberStyle: 'plain' }).slice(0, -3);

/** A number of JSON as a whole number and a power of ten; two that are equal give the same. */
function exactly(lexeme: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(lexeme) ?? assert.fail(`${lexeme} is no number`);
  let [value, power] = [BigInt(sign + whole + fraction), Number(exponent) - fraction.length];
  if (value === 0n) return '0';
  for (; value % 10n === 0n; value /= 10n) power++;
  return `${value}e${power}`;
}

const digits = (minLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength: 30 });
const lexeme = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(
      fc.constant('0'),
      digits(1).map((text) => text.replace(/^0*(?=\d)/, '')),
    ),
    fraction: fc.oneof(
      fc.constant(''),
      digits(1).map((text) => `.${text}`),
    ),
    exponent: fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.nat(400)).map(([e, power]) => `${e}${power}`),
    ),
  })
  .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

describe('numberStyle', () => {
  it('is source by default: numbers stand as in the segment file', () => {
    const numbers = ['1e3', '1.50', '-0', '12345678901234567890'].map((text) => new NumberText(text));
    assert.equal(encode([[...numbers, 1e21, 1e-7]]), '1e3,1.50,-0,12345678901234567890,1e+21,1e-7\n');
  });

  for (const [text, written] of [
    ['1e3', '1000'],
    ['1E+3', '1000'],
    ['1.50', '1.5'],
    ['1.0', '1'],
    ['-0', '0'],
    ['-0.00e5', '0'],
    ['0e99999999999999999999', '0'],
    ['100', '100'],
    ['1200e-2', '12'],
    ['12e-5', '0.00012'],
    ['-1.25e1', '-12.5'],
    ['0.0001200', '0.00012'],
    ['0.05e2', '5'],
    ['12345678901234567890.120', '12345678901234567890.12'],
    ['1e400', `1${'0'.repeat(400)}`],
    ['1e-400', `0.${'0'.repeat(399)}1`],
    // Beyond the bound: a few characters would become any number of zeros.
    ['1e401', '1e401'],
    ['-1.50e-401', '-1.50e-401'],
    ['1e99999999999999999999', '1e99999999999999999999'],
  ] as const) {
    it(`plain writes ${text} as ${written.length > 30 ? `${written.length} characters` : written}`, () => {
      assert.equal(plain(text), written);
    });
  }

  it('plain holds for numbers that JavaScript writes with an exponent, too', () => {
    const settings = { numberStyle: 'plain' } as const;
    assert.equal(encode([[1e21, 1e-7, -1.5, 0]], settings), '1000000000000000000000,0.0000001,-1.5,0\n');
  });

  it('plain changes no number, and gives equal ones the same text', () => {
    fc.assert(
      fc.property(lexeme, (text) => {
        const written = plain(text);
        assert.equal(exactly(written), exactly(text));
        assert.match(written, /^(0|-?(?:[1-9]\d*|(?:0|[1-9]\d*)\.\d*[1-9]))$/);
        assert.equal(plain(written), written);
      }),
      { numRuns: 2000 },
    );
  });

  it('plain takes a number of a million digits', () => {
    const long = `1${'0'.repeat(1_000_000)}1`;
    assert.equal(plain(`${long}.${long}00`), `${long}.${long}`);
  });

  it('leaves texts that look like numbers alone, and numbers inside arrays', () => {
    const cells = ['1e3', '1.50', '-0', new JsonText('[1e3,1.50]')] as const;
    assert.equal(encode([cells], { numberStyle: 'plain' }), '1e3,1.50,-0,"[1e3,1.50]"\n');
  });

  it('leaves JSON alone', () => {
    const json = encode([[new NumberText('1.50')]], { type: 'json', numberStyle: 'plain' });
    assert.equal(json, '{"column 1":1.50}\n');
  });
});
