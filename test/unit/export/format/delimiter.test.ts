// The option `delimiter`.
import assert from 'node:assert/strict';
import { resolveFormat } from '../../../../src/model/format';
import { formatProblem } from '../../../../src/model/formatProblem';
import { encode } from './encoding';

describe('delimiter', () => {
  it('is a comma for CSV and a tab for TSV', () => {
    assert.equal(encode([['a\tb', 'c,d']]), 'a\tb,"c,d"\n');
    assert.equal(encode([['a\tb', 'c,d']], { type: 'tsv' }), '"a\tb"\tc,d\n');
  });

  it('may be any text, whatever the type', () => {
    assert.equal(encode([['a', 'b|c']], { delimiter: '|' }), 'a|"b|c"\n');
    assert.equal(encode([['a', 'b;c']], { type: 'tsv', delimiter: ';' }), 'a;"b;c"\n');
    assert.equal(encode([['a', 'b::c', 'd:e']], { delimiter: '::' }), 'a::"b::c"::d:e\n');
  });

  it('is not made of the end of a value and its own beginning', () => {
    assert.equal(encode([['a:', 'b']], { delimiter: '::' }), '"a:"::b\n');
    assert.throws(() => encode([['a:', 'b']], { delimiter: '::', quote: '' }), { harm: 'delimiter' });
  });

  it('quotes numbers that hold it', () => {
    assert.equal(encode([[1.5, 2]], { delimiter: '.' }), '"1.5".2\n');
  });

  it('holds no line break, quote or escape', () => {
    const problem = (delimiter: string) => formatProblem(resolveFormat({ delimiter, escape: '\\' }));
    for (const delimiter of ['\n', 'a\rb', '"', '<">', '\\']) assert.match(problem(delimiter) ?? '', /hold/);
    for (const delimiter of [',', '::', '\u0001', '😀']) assert.equal(problem(delimiter), undefined);
  });
});
