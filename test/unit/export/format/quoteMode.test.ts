// The option `quoteMode`.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import { encode, encodeFile } from './encoding';

const row = [['a', 'b,c', '', null, undefined, 1, true, new JsonText('[1]')]] as const;

describe('quoteMode', () => {
  it('needed quotes what would break the row', () => {
    assert.equal(encode(row), 'a,"b,c",,,,1,true,[1]\n');
  });

  it('all quotes every value, but not null: so that it can be told from the empty text', () => {
    assert.equal(encode(row, { quoteMode: 'all' }), '"a","b,c","",,,"1","true","[1]"\n');
    assert.equal(encode([[null, 'x']], { quoteMode: 'all', nullOutput: 'NULL' }), 'NULL,"x"\n');
    assert.equal(encode([[null, 'x']], { quoteMode: 'all', nullOutput: '""' }), '"","x"\n');
  });

  it('strings quotes texts, and JSON is one; not numbers, booleans and null (trap 3)', () => {
    assert.equal(encode(row, { quoteMode: 'strings' }), '"a","b,c","",,,1,true,"[1]"\n');
  });

  it('none quotes nothing', () => {
    assert.equal(encode([['a b', '', null, 1]], { quoteMode: 'none' }), 'a b,,,1\n');
  });

  it('none refuses a value with the quote, which readers would take for one', () => {
    assert.throws(() => encode([['say "hi"', 'b']], { quoteMode: 'none' }), { harm: 'quote' });
    const allowed = { quoteMode: 'none', corrupt: 'allow' } as const;
    assert.equal(encode([['say "hi"', 'b,c']], allowed), 'say "hi",b,c\n');
  });

  it('holds for headers, too', () => {
    assert.equal(encodeFile(['a', 'b'], [[1, 2]], { quoteMode: 'strings' }), '"a","b"\n1,2\n');
    assert.equal(encodeFile(['a', 'b'], [[1, 2]], { quoteMode: 'all' }), '"a","b"\n"1","2"\n');
  });
});
