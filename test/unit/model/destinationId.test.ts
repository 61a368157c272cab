// Ids of destinations: what settings may have as a key, and what a name gives.
import assert from 'node:assert/strict';
import { destinationIdProblem, newId } from '../../../src/model/destinationId';

describe('ids of destinations', () => {
  for (const id of ['acme', 'Größe 2', 'a/b', 'toString']) {
    it(`may be ${JSON.stringify(id)}`, () => assert.equal(destinationIdProblem(id), undefined));
  }
  for (const id of ['', ' ', '__proto__', 'constructor', 'prototype', 'a\nb']) {
    it(`may not be ${JSON.stringify(id)}`, () => assert.ok(destinationIdProblem(id)));
  }

  it('come of a name, and no other destination has them', () => {
    assert.equal(newId('Acme exports/daily!', []), 'acme-exports-daily');
    assert.equal(newId('Größe', []), 'größe');
    assert.equal(newId('***', []), 'destination');
    assert.equal(newId('constructor', []), 'destination');
    assert.equal(newId('Acme', ['acme', 'acme-2']), 'acme-3');
  });
});
