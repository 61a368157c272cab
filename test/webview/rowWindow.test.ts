// The window on all rows: each row can be reached, and small steps never meet its edge.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RowWindow } from '../../src/webview/rowWindow';

const visible = 25;

describe('the window on rows', () => {
  it('is all rows while they fit', () => {
    const window = new RowWindow(24);
    window.total = 100_000;
    assert.equal(window.length, 100_000);
    assert.equal(window.reach(99_999, 0, visible), 99_999);
    assert.equal(window.stepped(0, visible), 0);
    assert.equal(window.offset, 0);
  });

  it('reaches each row of any number of rows', () => {
    const rows = fc.integer({ min: 1, max: 10_000_000_000 });
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (total, shares) => {
          const window = new RowWindow(24);
          window.total = total;
          let top = 0;
          for (const share of shares) {
            const row = Math.min(total - 1, Math.floor(share * total));
            top = window.reach(row, top, visible);
            assert.ok(Number.isInteger(top) && top >= 0 && top < window.length);
            assert.equal(window.offset + top, row);
          }
        },
      ),
    );
  });

  it('goes from the first row to the last one by small steps', () => {
    const window = new RowWindow(24);
    window.total = 1_000_000;
    const steps = 900;
    let top = 0;
    let row = 0;
    while (row < 1_000_000 - visible) {
      const step = Math.min(steps, 1_000_000 - visible - row);
      top += step;
      assert.ok(top <= window.length - visible, `${row}`);
      top += window.stepped(top, visible);
      row += step;
      assert.equal(window.offset + top, row);
    }
  });

  it('goes to the same share by a jump, and to both ends', () => {
    const window = new RowWindow(24);
    window.total = 200_000_000;
    const range = window.length - visible;
    for (const [share, expected] of [
      [0, 0],
      [0.5, 100_000_000 - visible / 2],
      [1, 200_000_000 - visible],
    ] as const) {
      window.jumped(range * share, visible);
      assert.ok(Math.abs(window.offset + range * share - expected) <= 1);
    }
  });
});
