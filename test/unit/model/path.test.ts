// Paths: what people write, and that it is read back as it was.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidPath, parsePath, pathText } from '../../../src/model/path';

describe('a path', () => {
  for (const [text, path] of [
    ['id', ['id']],
    ['person.name.firstName', ['person', 'name', 'firstName']],
    ['emails[0].address', ['emails', 0, 'address']],
    ['a[10][2]', ['a', 10, 2]],
    ['person."first.name"', ['person', 'first.name']],
    ['"a.b"[0]."c[d]"', ['a.b', 0, 'c[d]']],
    ['"say \\"hi\\" \\u00e9"', ['say "hi" é']],
    ['"".x', ['', 'x']],
    ['First Name', ['First Name']],
    [' a ', [' a ']],
    ['a.0', ['a', '0']],
    ['__proto__.constructor', ['__proto__', 'constructor']],
    ['naïve.😀', ['naïve', '😀']],
  ] as const) {
    it(`may be ${text}`, () => assert.deepEqual(parsePath(text), path));
  }

  for (const text of [
    '',
    '.',
    '.a',
    '."a"',
    'a.',
    'a..b',
    'a.[0]',
    '[0]',
    '[0].a',
    'a[01]',
    'a[-1]',
    'a[1.5]',
    'a[b]',
    'a[]',
    'a[0',
    'a]',
    'a[0]b',
    'a"b',
    '"a"b',
    '"a',
    '"a\n"',
    '"\\x"',
    'a[1234567890]',
  ]) {
    it(`may not be ${JSON.stringify(text)}, which is named`, () =>
      assert.throws(
        () => parsePath(text),
        (error) => error instanceof InvalidPath && error.message.startsWith(`"${text}" is not a path. `),
      ));
  }

  it('is read back from its text, whatever its keys are', () => {
    const key = fc.oneof(
      fc.string({ unit: fc.constantFrom('.', '[', ']', '"', '\\', '0', 'a', '\n', ' ', 'é', '\ud83d') }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', ''),
    );
    const steps = fc.array(fc.oneof(key, fc.nat({ max: 999_999_999 })), { maxLength: 5 });
    fc.assert(
      fc.property(key, steps, (first, others) => {
        const path = [first, ...others];
        assert.deepEqual(parsePath(pathText(path)), path);
      }),
      { numRuns: 2000 },
    );
  });
});
