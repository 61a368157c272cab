// The option `nullOutput`.
import assert from 'node:assert/strict';
import { encode } from './encoding';

describe('nullOutput', () => {
  it('stands for null and for missing values, not for the empty text (trap 3)', () => {
    assert.equal(encode([[null, undefined, '']], { nullOutput: 'NULL' }), 'NULL,NULL,\n');
  });

  it('stands as it is in every quote mode and with every escape', () => {
    for (const quoteMode of ['needed', 'all', 'strings'] as const) {
      for (const [nullOutput, text] of [
        ['NULL', 'NULL'],
        ['""', '""'],
        ['\\N', '\\N'],
      ] as const) {
        const settings = { quoteMode, nullOutput, escape: '\\' };
        assert.equal(encode([[null, 1]], settings).split(',')[0], text, quoteMode);
        assert.equal(encode([[null]], settings), `${text}\n`, quoteMode);
      }
    }
    assert.equal(encode([[null, 1]], { nullOutput: '""', quoteMode: 'none' }), '"",1\n');
    assert.equal(encode([[null, 1]], { nullOutput: '""', quote: '' }), '"",1\n');
  });

  it('is quoted when it would break its row', () => {
    assert.equal(encode([[null, 1]], { nullOutput: 'n,a' }), '"n,a",1\n');
    assert.equal(encode([[null, 1]], { nullOutput: '"' }), '"""",1\n');
    assert.throws(() => encode([[null, 1]], { nullOutput: 'n,a', quote: '' }), { harm: 'delimiter' });
  });

  it('is told from a text of the same letters by the quotes of the latter', () => {
    assert.equal(encode([[null, 'NULL', 'NULLS']], { nullOutput: 'NULL' }), 'NULL,"NULL",NULLS\n');
    assert.equal(encode([[null, '(n/a)', 'n-a']], { nullOutput: '(n/a)' }), '(n/a),"(n/a)",n-a\n');
  });
});
