// The grid with 300 columns: only what is in view is measured and drawn, and each column can be reached.
import assert from 'node:assert/strict';
import type { GridRow, PreviewState } from '../../src/webview/protocol';
import { PreviewPage } from './previewPage';
import { column, columns, extension, makeRow, state, text } from './standIn';

const wide = Array.from({ length: 300 }, (_, index) => column(`column_number_${index + 1}`));
const wideRow = (index: number): GridRow => ({
  number: index + 1,
  line: index + 2,
  cells: wide.map((_, place) => text(String(index * 1000 + place))),
});

describe("the preview's grid with 300 columns", () => {
  let preview: PreviewPage;
  let shown: PreviewState;

  beforeEach(async () => {
    shown = state({ rows: 2000 });
    preview = await PreviewPage.open(
      extension(
        () => shown,
        (index, view) => (shown.columns === columns ? makeRow(index, view) : wideRow(index)),
      ),
    );
    await preview.waitForRow(1);
    await preview.page.evaluate(`(() => {
      window.measured = 0;
      const { measureText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.measureText = function (text) {
        window.measured += 1;
        return measureText.call(this, text);
      };
    })()`);
    await show(2);
  });
  afterEach(async () => {
    const { troubles } = preview;
    await preview.close();
    assert.deepEqual(troubles, []);
  });

  const show = async (generation: number): Promise<void> => {
    shown = { ...shown, generation, columns: wide };
    await preview.tell({ type: 'state', state: shown });
    await preview.page.locator('thead [data-column=column_number_1]').waitFor();
    await preview.waitForRow(1);
    await preview.page.locator('[aria-rowindex="2"] td', { hasText: /^0$/ }).waitFor();
  };
  const measured = async (): Promise<number> => Number(await preview.page.evaluate('window.measured'));
  const isInView = async (id: string): Promise<boolean> => {
    const box = await preview.page.locator(`thead [data-column=${id}]`).boundingBox();
    const grid = await preview.page.locator('regular-table').boundingBox();
    return !!box && !!grid && box.x >= grid.x && box.x + box.width <= grid.x + grid.width + 1;
  };

  it('measures the headers and the cells in view, and after an edit the cells alone', async () => {
    await preview.page.waitForTimeout(300);
    const cells = await preview.page.locator('tbody td').count();
    assert.ok(cells < 600, `${cells} cells`);
    const first = await measured();
    assert.ok(first > 300 && first < 300 + 2 * cells + 20, `${first} texts for ${cells} cells`);
    await show(3);
    await preview.page.waitForTimeout(200);
    const again = (await measured()) - first;
    assert.ok(again < 2 * cells + 20, `${again} texts again`);
  });

  it('comes to the last column by End and back by Home', async () => {
    await preview.cell(2, 3).click();
    await preview.page.keyboard.press('End');
    await preview.page.locator('thead [data-column=column_number_300]').waitFor();
    await preview.page.waitForTimeout(300);
    assert.equal(await preview.focusedText(), '299');
    assert.equal(await isInView('column_number_300'), true);
    await preview.page.keyboard.press('Home');
    await preview.page.locator('thead [data-column=column_number_1]').waitFor();
    await preview.page.waitForTimeout(300);
    assert.equal(await isInView('column_number_1'), true);
    assert.equal(await preview.focusedText(), '0');
  });
});
