// The option `trim`.
import assert from 'node:assert/strict';
import { encode } from './encoding';

const row = [[' \t a b\n', 1]] as const;

describe('trim', () => {
  it('is none by default: white space is data (trap 7)', () => {
    assert.equal(encode(row), '" \t a b\n",1\n');
    assert.equal(encode([['  a  ', ' ']]), '  a  , \n');
  });

  it('takes away what leads, what trails, or both', () => {
    assert.equal(encode(row, { trim: 'leading' }), '"a b\n",1\n');
    assert.equal(encode(row, { trim: 'trailing' }), ' \t a b,1\n');
    assert.equal(encode(row, { trim: 'both' }), 'a b,1\n');
  });

  it('takes away what Spark does: control characters and spaces, but no other kind of space', () => {
    assert.equal(encode([['\u0000\u001fa\u00a0', '\u3000b']], { trim: 'both' }), 'a\u00a0,\u3000b\n');
  });

  it('makes harmless what would have broken the row', () => {
    assert.equal(encode([['a\n', 1]], { trim: 'both', quote: '' }), 'a,1\n');
  });
});
