// The options `trueOutput` and `falseOutput`.
import assert from 'node:assert/strict';
import { encode } from './encoding';

describe('trueOutput and falseOutput', () => {
  it('are true and false by default, not 1 and nothing (trap 1)', () => {
    assert.equal(encode([[true, false]]), 'true,false\n');
  });

  it('may be any text, quoted as a value is', () => {
    assert.equal(encode([[true, false]], { trueOutput: 'Y', falseOutput: 'N' }), 'Y,N\n');
    assert.equal(encode([[true, false]], { trueOutput: '1', falseOutput: '' }), '1,\n');
    assert.equal(encode([[true, false]], { trueOutput: 'a,b', quoteMode: 'strings' }), '"a,b",false\n');
    assert.equal(encode([[true, false]], { falseOutput: 'no', quoteMode: 'all' }), '"true","no"\n');
  });

  it('leave texts alone', () => {
    assert.equal(encode([['true', 'false']], { trueOutput: 'Y', falseOutput: 'N' }), 'true,false\n');
  });
});
