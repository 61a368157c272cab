// The option `escape`.
import assert from 'node:assert/strict';
import { encode } from './encoding';

describe('escape', () => {
  it('is the quote by default, which doubles it', () => {
    assert.equal(encode([['"', 'a\\b']]), '"""",a\\b\n');
  });

  it('has nothing to do where nothing is quoted', () => {
    // csv-stringify would double it beside a delimiter.
    const settings = { escape: '\\', quoteMode: 'none', corrupt: 'allow' } as const;
    assert.equal(encode([['a\\,b', '"']], settings), 'a\\,b,"\n');
  });

  it('stands before a quote, and before itself in quoted values only', () => {
    const row = [['"', 'a\\b', 'a\\,b', '\\']];
    assert.equal(encode(row, { escape: '\\' }), '"\\"",a\\b,"a\\\\,b",\\\n');
    assert.equal(encode(row, { escape: '\\', quoteMode: 'all' }), '"\\"","a\\\\b","a\\\\,b","\\\\"\n');
  });
});
