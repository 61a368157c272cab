// Rows are asked for by blocks, for what is in view now only.
import assert from 'node:assert/strict';
import { RowStore } from '../../src/webview/rowStore';
import { makeRow } from './standIn';

const total = 200_000_000;

describe('the store of rows', () => {
  let asked: { readonly from: number; readonly count: number }[];
  let store: RowStore;
  beforeEach(() => {
    asked = [];
    store = new RowStore((from, count) => asked.push({ from, count }));
  });

  const froms = (): number[] => asked.map(({ from }) => from);
  const answer = (id: number): boolean => {
    const { from = 0, count = 0 } = asked[id - 1] ?? {};
    return store.answer(
      id,
      Array.from({ length: count }, (_, index) => makeRow(from + index, 'rows')),
    );
  };

  it('asks for nothing that scrolled by while it waited', () => {
    for (let row = 0; row < 1_000_000; row += 1000) store.want(row, row + 30, total);
    assert.deepEqual(froms(), [0, 100]);
    answer(1);
    answer(2);
    assert.deepEqual(froms(), [0, 100, 999_000, 999_100]);
  });

  it('asks for a block once, and for the rest of it when there are more rows', () => {
    store.want(0, 30, 40);
    answer(1);
    assert.equal(store.row(39)?.number, 40);
    store.want(0, 30, 40);
    assert.deepEqual(asked, [{ from: 0, count: 40 }]);
    store.want(0, 30, 70);
    assert.deepEqual(asked.at(-1), { from: 0, count: 70 });
    assert.equal(store.row(39)?.number, 40);
  });

  it('keeps a bounded number of rows, those used last', () => {
    let answered = 0;
    for (let block = 0; block < 500; block += 1) {
      store.want(block * 100, block * 100 + 30, total);
      while (answered < asked.length) answer((answered += 1));
    }
    assert.equal(store.row(0), undefined);
    assert.equal(store.row(49_900)?.number, 49_901);
    const kept = Array.from({ length: 500 }, (_, block) => store.row(block * 100)).filter(Boolean);
    assert.ok(kept.length > 50 && kept.length <= 60);
  });

  it('forgets an answer that was asked for before the reset', () => {
    store.want(0, 30, total);
    store.reset();
    assert.equal(answer(1), false);
    assert.equal(store.row(0), undefined);
  });

  it('asks again for what failed only when it is told to', () => {
    store.want(0, 30, 50);
    assert.equal(store.fail(1), true);
    assert.equal(store.hasFailed(0), true);
    store.want(0, 30, 50);
    assert.equal(asked.length, 1);
    store.retry();
    store.want(0, 30, 50);
    assert.equal(asked.length, 2);
  });
});
