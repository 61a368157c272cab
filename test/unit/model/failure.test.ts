// The operating system's own failures: none that a person can act on is unexpected.
import assert from 'node:assert/strict';
import { asFailure } from '../../../src/model/failure';

describe('a failure of the operating system', () => {
  for (const [code, pattern] of [
    ['ENOENT', /not found/],
    ['EACCES', /denied/],
    ['EPERM', /does not allow/],
    ['ENOTDIR', /as a folder is a file/],
    ['ELOOP', /in a circle/],
    ['EMFILE', /as many files open/],
    ['EISDIR', /a folder/],
    ['ENOSPC', /disk is full/],
  ] as const) {
    it(`is explained: ${code}`, () => {
      const cause = Object.assign(new Error('/home/jane/luxury.csv'), { code });
      const failure = asFailure(cause);
      assert.equal(failure.code, code.toLowerCase());
      assert.match(failure.message, pattern);
      assert.doesNotMatch(failure.message, /jane/);
      assert.equal(failure.cause, cause);
    });
  }
});
