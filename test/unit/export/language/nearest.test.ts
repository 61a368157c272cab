// What a misspelt word probably was.
import assert from 'node:assert/strict';
import { distance, nearest } from '../../../../src/export/language/nearest';

describe('the nearest words', () => {
  it('are those with the fewest changes, the nearest first', () => {
    assert.deepEqual(nearest('colums', ['segment', 'columns', 'column', 'fileName']), ['columns', 'column']);
    assert.deepEqual(nearest('person.name.fristName', ['person.name.lastName', 'person.name.firstName']), [
      'person.name.firstName',
      'person.name.lastName',
    ]);
  });

  it('differ in capitals as in nothing', () => {
    assert.deepEqual(nearest('ID', ['ids', 'id']), ['id', 'ids']);
  });

  it('are none where nothing is like it, and never the word itself', () => {
    assert.deepEqual(nearest('email', ['person.name.firstName', 'email', 'x']), []);
  });

  const distances: readonly (readonly [string, string, number])[] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ];
  for (const [from, to, expected] of distances)
    it(`need ${expected} changes from "${from}" to "${to}"`, () => {
      assert.equal(distance(from, to), expected);
      assert.equal(distance(to, from), expected);
      assert.equal(distance(from, to, expected), expected);
      if (expected > 0) assert.ok(distance(from, to, expected - 1) >= expected);
    });
});
