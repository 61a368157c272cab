// The grid over 200,000,000 rows: each row can be reached, only what is in view is asked for, and it is an ARIA grid.
import assert from 'node:assert/strict';
import { PreviewPage } from './previewPage';
import { extension, makeRow, state } from './standIn';

describe("the preview's grid", () => {
  let preview: PreviewPage;

  beforeEach(async () => {
    preview = await PreviewPage.open(extension(state));
    await preview.waitForRow(1);
  });
  afterEach(async () => {
    const { troubles } = preview;
    await preview.close();
    assert.deepEqual(troubles, []);
  });

  /** The numbers of the rows in view, as the grid tells them. */
  const numbers = async (): Promise<number[]> => {
    const texts = await preview.page.locator('tbody tr > :first-child').allTextContents();
    return texts.filter((text) => text !== '').map((text) => Number(text.replaceAll(',', '')));
  };
  const goTo = async (row: number): Promise<void> => {
    await preview.page.keyboard.press('Control+g');
    await preview.page.keyboard.type(String(row));
    await preview.page.keyboard.press('Enter');
    await preview.waitForRow(row);
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await preview.page.keyboard.press(key);
  };

  it('asks for the rows in view and the next ones, by blocks, with the generation', () => {
    const asked = preview
      .of('rows')
      .map(({ generation, view, from, count }) => [generation, view, from, count]);
    assert.deepEqual(asked, [
      [1, 'rows', 0, 100],
      [1, 'rows', 100, 100],
    ]);
  });

  it('goes to row 123,456,789, and to the rows around it one by one', async () => {
    await preview.cell(1, 3).focus();
    await goTo(123_456_789);
    assert.equal(await preview.focusedText(), 'p-123456789');
    await press('ArrowDown');
    assert.equal(await preview.focusedText(), 'p-123456790');
    for (let step = 0; step < 30; step += 1) await press('ArrowUp');
    await preview.waitForRow(123_456_760);
    assert.equal(await preview.focusedText(), 'p-123456760');
    const rows = await numbers();
    assert.deepEqual(
      rows,
      rows.map((_, index) => (rows[0] ?? 0) + index),
    );
    assert.ok(preview.of('rows').length < 12, 'nothing in between is asked for');
  });

  it('goes to whole numbers only', async () => {
    await preview.cell(1, 3).focus();
    await press('Control+g');
    for (const refused of ['1.5', '0', '1,00', 'x', '-2']) {
      await preview.page.getByRole('textbox').fill(refused);
      await press('Enter');
      await preview.page.getByText('There is no such row.').waitFor();
    }
    await preview.page.getByRole('textbox').fill(' 1.234.567 ');
    await press('Enter');
    await preview.waitForRow(1_234_567);
  });

  it('has room for the marks of a header, also of those that come with an edit', async () => {
    const marked = state().columns.map((column) => ({
      ...column,
      ...{ key: true, mandatory: true, warnings: ['It is long.'] },
    }));
    await preview.tell({ type: 'state', state: state({ generation: 2, columns: marked }) });
    await preview.page.locator('[data-column=score] .flag').nth(2).waitFor();
    await preview.page.waitForTimeout(200);
    const cut = await preview.page.evaluate(`[...document.querySelectorAll('thead [data-column]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length`);
    assert.equal(cut, 0);
  });

  it('goes to the last row and shows the whole of it', async () => {
    await preview.cell(1, 3).focus();
    await press('Control+ArrowDown');
    await preview.waitForRow(200_000_000);
    const box = await preview.cell(200_000_001, 3).boundingBox();
    const grid = await preview.page.locator('regular-table').boundingBox();
    assert.ok(box && grid && box.y + box.height <= grid.y + grid.height);
    assert.equal(await preview.focusedText(), 'p-200000000');
    await press('ArrowDown');
    assert.equal(await preview.focusedText(), 'p-200000000');
  });

  it('comes to each row by small steps of the wheel, whatever the number of rows', async () => {
    await preview.cell(1, 3).focus();
    await goTo(100_000_000);
    const [before = 0] = await numbers();
    assert.ok(before > 99_999_900, String(before));
    await preview.page.mouse.move(400, 400);
    await preview.page.mouse.wheel(0, 48);
    const next = (before + 2).toLocaleString('en');
    await preview.page.locator('tbody tr:first-child > th:first-child', { hasText: next }).waitFor();
  });

  it('shows by the scroll bar the same share of all rows', async () => {
    await preview.page.evaluate(`(() => {
      const table = document.querySelector('regular-table');
      table.scrollTop = (table.scrollHeight - table.clientHeight) / 2;
    })()`);
    await preview.page
      .locator('tbody tr:first-child > th:first-child', { hasText: /,\d{3},\d{3}$/ })
      .waitFor();
    const [first = 0] = await numbers();
    assert.ok(Math.abs(first - 100_000_000) < 1000, String(first));
    await preview.page.evaluate(`document.querySelector('regular-table').scrollTop = 0`);
    await preview.waitForRow(1);
    assert.equal((await numbers())[0], 1);
  });

  it('drops answers of an older generation', async () => {
    await preview.tell({ type: 'state', state: state({ generation: 2 }) });
    await preview.tell({ type: 'rows', id: 1, rows: [makeRow(5, 'rows')] });
    assert.equal(await preview.cell(2, 3).textContent(), '');
  });

  it('keeps the cursor and the place when a new state has the same rows', async () => {
    await preview.cell(1, 3).focus();
    await goTo(123_456_789);
    const before = await numbers();
    await preview.tell({ type: 'state', state: state({ rows: 250_000_000 }) });
    await preview.page.locator('[aria-rowcount="250000001"]').waitFor();
    assert.deepEqual(await numbers(), before);
    assert.equal(await preview.focusedText(), 'p-123456789');
  });

  it('is an ARIA grid', async () => {
    const grid = preview.page.locator('[role=grid]');
    assert.equal(await grid.getAttribute('aria-rowcount'), '200000001');
    assert.equal(await grid.getAttribute('aria-colcount'), '9');
    const roles = await preview.page
      .locator('[aria-rowindex="2"] > *')
      .evaluateAll((cells) => cells.map((cell) => (cell as unknown as { role: string }).role));
    assert.deepEqual(roles, ['rowheader', 'rowheader', ...Array<string>(7).fill('gridcell')]);
    const names = await preview.page.getByRole('columnheader').allTextContents();
    assert.deepEqual(names, [
      'Row',
      'Line',
      'id',
      'firstName',
      'lastName',
      'email',
      'score',
      'consent',
      'note',
    ]);
    assert.equal(await preview.page.locator('[role=grid] [tabindex="0"]').count(), 1);
    assert.equal(await preview.cell(2, 3).getAttribute('aria-selected'), 'true');
    assert.equal(await preview.cell(2, 4).getAttribute('aria-selected'), 'false');
    await preview.page.getByRole('img', { name: 'deduplication key' }).waitFor();
    await preview.page.getByRole('img', { name: 'mandatory' }).waitFor();
  });

  it('is reached by Tab between the strip and the panel', async () => {
    await preview.page.getByLabel('Columns', { exact: true }).first().click();
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    assert.equal(await preview.focusedText(), 'p-1');
    await press('ArrowRight', 'ArrowDown');
    assert.equal(await preview.focusedText(), 'Harper');
    await press('Tab');
    const inPanel = await preview.page.evaluate(`!!document.activeElement.closest('#columns')`);
    assert.equal(inPanel, true);
  });

  it('copies what the keyboard selects, as TSV and as bytes', async () => {
    await preview.cell(2, 4).focus();
    await preview.cell(2, 4).click();
    await press('Shift+ArrowDown', 'Shift+ArrowRight', 'Control+c', 'Control+Shift+c');
    await press('Control+a', 'Control+c');
    const block = { view: 'rows', filter: 'all', firstRow: 0, lastRow: 1, columns: { first: 1, last: 2 } };
    await preview.waitForSent('copy', 3);
    assert.deepEqual(preview.of('copy'), [
      { type: 'copy', as: 'tsv', selection: block },
      { type: 'copy', as: 'bytes', selection: block },
      {
        type: 'copy',
        as: 'tsv',
        selection: { view: 'rows', filter: 'all', firstRow: 0, lastRow: 199_999_999, columns: undefined },
      },
    ]);
  });

  it('offers a menu by Shift+F10', async () => {
    await preview.cell(3, 4).click();
    await press('Shift+F10', 'ArrowDown', 'ArrowDown', 'Enter');
    await preview.waitForSent('copy', 1);
    assert.deepEqual(preview.of('copy')[0]?.selection, {
      view: 'rows',
      filter: 'all',
      firstRow: 1,
      lastRow: 1,
      columns: undefined,
    });
    assert.equal(await preview.focusedText(), 'Harper');
    await press('Shift+F10');
    await preview.page.getByRole('menuitem', { name: 'Go to Source Line' }).click();
    await preview.waitForSent('source', 1);
    assert.deepEqual(preview.of('source'), [{ type: 'source', view: 'rows', filter: 'all', row: 1 }]);
  });

  it('resizes a column by mouse and by keyboard, without a jump of the others', async () => {
    const width = async (column: number): Promise<number> =>
      (await preview.cell(1, column).boundingBox())?.width ?? 0;
    const [before, next] = [await width(4), await width(5)];
    const box = await preview.cell(1, 4).boundingBox();
    assert.ok(box);
    await preview.page.mouse.move(box.x + box.width - 2, box.y + 10);
    await preview.page.mouse.down();
    await preview.page.mouse.move(box.x + box.width + 58, box.y + 10, { steps: 3 });
    await preview.page.mouse.up();
    await preview.page.waitForTimeout(50);
    assert.deepEqual([await width(4), await width(5)], [before + 60, next]);
    await preview.cell(1, 4).focus();
    await preview.cell(2, 4).click();
    await press('ArrowUp', 'Alt+ArrowLeft');
    await preview.page.waitForTimeout(50);
    assert.deepEqual([await width(4), await width(5)], [before + 44, next]);
  });
});
