// What an incremental export needs in its definition.
import assert from 'node:assert/strict';
import { definitionOf } from '../../../src/model/definition';

const read = (more: object) => definitionOf({ segment: { source: 'x' }, mode: 'incremental', ...more });
const deduplicate = { keys: ['id', 'mail'] };
const columns = [{ path: 'mail' }, { path: 'person.id', header: 'id' }];

describe('an incremental export', () => {
  it('writes by membership, and has a column of changes only by change', () => {
    assert.deepEqual(read({ deduplicate }).incremental, { by: 'membership', statusHeader: undefined });
    const changed = read({ deduplicate, columns, incremental: { by: 'changed' } });
    assert.deepEqual(changed.incremental, { by: 'changed', statusHeader: 'change' });
    const named = read({ deduplicate, columns, incremental: { by: 'changed', statusHeader: 'x' } });
    assert.equal(named.incremental?.statusHeader, 'x');
  });

  it('drops records without a key, which a full export writes', () => {
    assert.equal(read({ deduplicate }).deduplication?.keyRequired, true);
    assert.equal(read({ deduplicate, mode: 'full' }).deduplication?.keyRequired, undefined);
  });

  for (const [why, more] of [
    [/mode: .* needs "deduplicate"/, {}],
    [
      /incremental\.statusHeader: A column has the header "id" already/,
      { deduplicate, columns, incremental: { by: 'changed', statusHeader: 'id' } },
    ],
    [
      /deduplicate\.keys\.1: This key needs a column/,
      { deduplicate, columns: [{ path: 'id' }], incremental: { by: 'changed' } },
    ],
  ] as const) {
    it(`is refused: ${why.source}`, () =>
      assert.throws(() => read(more), { code: 'invalid-definition', message: why }));
  }

  it('by membership names nobody who is gone, unless a status is among the columns', () => {
    assert.doesNotThrow(() => read({ deduplicate, columns: [{ path: 'x' }] }));
  });
});
