// Edits from outside: the page, an address, what a page remembers.
import assert from 'node:assert/strict';
import { parseEdits, readEdits } from '../../../src/model/columnEdit';

describe('edits of columns', () => {
  const edit = { id: '["a"]', header: 'a', hidden: false, mandatory: true, key: false };

  it('are read when they have their shape', () => {
    assert.deepEqual(readEdits([edit]), [edit]);
    assert.deepEqual(readEdits([]), []);
    assert.deepEqual(parseEdits(JSON.stringify([edit, edit])), [edit, edit]);
  });

  const others: readonly [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['an object', edit],
    ['a list of something else', [edit, null]],
    ['a missing field', [{ ...edit, header: undefined }]],
    ['another type', [{ ...edit, hidden: 'false' }]],
    ['a field too many', [{ ...edit, column: {} }]],
  ];
  for (const [name, value] of others) {
    it(`are not read from ${name}`, () => {
      assert.equal(readEdits(value), undefined);
      assert.equal(parseEdits(JSON.stringify(value) ?? ''), undefined);
    });
  }

  it('are not read from what is no JSON', () => {
    assert.equal(parseEdits('[{'), undefined);
  });
});
