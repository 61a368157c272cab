// The option `decimalSeparator`.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import { NumberText } from '../../../../src/segment/numberText';
import { encode } from './encoding';

const comma = { decimalSeparator: ',' } as const;
const row = [[1.5, new NumberText('-1.50'), 2, new NumberText('1.5e999')]] as const;

describe('decimalSeparator', () => {
  it('is a point by default', () => assert.equal(encode(row), '1.5,-1.50,2,1.5e999\n'));

  it('may be a comma, which is quoted only where it is the delimiter', () => {
    assert.equal(encode(row, { ...comma, delimiter: ';' }), '1,5;-1,50;2;1,5e999\n');
    assert.equal(encode(row, comma), '"1,5","-1,50",2,"1,5e999"\n');
    assert.equal(encode(row, { ...comma, type: 'tsv' }), '1,5\t-1,50\t2\t1,5e999\n');
  });

  it('quotes a number with a comma where texts are quoted, and only there by need', () => {
    assert.equal(encode([[1.5, 2, 'a']], { ...comma, quoteMode: 'strings' }), '"1,5",2,"a"\n');
    assert.equal(encode([[1.5, 2, 'a']], { ...comma, quoteMode: 'all' }), '"1,5","2","a"\n');
    assert.equal(encode([[1.5, 'a']], { ...comma, quoteMode: 'strings', delimiter: ';' }), '1,5;"a"\n');
    assert.equal(encode([[1.5, 'a']], { ...comma, quote: "'" }), "'1,5',a\n");
  });

  for (const unquoted of [{ quoteMode: 'none' }, { quote: '' }] as const) {
    it(`is refused where it is the delimiter and nothing is quoted: ${JSON.stringify(unquoted)}`, () => {
      const settings = { ...comma, ...unquoted };
      assert.throws(() => encode([[2, 1.5]], settings), {
        code: 'corrupting-value',
        harm: 'delimiter',
        excerpt: 'column 2: 1,5',
      });
      assert.equal(encode([[2, 15]], settings), '2,15\n');
      assert.equal(encode([[2, 1.5]], { ...settings, corrupt: 'allow' }), '2,1,5\n');
      assert.equal(encode([[2, 1.5]], { ...settings, delimiter: ';' }), '2;1,5\n');
    });
  }

  it('goes with plain numbers', () => {
    const settings = { ...comma, numberStyle: 'plain', delimiter: ';' } as const;
    assert.equal(encode([[new NumberText('1.50e1'), new NumberText('1.250')]], settings), '15;1,25\n');
  });

  it('lets a point be the delimiter', () => {
    assert.equal(encode([[1.5, 2]], { ...comma, delimiter: '.' }), '1,5.2\n');
  });

  it('leaves texts that look like numbers alone, and numbers inside arrays', () => {
    assert.equal(encode([['1.5', new JsonText('[1.5]')]], { ...comma, delimiter: ';' }), '1.5;[1.5]\n');
  });

  it('leaves the formula guard out of numbers', () => {
    const settings = { ...comma, formulaGuard: true, delimiter: ';' } as const;
    assert.equal(encode([[-1.5, '-1.5']], settings), "-1,5;'-1.5\n");
  });

  it('leaves JSON alone', () => {
    assert.equal(encode([[1.5]], { ...comma, type: 'json' }), '{"column 1":1.5}\n');
  });
});
