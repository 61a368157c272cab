// How values are written when no option says otherwise.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import { NumberText } from '../../../../src/segment/numberText';
import { encode } from './encoding';

describe('a value', () => {
  for (const [value, text] of [
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    [' spaces ', ' spaces '],
    ['', ''],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [false, 'false'],
    [0, '0'],
    [1.5, '1.5'],
    [-5, '-5'],
    [new NumberText('12345678901234567890'), '12345678901234567890'],
    [new NumberText('1.50'), '1.50'],
    ['=1+1', '=1+1'],
    ['é \u{1F600}', 'é \u{1F600}'],
    [new JsonText('[1,"x"]'), '"[1,""x""]"'],
  ] as const) {
    it(`${value instanceof NumberText ? value.text : JSON.stringify(value)} is ${JSON.stringify(text)}`, () => {
      assert.equal(encode([[value, 'x']]), `${text},x\n`);
    });
  }

  it('that is empty in an only column is quoted, so that no reader skips a blank line (trap 6)', () => {
    assert.equal(encode([['a'], [''], [null]]), 'a\n""\n""\n');
    assert.equal(encode([[''], [null]], { nullOutput: '', emptyOutput: '' }), '""\n""\n');
    assert.equal(encode([[null]], { quoteMode: 'strings' }), '""\n');
  });
});
