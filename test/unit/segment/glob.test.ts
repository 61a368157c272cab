// Patterns of names: what they match, however many stars they have.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesName } from '../../../src/segment/glob';

describe('a pattern', () => {
  it('matches what a regular expression of its stars and marks matches', () => {
    const text = (alphabet: string[]) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((letters) => letters.join(''));
    const regex = (pattern: string) =>
      new RegExp(
        `^${/^[*?]/.test(pattern) ? '(?!\\.)' : ''}${pattern.replaceAll('.', '\\.').replace(/\*+/g, '.*').replaceAll('?', '.')}$`,
        'su',
      );
    fc.assert(
      fc.property(
        text(['a', 'b', '.', '😀', '\n', '*', '*', '?']),
        text(['a', 'b', '.', '😀', '\n']),
        (pattern, name) => assert.equal(matchesName(pattern, name), regex(pattern).test(name)),
      ),
      { numRuns: 5000 },
    );
  });

  it('with many stars is done with a long name that it almost matches', () => {
    const name = 'a'.repeat(255);
    assert.equal(matchesName(`${'*a'.repeat(100)}*b`, name), false);
    assert.equal(matchesName(`${'*a'.repeat(100)}*`, name), true);
  });
});
