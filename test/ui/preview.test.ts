// The preview editor as a person uses it: its bytes are those that are pushed, all of it by keyboard alone, dropped records,
// other targets, and the text document.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Preview } from './harness/preview';
import type { Workbench } from './harness/workbench';
import { startPreviews, until, type Previews } from './previews';

/** All that quoting, line ends and encoding may break. */
const nasty = [
  'plain',
  'say "hi"',
  '"',
  'a,b;c|d',
  'line\nbreak',
  'crlf\r\nhere',
  'lone\rreturn',
  'tab\there',
  '  both ends  ',
  null,
  '',
  '😀 👩‍👩‍👧 ñ ﷽',
  '\ufeffmark',
  '=1+1',
  'back\\slash "\\"',
  '\u2028\u2029',
];

describe('preview', () => {
  let previews: Previews;
  let workbench: Workbench;
  let preview: Preview;

  before(async () => {
    previews = await startPreviews();
    ({ preview } = previews);
    ({ workbench } = previews.session);
    const { fixture } = previews;
    const write = (name: string, value: unknown) => fixture.write(name, JSON.stringify(value));
    fixture.write('nasty.ndjson', lines(nasty.map((value, id) => ({ id, value, again: value, end: 'x' }))));
    write('nasty.s3export.json', {
      segment: { source: 'nasty.ndjson' },
      destination: 'windows',
      fileName: 'nasty',
      rowsPerFile: 5,
    });
    const people = Array.from({ length: 500 }, (_, id) => ({
      id,
      name: id % 10 === 9 ? null : `Name ${id}`,
      note: id === 122 ? 'A "quoted"\ttab' : `note ${id}`,
    }));
    fixture.write('people.ndjson', lines(people));
    fixture.write('members.ndjson', lines(members));
    write('members.s3export.json', {
      segment: { source: 'members.ndjson', id: 'vip' },
      destination: 'acme-exports',
      fileName: 'members',
      columns: [{ path: 'id' }, { path: 'email', mandatory: true }],
      deduplicate: { keys: ['id'] },
    });
  });
  after(() => previews.stop());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  it('shows in Bytes what is pushed, byte for byte, in each of its files', async () => {
    await previews.open('nasty.s3export.json');
    await preview.waitForFact('key-state', 'key is free');
    await preview.show('Bytes');
    await preview.row(1).locator('.head').waitFor();
    await preview.row(2).locator('td').click();
    await workbench.page.keyboard.press('Control+A');
    const shown = await workbench.copied(() => workbench.page.keyboard.press('Control+Shift+C'));
    await workbench.screenshot('preview-bytes');

    await preview.press('Push');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified: 4 files/);
    const objects = await previews.fixture.objects();
    const keys = ['nasty.csv', 'nasty_2.csv', 'nasty_3.csv', 'nasty_4.csv'].map((name) => `windows/${name}`);
    assert.deepEqual([...objects.keys()].sort(), keys);
    const pushed = keys.map((key) => objects.get(key) ?? '');
    for (const text of pushed) assert.match(text, /^\ufeffid,value,again,end\r\n/);
    assert.deepEqual(Buffer.from(shown), Buffer.from(pushed.join('')));
    await workbench.notifications.close(/Delivered and verified: 4 files/);
  });

  it('is used by keyboard alone, to a mapping that is saved', async () => {
    const { page } = workbench;
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const cursorIsAt = (row: number) =>
      until(
        () => preview.cursorRow(),
        (found) => found === row,
      );
    await press('Control+P');
    await workbench.quickInput.type('people.ndjson');
    await workbench.quickInput.focused('people.ndjson').waitFor();
    await press('Enter');
    await workbench.editor.waitForText('Name 0');
    await workbench.runByKeyboard('S3 Destinations: Preview Export');
    await preview.waitForRows(500);
    await preview.waitForFact('sha256', /^sha256 [0-9a-f]/);

    await preview.goTo(123);
    await cursorIsAt(123);
    await press('Home', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown');
    const table = await workbench.copied(() => press('Control+C'));
    assert.equal(table, 'Name 122\t"A ""quoted""\ttab"\nName 123\tnote 123');
    const bytes = await workbench.copied(() => press('Control+Shift+C'));
    assert.equal(bytes, 'Name 122,"A ""quoted""\ttab"\nName 123,note 123');
    await press('PageDown');
    assert.ok((await preview.cursorRow()) > 130);
    await press('Control+Home');
    await cursorIsAt(1);
    await press('Control+End');
    await cursorIsAt(500);
    await press('PageUp', 'End');
    await preview.cursor.filter({ hasText: /^note 4\d\d$/ }).waitFor();

    await preview.goTo(123);
    await press('End', 'Enter');
    assert.equal(await preview.wholeText.textContent(), 'A "quoted"tab');
    await press('Escape');
    await preview.wholeText.waitFor({ state: 'detached' });
    await cursorIsAt(123);

    await preview.tabTo(preview.page.locator('input[name=view]:checked'), 'Shift+Tab');
    await press('ArrowRight');
    await preview.row(123).locator('.token.quote').first().waitFor();
    await press('ArrowLeft');
    await preview.row(123).locator('td').nth(2).waitFor();
    await preview.tabTo(preview.cursor);
    await cursorIsAt(123);

    await press('Control+Home', 'ArrowRight', 'ArrowUp', 'Enter');
    const name = preview.page.getByLabel('Name', { exact: true });
    assert.equal(await name.inputValue(), 'name');
    await page.keyboard.type('fullName');
    await press('Enter');
    await preview.header('fullName').waitFor();
    await preview.tabTo(preview.page.getByLabel('Mandatory'));
    await press('Space');
    await preview.waitForFact('dropped', '50 dropped');
    await press('Control+Z');
    await preview.waitForFact('dropped', 'none dropped');
    await press('Control+Z');
    await preview.header('name').waitFor();
    await press('Control+Y', 'Control+Y');
    await preview.waitForFact('dropped', '50 dropped');
    await preview.header('fullName').waitFor();

    await preview.tabTo(preview.page.getByRole('button', { name: 'Save as Export Definition' }));
    await press('Enter');
    await workbench.quickInput.step('Save as Export Definition');
    await until(
      () => workbench.quickInput.box.inputValue(),
      (path) => path.endsWith('/workspace/people.s3export.json'),
    );
    await press('Enter');
    await preview.waitForFile('people.s3export.json');
    await preview.header('fullName').waitFor();
    await preview.waitForFact('dropped', '50 dropped');
    const file = join(previews.fixture.workspace, 'people.s3export.json');
    assert.ok(existsSync(file));
    const { columns } = JSON.parse(readFileSync(file, 'utf8')) as { columns: unknown };
    assert.deepEqual(columns, [
      { path: 'id', header: 'id' },
      { path: 'name', header: 'fullName', mandatory: true },
      { path: 'note', header: 'note' },
    ]);
  });

  it('shows dropped records with their reasons, and goes to their lines', async () => {
    await previews.open('members.s3export.json');
    await preview.waitForFact('dropped', '4 dropped');
    await preview.show(/Dropped \(4\)/);
    const reasons = await Promise.all([1, 2, 3, 4].map(async (row) => (await preview.values(row))[2]));
    assert.deepEqual(reasons, [
      'No value in the mandatory column email',
      'Another record with its key is written',
      'It left the segment',
      'It is not in the segment',
    ]);
    await workbench.screenshot('preview-dropped');
    await preview.cell(3, 1).click();
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('"ada@example.com"');
    await workbench.waitForStatus('Ln 5, Col 1');
  });

  it('follows another destination and format, and its clock goes on', async () => {
    await previews.open('churn-risk.csv');
    await preview.choose('Acme exports');
    await preview.waitForFact('key', /^daily\/amazon-s3_segment.*\.csv$/);
    const first = await preview.fact('key').textContent();
    await until(
      () => preview.fact('key').textContent(),
      (text) => text !== first,
    );
    await preview.choose('TSV');
    await preview.waitForFact('key-state', 'no destination');
    await preview.waitForFact('key', /^amazon-s3_segment.*\.txt$/);
    await preview.show('Bytes');
    await preview.row(1).locator('.token.delimiter [data-mark="→"]').first().waitFor();
    await preview.choose('Windows');
    await preview.waitForFact('key', /^windows\/.*\.csv$/);
    await preview.row(1).locator('[data-mark="CR"]').first().waitFor();
    await preview.show('Table');
  });

  it('says whether its key is free or taken', async () => {
    await previews.open('members.s3export.json');
    await preview.waitForFact('key-state', 'key is free');
    await previews.fixture.putObjects(['daily/members.csv']);
    await preview.fact('key-state').click();
    await preview.waitForFact('key-state', 'key is taken');
    await preview.choose('CSV');
    await preview.waitForFact('key-state', 'no destination');
  });

  for (const [target, language] of [
    ['CSV', 'csv'],
    ['TSV', 'tsv'],
  ] as const) {
    it(`opens as a text document in the language ${language}`, async () => {
      await previews.open('churn-risk.csv');
      await preview.choose(target);
      await preview.waitForFact('key', language === 'csv' ? /\.csv$/ : /\.txt$/);
      await preview.press('Open as Text');
      await workbench.editor.waitForText(language === 'csv' ? '000000,customer0' : /000000\s+customer0/);
      assert.equal(await workbench.editor.language(), language);
    });
  }
});

const vip = (status: string) => ({ segmentMembership: { ups: { vip: { status } } } });
const members = [
  { id: 1, email: 'one@example.com', ...vip('realized') },
  { id: 2, email: '', ...vip('realized') },
  { id: 3, email: 'three@example.com', ...vip('existing') },
  { id: 1, email: 'again@example.com', ...vip('realized') },
  { id: 4, email: 'ada@example.com', ...vip('exited') },
  { id: 5, email: 'five@example.com', segmentMembership: { ups: {} } },
];

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
