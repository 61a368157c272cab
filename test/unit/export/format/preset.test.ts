// The option `preset`: what the others default to, and that each of them can be overridden.
import assert from 'node:assert/strict';
import { resolveFormat } from '../../../../src/model/format';
import { encodeFile } from './encoding';

const rows = [['Doe,John', 'say "hi"', '', null, ' x ']];
const headers = ['a', 'b', 'c', 'd', 'e'];

describe('preset', () => {
  it('rfc4180 is the default', () => {
    assert.deepEqual(resolveFormat({ preset: 'rfc4180' }), resolveFormat({}));
    assert.equal(encodeFile(headers, rows), 'a,b,c,d,e\n"Doe,John","say ""hi""",,, x \n');
  });

  it('excel has a byte order mark and crlf', () => {
    const text = '\uFEFFa,b,c,d,e\r\n"Doe,John","say ""hi""",,, x \r\n';
    assert.equal(encodeFile(headers, rows, { preset: 'excel' }), text);
  });

  it('adobe quotes nothing, breaks columns, and writes no U+0000 as Spark would', () => {
    const text = encodeFile(headers, rows, { preset: 'adobe' });
    assert.equal(text, 'a,b,c,d,e\nDoe,John,say "hi",,null,x\n');
    assert.doesNotMatch(text, /\0/);
  });

  it('adobe-sdk quotes with a backslash before quotes', () => {
    const text = 'a,b,c,d,e\n"Doe,John","say \\"hi\\"","","",x\n';
    assert.equal(encodeFile(headers, rows, { preset: 'adobe-sdk' }), text);
  });

  it('yields to every option that stands beside it', () => {
    const settings = { preset: 'adobe', quote: '"', nullOutput: '', trim: 'none' } as const;
    assert.equal(encodeFile(headers, rows, settings), 'a,b,c,d,e\n"Doe,John","say \\"hi\\"",,, x \n');
    assert.equal(resolveFormat({ preset: 'excel', bom: false, lineEnding: 'lf' }).bom, false);
  });
});
