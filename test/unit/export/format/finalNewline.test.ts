// The option `finalNewline`.
import assert from 'node:assert/strict';
import { Encoder } from '../../../../src/export/encode';
import { resolveFormat } from '../../../../src/model/format';
import { encodeFile } from './encoding';

describe('finalNewline', () => {
  it('leaves out the last line ending only', () => {
    assert.equal(encodeFile(['a'], [['b'], ['c']], { finalNewline: false }), 'a\nb\nc');
    const settings = { finalNewline: false, lineEnding: 'crlf', type: 'json' } as const;
    assert.equal(encodeFile(['a'], [['b'], ['c']], settings), '{"a":"b"}\r\n{"a":"c"}');
  });

  it('does so however the rows are cut into batches', () => {
    const encoder = new Encoder(resolveFormat({ finalNewline: false }), ['a']);
    const pieces = [
      encoder.begin(),
      encoder.rows([]),
      encoder.rows([{ line: 1, cells: ['b'] }]),
      encoder.rows([]),
    ];
    assert.equal(pieces.join('') + encoder.end(), 'a\nb');
  });
});
