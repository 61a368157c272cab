// The views and what is around them: dropped rows, differences, the toolbar, the strip, work, problems, all themes.
import assert from 'node:assert/strict';
import type { PreviewState } from '../../src/webview/protocol';
import { PreviewPage } from './previewPage';
import { extension, fact, makeRow, type RowMaker, state, text } from './standIn';
import { type ThemeName, themes } from './themes';

const comparison = {
  with: 'amazon-s3_segment1234_20261121060000.csv',
  counts: { added: 12, removed: 3, changed: 40 },
  text: '12 added · 3 removed · 40 changed',
};
const changes = ['added', 'removed', 'changed'] as const;
const withDifferences: RowMaker = (index, view) => {
  const row = makeRow(index, view);
  const change = view === 'differences' ? changes[index % 3] : undefined;
  if (change === undefined) return row;
  const cells = row.cells.map((cell, column) =>
    change === 'changed' && column === 2 ? { ...cell, before: text('Smith') } : cell,
  );
  return { ...row, change, cells, line: change === 'removed' ? undefined : row.line };
};

describe("the preview's views", () => {
  let preview: PreviewPage;
  let shown: PreviewState;

  afterEach(async () => {
    const { troubles } = preview;
    await preview.close();
    assert.deepEqual(troubles, []);
  });

  const open = async (values: Partial<PreviewState> = {}, theme: ThemeName = 'dark'): Promise<void> => {
    shown = state(values);
    preview = await PreviewPage.open(
      extension(() => shown, withDifferences),
      { theme },
    );
    if (shown.rows > 0) await preview.waitForRow(1);
  };
  const click = (name: string): Promise<void> =>
    preview.page.getByText(name, { exact: true }).first().click();

  it('shows dropped rows with their reason; Enter and a click on the line go to the source', async () => {
    await open();
    await click('Dropped (118)');
    await preview.cell(2, 3).filter({ hasText: 'email is mandatory' }).waitFor();
    await preview.cell(3, 4).click();
    await preview.page.keyboard.press('Enter');
    await preview.cell(5, 2).click();
    await preview.waitForSent('source', 2);
    assert.deepEqual(
      preview.of('source').map(({ view, row }) => [view, row]),
      [
        ['dropped', 1],
        ['dropped', 3],
      ],
    );
    await preview.page.keyboard.press('Control+End');
    await preview.waitForRow(118);
  });

  it('shows differences in words too, the value before, and by kind', async () => {
    await open({ comparison, rows: 1000 });
    await click('Differences');
    await preview.cell(4, 2).getByRole('img', { name: 'changed' }).waitFor();
    assert.equal(await preview.cell(4, 6).locator('del').textContent(), 'Smith');
    await click('Removed (3)');
    await preview.page.locator('[aria-rowcount="4"]').waitFor();
    assert.equal(preview.of('rows').at(-1)?.filter, 'removed');
    await preview.tell({ type: 'state', state: { ...shown, comparison: undefined } });
    await preview.page.locator('[aria-rowcount="1001"]').waitFor();
  });

  it('sends what the toolbar and the strip are asked for', async () => {
    await open();
    for (const name of ['Open as Text', 'Compare', 'Dry Run', 'Push', 'key is free', '3 warnings'])
      await click(name);
    await preview.page.getByLabel('Destination or format').selectOption('csv');
    await preview.waitForSent('target', 1);
    const types = preview.sent.map(({ type }) => type).filter((type) => type !== 'rows' && type !== 'ready');
    assert.deepEqual(types, [
      'openAsText',
      'compare',
      'dryRun',
      'push',
      'checkKey',
      'showFindings',
      'target',
    ]);
    await preview.tell({ type: 'state', state: { ...shown, hasDestination: false } });
    const push = preview.page.getByRole('button', { name: 'Push' });
    await preview.page.getByTitle('Choose a destination to push').waitFor();
    assert.equal(await push.isDisabled(), true);
  });

  it('does not look fine while there is a problem', async () => {
    await open({ rows: 40 });
    const push = preview.page.getByRole('button', { name: 'Push' });
    assert.equal(await push.isDisabled(), false);
    const problem = { text: `Line 3 is not JSON. ${'Why it is none. '.repeat(30)}`, mark: 'error' } as const;
    const told = { ...shown, problem, problemAction: 'Go to Line 3', outdated: true };
    await preview.tell({ type: 'state', state: told });
    const alert = preview.page.getByRole('alert').filter({ hasText: 'Line 3 is not JSON.' });
    const box = await alert.boundingBox();
    const grid = await preview.page.locator('.outdated regular-table').boundingBox();
    assert.ok(box && grid && box.y + box.height <= grid.y && box.height > 30, 'it wraps, above the rows');
    assert.equal(await push.isDisabled(), true);
    assert.equal(await push.getAttribute('title'), problem.text);
    await preview.tell({ type: 'state', state: { ...told, rows: 0 } });
    await preview.page.locator('.empty').getByRole('button', { name: 'Go to Line 3' }).click();
    await preview.waitForSent('mend', 1);
    await preview.tell({ type: 'state', state: shown });
    await alert.waitFor({ state: 'hidden' });
    assert.equal(await push.isDisabled(), false);
    assert.equal(await preview.page.locator('.outdated').count(), 0);
  });

  it('has its toolbar in one line at 1000 pixels in each view, and whole figures at 400', async () => {
    await open({ comparison, rows: 1000 });
    await preview.page.setViewportSize({ width: 1000, height: 600 });
    for (const view of ['Table', 'Bytes', 'Differences']) {
      await click(view);
      const box = await preview.page.locator('.toolbar').boundingBox();
      assert.ok(box && box.height < 40, `${view}: ${box?.height} pixels`);
      assert.equal(await isCut('.toolbar'), false);
    }
    await preview.screenshot('narrow-1000');
    await preview.page.setViewportSize({ width: 400, height: 600 });
    for (const name of ['rows', 'dropped', 'bytes', 'key-state', 'findings'])
      assert.equal(await isCut(`.strip .${name} .fact-text`), false, name);
    await preview.page.getByLabel('Columns', { exact: true }).first().click();
    await preview.screenshot('narrow-400');
    const panel = await preview.page.locator('#columns').boundingBox();
    const grid = await preview.page.locator('.grid-frame').boundingBox();
    assert.deepEqual([panel?.width, grid?.width], [220, 400]);
  });

  const isCut = (selector: string): Promise<unknown> =>
    preview.page.evaluate(`(() => {
      const { scrollWidth, clientWidth } = document.querySelector('${selector}');
      return scrollWidth > clientWidth;
    })()`);

  it('renews the key each second and moves nothing', async () => {
    await open();
    const box = () => preview.page.locator('.figures, .strip .rows').first().boundingBox();
    const before = await box();
    await preview.tell({ type: 'key', key: fact('s3://acme-exports/a-much-longer/key_20261122101501.csv') });
    await preview.page.getByText('key_20261122101501').waitFor();
    assert.deepEqual(await box(), before);
  });

  it('tells of work, which can be cancelled and resumed', async () => {
    await open({ rows: 1000, complete: false, work: { text: 'scanning 42 %', percent: 42 } });
    assert.equal(await preview.page.locator('[role=grid]').getAttribute('aria-rowcount'), '-1');
    assert.equal(await preview.page.getByRole('progressbar').getAttribute('aria-valuenow'), '42');
    await preview.page.getByRole('status').getByText('scanning 42 %').waitFor();
    await preview.page.getByRole('button', { name: 'Cancel' }).click();
    await preview.waitForSent('cancelWork', 1);
    await preview.tell({ type: 'state', state: { ...shown, work: undefined, paused: true } });
    await preview.page.getByRole('button', { name: 'Resume' }).click();
    await preview.waitForSent('resumeWork', 1);
    assert.equal(preview.of('resumeWork').length, 1);
  });

  it('says when there are no rows, when they are on their way, and what stands in the way', async () => {
    await open({ rows: 0, complete: false });
    await preview.page.getByText('Reading the segment…').waitFor();
    await preview.tell({ type: 'state', state: state({ rows: 0 }) });
    await preview.page.getByText('The export has no rows.').waitFor();
    const problem = { text: 'Line 3 is not JSON.', mark: 'error' } as const;
    await preview.tell({ type: 'state', state: state({ rows: 0, problem }) });
    await preview.page.getByRole('alert').getByText('Line 3 is not JSON.').waitFor();
  });

  it('takes rows that come later into a small export, and the last one is seen in the bytes view', async () => {
    await open({ rows: 40, complete: false });
    await preview.tell({ type: 'state', state: state({ rows: 60 }) });
    await preview.cell(2, 3).click();
    await preview.page.keyboard.press('Control+End');
    await preview.waitForRow(60);
    await click('Bytes');
    await preview.page.locator('[aria-rowindex="61"] .text').waitFor();
    await preview.page.getByLabel('Wrap').check();
    await preview.page.locator('regular-table').evaluate((table) => {
      (table as unknown as { scrollTop: number }).scrollTop = 1_000_000;
    });
    await preview.page.locator('[aria-rowindex="61"] .text').waitFor();
  });

  it('shows each row of the bytes view by keyboard, however high its rows are', async () => {
    shown = state({ rows: 200 });
    preview = await PreviewPage.open(
      extension(
        () => shown,
        (index, view) => ({
          ...makeRow(index, view),
          ...(view === 'bytes' ? { bytes: text(`${'word '.repeat(150)}${index}\n`) } : {}),
        }),
      ),
    );
    await preview.waitForRow(1);
    await click('Bytes');
    await preview.page.getByLabel('Wrap').check();
    await preview.page.locator('[aria-rowindex="2"] .text').waitFor();
    await preview.cell(2, 3).click();
    for (let row = 2; row <= 30; row += 1) await preview.page.keyboard.press('ArrowDown');
    await preview.page.waitForTimeout(500);
    await preview.screenshot('high-rows');
    await preview.page.keyboard.press('PageDown');
    await preview.page.waitForTimeout(500);
    const focused = await preview.page.evaluate(`(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      const grid = document.querySelector('regular-table').getBoundingClientRect();
      return { row: Number(document.activeElement.parentElement.getAttribute('aria-rowindex')) - 1,
        isInView: top >= grid.top && bottom <= grid.bottom };
    })()`);
    const { row, isInView } = focused as { row: number; isInView: boolean };
    assert.equal(isInView, true);
    assert.ok(row > 30 && row < 40, String(row));
  });

  it('shows a view and a row that a command names', async () => {
    await open();
    await preview.tell({ type: 'show', view: 'bytes', row: 1_999_999 });
    await preview.waitForRow(2_000_000);
    assert.equal(await preview.cell(2_000_001, 3).getAttribute('aria-selected'), 'true');
  });

  it('speaks the language of its texts', async () => {
    preview = await PreviewPage.open(extension(state), { l10n: { Table: 'Tabelle' } });
    await preview.page.getByText('Tabelle').waitFor();
  });

  for (const theme of Object.keys(themes) as ThemeName[])
    it(`is drawn in ${theme}`, async () => {
      await open(
        { comparison, rows: 1_204_331, work: { text: 'scanning 42 %', percent: 42 }, edited: true },
        theme,
      );
      await preview.page.getByLabel('Columns', { exact: true }).first().click();
      await preview.cell(3, 5).click();
      await preview.page.keyboard.press('Shift+ArrowDown');
      await preview.page.keyboard.press('Shift+ArrowRight');
      await preview.screenshot(`${theme}-table`);
      const outline = await preview.page.evaluate('getComputedStyle(document.activeElement).outline');
      assert.match(String(outline), /2px/);
      await click('Bytes');
      await preview.page.locator('.head').waitFor();
      await preview.screenshot(`${theme}-bytes`);
      await click('Differences');
      await preview.page.locator('del').first().waitFor();
      await preview.screenshot(`${theme}-differences`);
      await preview.cell(5, 10).dblclick();
      await preview.page.getByRole('dialog').waitFor();
      await preview.screenshot(`${theme}-cell`);
    });
});
