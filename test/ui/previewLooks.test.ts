// How the preview looks in light, dark and high contrast, as pictures to be looked at, and that a segment full of markup,
// scripts and templates is text and nothing else in all of them.
import assert from 'node:assert/strict';
import type { Preview } from './harness/preview';
import type { Workbench } from './harness/workbench';
import { startPreviews, type Previews } from './previews';
import { chooseTheme, themeKinds } from './themes';

/** What a page that takes text for code would run, and then have set this global. */
const flag = 'evilRan';
const run = `${flag}=1`;
const evil = {
  '<b>bold</b>': 'kept as text',
  [`<img src=x onerror="${run}">`]: `<img src=x onerror="${run}">`,
  script: `<script>${run}</script>`,
  '${7*7}': `\${${run}}`,
  '{{7*7}}': `{{constructor.constructor("${run}")()}}`,
  link: `javascript:${run}`,
  style: `</style><svg onload="${run}"><style>`,
  quotes: `" onfocus="${run}" autofocus x="`,
};
const evilFile = 'evil <img src=x onerror=alert(1)> ${7*7} {{7*7}}.ndjson';

describe('looks of the preview', () => {
  let previews: Previews;
  let workbench: Workbench;
  let preview: Preview;
  const said: string[] = [];

  before(async () => {
    previews = await startPreviews();
    ({ preview } = previews);
    ({ workbench } = previews.session);
    workbench.page.on('console', (message) => said.push(message.text()));
    workbench.page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => undefined);
    });
    const { fixture } = previews;
    fixture.write(evilFile, lines([evil, evil]));
    fixture.write('looks.ndjson', lines(people(40)));
    const definition = {
      segment: { source: 'looks.ndjson', name: 'Looks' },
      destination: 'acme-exports',
      fileName: 'looks',
      columns: [
        { path: 'id' },
        { path: 'name', mandatory: true },
        { path: 'email' },
        { path: 'city' },
        { path: 'note' },
        { path: 'score' },
      ],
      deduplicate: { keys: ['id'] },
    };
    fixture.write('looks.s3export.json', JSON.stringify(definition));
  });
  after(() => previews.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  it('shows markup, scripts and templates as the text that they are', async () => {
    await previews.open(evilFile);
    const [, , ...values] = await preview.values(1);
    assert.deepEqual(values, Object.values(evil));
    for (const name of Object.keys(evil)) await preview.header(name).waitFor();
    await preview.header('<img src').click();
    await preview.figure('Types').waitFor();
    await workbench.screenshot('preview-evil');
    await preview.cell(1, 2).dblclick();
    assert.equal(await preview.wholeText.textContent(), Object.values(evil)[1]);
    await workbench.page.keyboard.press('Escape');
    await preview.toggleColumns();
    await preview.show('Bytes');
    await preview.row(1).locator('.token').first().waitFor();
    for (const text of [run, '<script>', '{{7*7}}', '${7*7}'])
      assert.ok((await preview.grid.innerText()).includes(text), `the bytes have ${text}`);
    const { page } = workbench;
    const globals = await Promise.all(page.frames().map((frame) => frame.evaluate(`globalThis.${flag}`)));
    assert.ok(globals.length >= 3, 'the window, the webview and the page in it');
    assert.deepEqual(new Set(globals), new Set([undefined]));
    assert.equal(await preview.page.locator('img, svg[onload], [onerror], [onfocus], a').count(), 0);
    assert.deepEqual(
      said.filter((text) => /dialog:|Content Security Policy|violates/.test(text)),
      [],
    );
    await preview.show('Table');
  });

  it('is seen in light, dark and high contrast', async function () {
    this.timeout(180_000);
    await previews.open('looks.s3export.json');
    await preview.press('Push');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified/);
    await workbench.notifications.close(/Delivered and verified/);
    const now = people(42)
      .slice(1)
      .map((each, index) => (index === 4 ? { ...each, city: 'Reykjavík', note: null } : each));
    previews.fixture.write('looks.ndjson', lines(now));
    await preview.waitForFact('rows', /^34 rows$/);
    for (const name of themeKinds) {
      await chooseTheme(workbench, name);
      const type = name === 'light' ? 'vscode-light' : name === 'dark' ? 'vscode-dark' : `vscode-${name}`;
      await preview.page.locator(`body.${type}`).waitFor();
      await lookAround(name);
    }
  });

  it('has room for all that matters in a narrow window', async () => {
    await workbench.page.setViewportSize({ width: 900, height: 700 });
    await preview.fact('key-state').waitFor();
    await picture('narrow');
    const { width = 0 } = (await preview.page.locator('body').boundingBox()) ?? {};
    const edge = await preview.page.locator('body').boundingBox();
    assert.ok(width > 0 && edge);
    for (const button of await preview.page.locator('.toolbar button:visible').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= edge.x && box.x + box.width <= edge.x + width, await button.innerText());
    }
  });

  const picture = async (name: string): Promise<void> => {
    await workbench.page.mouse.move(900, 790);
    await workbench.page.waitForTimeout(150);
    await workbench.screenshot(`preview ${name}`);
  };

  /** Takes a picture of each view. */
  async function lookAround(theme: string): Promise<void> {
    const { keyboard } = workbench.page;
    await preview.show('Table');
    await preview.cell(3, 2).click();
    await keyboard.press('Shift+ArrowDown');
    await picture(`table ${theme}`);
    await preview.header('email').click();
    await preview.figure('Types').waitFor();
    await picture(`columns ${theme}`);
    await preview.toggleColumns();
    await preview.cell(1, 5).dblclick();
    await preview.wholeText.waitFor();
    await picture(`cell ${theme}`);
    await keyboard.press('Escape');
    await preview.show('Bytes');
    await preview.row(2).locator('.token').first().click();
    await picture(`bytes ${theme}`);
    await preview.show(/Dropped/);
    await preview.cell(1, 2).click();
    await picture(`dropped ${theme}`);
    await preview.press('Compare');
    await preview.page.locator('.comparison').waitFor();
    await preview.cell(1, 2).click();
    await picture(`differences ${theme}`);
    await preview.press('End Comparison');
    await preview.show('Table');
    await preview.anyRow.waitFor();
  }
});

function people(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index % 12 === 11 ? index - 1 : index,
    name: index % 10 === 9 ? '' : `Name ${index}`,
    email: index === 3 ? null : `person${index}@example.com`,
    city: ['Rome', ' Oslo ', 'Lima', 'São Paulo'][index % 4],
    note:
      index % 4 === 1 ? 'a "quoted" text\nof two lines\twith a tab' : index % 3 === 0 ? '' : `=note ${index}`,
    score: index * 1.5,
  }));
}

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
