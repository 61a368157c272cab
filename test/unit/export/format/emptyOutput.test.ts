// The option `emptyOutput`.
import assert from 'node:assert/strict';
import { encode } from './encoding';

describe('emptyOutput', () => {
  it('stands for the empty text, not for null', () => {
    assert.equal(encode([['', null, ' ']], { emptyOutput: 'EMPTY' }), 'EMPTY,, \n');
    assert.equal(encode([['', null]], { emptyOutput: '""' }), '"",\n');
    assert.equal(encode([['', null]], { emptyOutput: '""', nullOutput: 'NULL' }), '"",NULL\n');
  });

  it('may be nothing even where every value is quoted', () => {
    for (const quoteMode of ['all', 'strings'] as const) {
      assert.equal(encode([['', 'a']], { quoteMode, emptyOutput: '' }), ',"a"\n');
      assert.equal(encode([['', 'a']], { quoteMode }), '"","a"\n');
      assert.equal(encode([['', 'a']], { quoteMode, emptyOutput: 'EMPTY' }), 'EMPTY,"a"\n');
    }
  });

  it('is quoted when it would break its row, and a text that is the same is quoted', () => {
    assert.equal(encode([['', 'a']], { emptyOutput: 'n,a' }), '"n,a",a\n');
    assert.equal(encode([['', 'EMPTY']], { emptyOutput: 'EMPTY' }), 'EMPTY,"EMPTY"\n');
  });

  it('stands for texts of which trimming leaves nothing', () => {
    assert.equal(encode([['  ', 'a']], { emptyOutput: 'EMPTY', trim: 'both' }), 'EMPTY,a\n');
  });
});
