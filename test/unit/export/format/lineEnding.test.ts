// The option `lineEnding`.
import assert from 'node:assert/strict';
import { encode, encodeFile } from './encoding';

describe('lineEnding', () => {
  it('ends every row, the header, too', () => {
    assert.equal(encodeFile(['a'], [['b']]), 'a\nb\n');
    assert.equal(encodeFile(['a'], [['b']], { lineEnding: 'crlf' }), 'a\r\nb\r\n');
  });

  it('of either kind quotes values with any line break, which it leaves alone (trap 5)', () => {
    for (const lineEnding of ['lf', 'crlf'] as const) {
      const end = lineEnding === 'lf' ? '\n' : '\r\n';
      const values = ['a\nb', 'a\rb', 'a\r\nb', '\n', '\r'];
      const row = values.map((value) => `"${value}"`).join(',');
      assert.equal(encode([values], { lineEnding }), row + end);
    }
  });
});
