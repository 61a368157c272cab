// The order of destinations that a person has made, beside the one of the settings.
import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { DestinationOrder, movedTo } from '../../../src/ui/destinationOrder';

/** What VS Code keeps, in memory. */
function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
}

describe('the order of destinations', () => {
  it('puts one into the place of another, upwards and downwards', () => {
    const ids = ['a', 'b', 'c', 'd'];
    assert.deepEqual(movedTo(ids, 'd', 'b'), ['a', 'd', 'b', 'c']);
    assert.deepEqual(movedTo(ids, 'a', 'c'), ['b', 'c', 'a', 'd']);
    assert.deepEqual(movedTo(ids, 'b', 'd'), ['a', 'c', 'd', 'b']);
    assert.deepEqual(movedTo(ids, 'c', 'c'), ids);
  });

  it('is that of the settings until somebody changes it, and new ones stand behind', async () => {
    const order = new DestinationOrder({ user: memory(), workspace: memory() });
    assert.deepEqual(order.sorted('user', ['a', 'b']), ['a', 'b']);
    await order.keep('user', ['b', 'a']);
    assert.deepEqual(order.sorted('user', ['a', 'new', 'b']), ['b', 'a', 'new']);
    assert.deepEqual(order.sorted('user', ['a']), ['a']);
  });

  it('is one of the user and one of the workspace', async () => {
    const order = new DestinationOrder({ user: memory(), workspace: memory() });
    await order.keep('user', ['b', 'a']);
    assert.deepEqual(order.sorted('workspace', ['a', 'b']), ['a', 'b']);
  });
});
