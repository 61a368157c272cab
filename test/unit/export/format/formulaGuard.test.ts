// The option `formulaGuard`.
import assert from 'node:assert/strict';
import { NumberText } from '../../../../src/segment/numberText';
import { encode } from './encoding';

const guarded = { formulaGuard: true } as const;

describe('formulaGuard', () => {
  it('is off by default: a text that begins with = is written as it is', () => {
    assert.equal(encode([['=1+1', '-5', '+49 30', '@x']]), '=1+1,-5,+49 30,@x\n');
  });

  it("puts a ' before texts that a spreadsheet would run, and so changes the text -5 (trap 8)", () => {
    assert.equal(encode([['=1+1', '-5', '+49 30', '@x']], guarded), "'=1+1,'-5,'+49 30,'@x\n");
    assert.equal(encode([['\tx', '\rx', '\nx', '＝1']], guarded), '\'\tx,"\'\rx","\'\nx",\'＝1\n');
  });

  it('leaves numbers alone, and texts that begin otherwise', () => {
    assert.equal(encode([[-5, new NumberText('-5.0'), 'a=b', "'=x", '']], guarded), "-5,-5.0,a=b,'=x,\n");
  });

  it("keeps the row whole when the quote is a ' itself", () => {
    assert.equal(encode([['=1', 'b']], { ...guarded, quote: "'" }), "'''=1',b\n");
    assert.throws(() => encode([['=1', 'b']], { ...guarded, quote: "'", quoteMode: 'none' }), {
      harm: 'quote',
    });
  });

  it('looks behind trimmed white space', () => {
    assert.equal(encode([['  =1', 'b']], { ...guarded, trim: 'both' }), "'=1,b\n");
  });
});
