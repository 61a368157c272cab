// The option `quote`.
import assert from 'node:assert/strict';
import { resolveFormat } from '../../../../src/model/format';
import { formatProblem } from '../../../../src/model/formatProblem';
import { encode } from './encoding';

describe('quote', () => {
  it('may be another character, which then is the one that is doubled', () => {
    assert.equal(encode([['a,b', "it's", 'say "hi"']], { quote: "'" }), `'a,b','it''s',say "hi"\n`);
  });

  it('may be none: values stand as they are, as long as that is harmless', () => {
    assert.equal(encode([['say "hi"', 'a\\b', '']], { quote: '', escape: '\\' }), 'say "hi",a\\b,\n');
  });

  it('when none, leaves even what breaks the row as it is, if that is allowed (trap 4)', () => {
    // csv-stringify would double the backslash of a value that holds the delimiter.
    const settings = { quote: '', escape: '\\', corrupt: 'allow' } as const;
    assert.equal(encode([['a\\b,c', 'd']], settings), 'a\\b,c,d\n');
  });

  it('when none, cannot quote all values or strings', () => {
    for (const quoteMode of ['all', 'strings'] as const) {
      assert.match(formatProblem(resolveFormat({ quote: '', quoteMode })) ?? '', /no quote/);
    }
    assert.equal(formatProblem(resolveFormat({ quote: '', quoteMode: 'none' })), undefined);
  });

  it('is no line break and no pair of surrogates', () => {
    for (const quote of ['\n', '😀']) assert.ok(formatProblem(resolveFormat({ quote })));
  });
});
