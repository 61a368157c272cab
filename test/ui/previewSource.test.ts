// What the preview finds in a segment, how it follows the segment's file, how it compares, and what a reload finds again.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Preview } from './harness/preview';
import type { Workbench } from './harness/workbench';
import { startPreviews, until, type Previews } from './previews';

describe('preview of a segment', () => {
  let previews: Previews;
  let workbench: Workbench;
  let preview: Preview;

  before(async () => {
    previews = await startPreviews();
    ({ preview } = previews);
    ({ workbench } = previews.session);
    const { fixture } = previews;
    fixture.write('figures.ndjson', lines(figures));
    fixture.write('moving.ndjson', lines(numbered(3)));
    fixture.write('compared.ndjson', lines(delivered));
    const definition = {
      segment: { source: 'compared.ndjson' },
      destination: 'acme-exports',
      deduplicate: { keys: ['id'] },
    };
    fixture.write('compared.s3export.json', JSON.stringify(definition));
    writeFileSync(join(fixture.workspace, 'packed.ndjson.gz'), gzipSync(lines(numbered(30_000))));
    const line = `{"text":"${'x'.repeat(80)}","number":12345,"other":"some words"}\n`;
    fixture.write('large.ndjson', line.repeat(100_000_000 / line.length));
  });
  after(() => previews.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  it('tells the figures of a column', async () => {
    await previews.open('figures.ndjson');
    await preview.waitForFact('sha256', /^sha256 [0-9a-f]/);
    const told = async (column: string) => {
      await preview.header(column).click();
      await preview.page.locator('#column-name').and(preview.page.locator(`:focus`)).waitFor();
      assert.equal(await preview.page.locator('#column-name').inputValue(), column);
      const names = ['Types', 'Null', 'Empty', 'Distinct', 'Minimum', 'Maximum', 'Longest'];
      const values = names.map((name) => preview.figure(name).innerText({ timeout: 5000 }));
      return { figures: await Promise.all(values), top: await preview.topValues() };
    };
    assert.deepEqual(await told('score'), {
      figures: ['number', '1 · 12.5%', '0 · 0%', '4', '-3', '10', '3 characters · row 1'],
      top: ['2.5 3 · 37.5%', '10 2 · 25%', '-3 1 · 12.5%', '7 1 · 12.5%'],
    });
    const city = await told('city');
    assert.deepEqual(city.figures.slice(0, 4), ['text', '0 · 0%', '2 · 25%', '3']);
    assert.equal(city.top[0], 'Rome 4 · 50%');
    await workbench.screenshot('preview-columns');
    await preview.toggleColumns();
  });

  it('lists findings as problems, which lead to their lines and can be switched off', async () => {
    await preview.waitForFact('findings', /warning/);
    await preview.fact('findings').click();
    const { problems } = workbench;
    await problems.row('may contain e-mail addresses').waitFor();
    await problems.row('The value holds a line break').waitFor();
    await problems.open('The text begins like a formula');
    await workbench.editor.waitForText('=SUM');
    await workbench.waitForStatus('Ln 3, Col 70 (13 selected)');
    await workbench.screenshot('preview-problems');
    await workbench.page.keyboard.press('Control+.');
    await workbench.page
      .locator('.action-widget .monaco-list-row', { hasText: 'Turn off the rule formula' })
      .click();
    await problems.row('The text begins like a formula').waitFor({ state: 'detached' });
    await problems.row('The value holds a line break').waitFor();
    const settings = join(previews.fixture.workspace, '.vscode/settings.json');
    assert.match(readFileSync(settings, 'utf8'), /"formula": "off"/);
    await workbench.runByKeyboard('View: Hide Panel');
  });

  it('follows a file that changes on disk', async () => {
    await previews.open('moving.ndjson');
    await preview.waitForFact('rows', /^3 rows$/);
    previews.fixture.write('moving.ndjson', lines([...numbered(4), { id: 5, text: 'the new one' }]));
    await preview.waitForFact('rows', /^5 rows$/);
    assert.equal((await preview.values(5)).at(-1), 'the new one');
  });

  it('shows the last row of a gzipped file', async () => {
    await previews.open('packed.ndjson.gz');
    await preview.waitForRows(30_000);
    await preview.row(1).locator('td').first().click();
    await preview.goTo(30_000);
    assert.deepEqual((await preview.values(30_000)).slice(2), ['30000', 'row 30000']);
  });

  it('stops scanning a large file and goes on when it is asked to', async () => {
    await previews.open('large.ndjson');
    await preview.press('Cancel');
    await preview.page.locator('.work-text', { hasText: 'cancelled' }).waitFor();
    assert.equal(await preview.fact('sha256').innerText(), '…');
    await preview.press('Resume');
    const status = workbench.page.locator('.statusbar-item', { hasText: 'scanning large.ndjson' });
    await status.click();
    await preview.page.locator('.work-text', { hasText: 'cancelled' }).waitFor();
    await preview.press('Resume');
    await preview.waitForFact('sha256', /^sha256 [0-9a-f]{8}/);
    assert.equal(await status.count(), 0);
  });

  it('compares with what was delivered', async () => {
    await previews.open('compared.s3export.json');
    await preview.waitForFact('key-state', 'key is free');
    await preview.press('Push');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified/);
    await workbench.notifications.close(/Delivered and verified/);
    const now = [
      ...delivered
        .filter(({ id }) => id !== 2)
        .map((each) => (each.id === 4 ? { ...each, tier: 'gold' } : each)),
      { id: 9, name: 'Nine', tier: 'new' },
    ];
    previews.fixture.write('compared.ndjson', lines(now));
    await preview.page.getByRole('gridcell', { name: 'Nine' }).waitFor();
    await preview.press('Compare');
    const text = preview.page.locator('.comparison');
    await text.filter({ hasText: '1 added · 1 removed · 1 changed · 3 unchanged' }).waitFor();
    await preview.row(3).waitFor();
    await workbench.screenshot('preview-differences');
    await preview.show('Changed (1)');
    await preview.row(2).waitFor({ state: 'detached' });
    assert.equal(await preview.row(1).locator('del').innerText(), 'silver');
    assert.equal(await preview.row(1).locator('ins').innerText(), 'gold');
    await preview.show('Added (1)');
    await preview.page.getByRole('gridcell', { name: 'Nine' }).waitFor();
    await preview.show('Removed (1)');
    await preview.page.getByRole('gridcell', { name: 'Two' }).waitFor();
    await preview.press('End Comparison');
    await text.waitFor({ state: 'hidden' });
    await preview.row(5).waitFor();
  });

  it('comes back after a reload of the window: the view, the target and the row', async () => {
    await previews.open('packed.ndjson.gz');
    await preview.choose('Windows');
    await preview.waitForRows(30_000);
    await preview.show('Bytes');
    await preview.goTo(25_000);
    // The page is written down when it rests.
    await workbench.page.waitForTimeout(1000);
    await workbench.reload();
    await preview.waitForFile('packed.ndjson.gz');
    await preview.waitForFact('key', /^windows\//);
    await preview.row(25_000).locator('.token').first().waitFor();
    assert.equal(
      await until(
        () => preview.cursorRow(),
        (row) => row > 1,
      ),
      25_000,
    );
  });
});

const figures = [
  { email: 'ada@example.com', city: 'Rome', score: 2.5, note: 'plain' },
  { email: 'bob@example.com', city: 'Rome', score: 2.5, note: 'two\nlines' },
  { email: 'cy@example.com', city: '', score: null, note: '=SUM(A1:A9)' },
  { email: 'di@example.com', city: 'Oslo', score: 2.5, note: '' },
  { email: 'ed@example.com', city: 'Rome', score: 10, note: '' },
  { email: 'flo@example.com', city: '', score: 10, note: '' },
  { email: 'gus@example.com', city: 'Lima', score: -3, note: '' },
  { email: 'hal@example.com', city: 'Rome', score: 7, note: '' },
];

const delivered = [
  { id: 1, name: 'One', tier: 'gold' },
  { id: 2, name: 'Two', tier: 'gold' },
  { id: 3, name: 'Three', tier: 'gold' },
  { id: 4, name: 'Four', tier: 'silver' },
  { id: 5, name: 'Five', tier: 'gold' },
];

function numbered(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, text: `row ${index + 1}` }));
}

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
