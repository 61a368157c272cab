// The main job as a person does it, in a real workbench with the packaged extension in a fresh profile: register a
// destination, check it, preview as CSV and TSV, push, look at the object; cancel a push; and no secret anywhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shortName } from '../../src/ui/figures';
import { accessKey, bucket, filesWith, segmentFile, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';
import { takePicture, widenSideBar } from './pictures';

describe('main job', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  let page: Preview;
  /** What the editor showed before the push. */
  let preview: string;

  before(async () => {
    fixture = await startFixture();
    session = await openWorkbench({
      folder: fixture.workspace,
      // The bytes of an export do not depend on them; word wrap would cut lines in sight in two.
      settings: { 'editor.wordWrap': 'off', 'explorer.autoReveal': false, 'editor.minimap.enabled': false },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    page = new Preview(workbench.page);
    await widenSideBar(workbench);
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const settingsFile = () => readFileSync(join(session.server.dataFolder, 'User/settings.json'), 'utf8');

  /** What stands above the first line of an editor, which is not in its text. */
  const saidAbove = (text: RegExp) =>
    workbench.page.locator('.editor-group-container.active .codelens-decoration', { hasText: text });

  it('greets with a way to begin', async () => {
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.welcome('Add Destination').waitFor();
  });

  it('adds a destination by the wizard, refusing a wrong bucket name as it is typed', async () => {
    const { quickInput } = workbench;
    await workbench.sideBar.welcome('Add Destination').click();
    await quickInput.step(/Add Destination.*1\/6/);
    await quickInput.type('Bad_Name');
    await quickInput.waitForMessage('only lowercase letters');
    await quickInput.type(`s3://${bucket}/daily`);
    await quickInput.accept();
    await quickInput.step(/2\/6/);
    assert.equal(await quickInput.box.inputValue(), 'daily');
    await quickInput.waitForMessage(/daily\/amazon-s3_segment/);
    await quickInput.accept();
    await quickInput.choose(/3\/6/, 'Other S3-Compatible Store');
    await quickInput.placeholder('https://');
    await quickInput.answer(/3\/6/, fixture.endpoint.url);
    await quickInput.placeholder('How does the store');
    await quickInput.pick('Path Style');
    await quickInput.placeholder("The bucket's region");
    await quickInput.answer(/3\/6/, 'us-east-1');
    await quickInput.choose(/4\/6/, 'Access Key');
    await quickInput.placeholder('Access key id');
    assert.equal(await quickInput.isPassword(), false);
    await quickInput.answer(/4\/6/, accessKey.accessKeyId);
    await quickInput.placeholder('Secret access key');
    assert.equal(await quickInput.isPassword(), true);
    await quickInput.answer(/4\/6/, accessKey.secretAccessKey);
    await quickInput.choose(/5\/6/, 'CSV');
    await quickInput.step(/6\/6/);
    await quickInput.type('Acme exports');
    await quickInput.accept();
    await workbench.sideBar.row('Acme exports').waitFor();
  });

  it('checks it without being asked, and leaves nothing in the bucket', async () => {
    const message = await workbench.notifications.message('is ready');
    assert.match(message, /Acme exports is ready: writing and reading are allowed/);
    assert.equal((await fixture.objects()).size, 0);
  });

  it('keeps the destination in settings and the secret out of them', () => {
    const text = settingsFile();
    assert.match(text, /"acme-exports"/);
    assert.match(text, new RegExp(fixture.endpoint.url));
    assert.doesNotMatch(text, new RegExp(accessKey.secretAccessKey));
    assert.doesNotMatch(text, new RegExp(accessKey.accessKeyId));
  });

  it('previews the segment for its only destination, without asking', async () => {
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu(segmentFile, 'Preview Export');
    const [row = '', line = '', first = ''] = await page.texts(1);
    const [record = ''] = readFileSync(join(fixture.workspace, segmentFile), 'utf8').split('\n');
    assert.deepEqual([row, line], ['1', '1']);
    assert.equal(
      first,
      (JSON.parse(record) as { person: { name: { firstName: string } } }).person.name.firstName,
    );
    const rows = readFileSync(join(fixture.workspace, segmentFile), 'utf8').split('\n').length;
    await page.waitForFact('rows', `${rows} rows`);
    await page.waitForFact(
      'key',
      /^daily\/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_\d{14}\.csv$/,
    );
    await page.waitForFact('key-state', 'key is free');
    await page.waitForFact('sha256', /^sha256 [0-9a-f]{8}…$/);
    await takePicture(workbench, 'preview');
  });

  it('shows it as TSV at once, and its exact bytes', async () => {
    await page.choose('TSV');
    await page.show('Bytes');
    await page.row(1).locator('[data-mark="→"]').first().waitFor();
    await page.choose('Acme exports');
    await page.show('Table');
    await page.row(1).waitFor();
  });

  it('opens as a text document, with what it shows said outside the bytes', async () => {
    await page.press('Open as Text');
    await workbench.editor.waitForText(/person_name_firstName,person_name_lastName/);
    const lens = saidAbove(/The whole export/);
    await lens.waitFor();
    preview = (await workbench.editor.lines()).join('\n');
    const rows = readFileSync(join(fixture.workspace, segmentFile), 'utf8').split('\n').length;
    assert.match((await lens.textContent()) ?? '', new RegExp(`${rows} rows`));
    await workbench.screenshot('preview-text');
  });

  it('cannot be typed into', async () => {
    await workbench.page.locator('.editor-group-container.active .view-line').first().click();
    await workbench.page.keyboard.type('x');
    assert.equal((await workbench.editor.lines()).join('\n'), preview);
  });

  it('asks one question with the facts, and pushes', async () => {
    await workbench.run('S3 Destinations: Push Export…');
    const { message, detail } = await workbench.dialog.text();
    assert.match(message, /Push luxury-audience-.* to Acme exports\?/);
    assert.match(
      detail,
      /s3:\/\/acme-exports\/daily\/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_\d{14}\.csv/,
    );
    assert.match(detail, /\d+ rows · .*CSV/);
    assert.match(detail, /No object has this key yet/);
    await takePicture(workbench, 'confirm');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified: s3:\/\/acme-exports\/daily\//);
  });

  it('shows the receipt, as JSON that nobody can change', async () => {
    await workbench.notifications.press(/Delivered and verified/, 'Show Receipt');
    await workbench.editor.waitForText('"rowsWritten"');
    await workbench.editor.focus();
    await workbench.page.keyboard.press('Control+End');
    await workbench.editor.waitForText(/"proof":.*"checksum"/);
    await workbench.page.keyboard.press('Control+Home');
    await saidAbove(/Delivered and verified: s3:\/\/acme-exports\/daily\//).waitFor();
    await takePicture(workbench, 'receipt');
  });

  it('has put into the bucket what the preview showed, byte for byte', async () => {
    const objects = [...(await fixture.objects())];
    assert.equal(objects.length, 1);
    assert.match(
      objects[0]?.[0] ?? '',
      /^daily\/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_\d{14}\.csv$/,
    );
    assert.equal(objects[0]?.[1], preview);
  });

  it('shows the object in the tree and opens it', async () => {
    const [key = ''] = (await fixture.objects()).keys();
    const name = key.slice('daily/'.length);
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.expand('Acme exports');
    await workbench.sideBar.row(shortName(name)).waitFor();
    await takePicture(workbench, 'tree');
    await workbench.sideBar.inlineAction(shortName(name), 'Open');
    await workbench.editor.tab(name).waitFor();
    await workbench.editor.waitForText(/person_name_firstName,person_name_lastName/);
    assert.equal((await workbench.editor.lines()).join('\n'), preview);
  });

  it('says of the object that it is verified, and verifies it again', async () => {
    const [key = ''] = (await fixture.objects()).keys();
    const label = shortName(key.slice('daily/'.length));
    assert.match(await workbench.sideBar.row(label).innerText(), / · verified$/);
    await workbench.sideBar.contextMenu(label, 'Verify Delivery');
    const said = await workbench.notifications.message(/Unchanged since its delivery/);
    assert.match(said, /today \d\d:\d\d: s3:\/\/acme-exports\/daily\/.*store's own checksum/);
    await workbench.notifications.press(/Unchanged since its delivery/, 'Verify Whole Content');
    await workbench.notifications.message(/All of its content was read/);
  });

  it('says that it changed when somebody wrote it again, and then that it is gone', async () => {
    const [[key = '', text = ''] = []] = await fixture.objects();
    const label = shortName(key.slice('daily/'.length));
    await fixture.putObjects([key]);
    await workbench.run('S3 Destinations: Verify Delivery');
    await workbench.quickInput.pick(label);
    const changed = await workbench.notifications.message(/Changed since its delivery/);
    assert.match(changed, /Its size in bytes is 1; it was [\d,]+\. Last modified today/);
    await workbench.sideBar.rows.filter({ hasText: 'changed since delivery' }).waitFor();
    await fixture.removeObject(key);
    await workbench.sideBar.contextMenu(label, 'Verify Delivery');
    await workbench.notifications.message(/Gone since its delivery/);
    await workbench.sideBar.row('Nothing delivered yet').waitFor();
    await fixture.putObjects([key], text);
  });

  it('stops a slow push at Cancel and leaves the bucket as it was', async () => {
    fixture.write('slow.ndjson', `{"text":"${'x'.repeat(1000)}"}\n`.repeat(30_000));
    const before = await fixture.objects();
    fixture.endpoint.setBytesPerSecond(1_000_000);
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu('slow.ndjson', 'Push Export…');
    await workbench.quickInput.pick('Acme exports');
    await workbench.dialog.press('Push');
    while ((await fixture.unfinishedUploads()).length === 0) await workbench.page.waitForTimeout(50);
    await workbench.notifications.press(/^Pushing slow/, 'Cancel');
    await workbench.waitForStatus('Cancelled. Nothing was written to the bucket.');
    fixture.endpoint.setBytesPerSecond(undefined);
    assert.deepEqual(await fixture.objects(), before);
    assert.deepEqual(await fixture.unfinishedUploads(), []);
  });

  it('names the place of a line that is not JSON, and goes there', async () => {
    fixture.write('broken.ndjson', '{"a":1}\n{"a": oops}\n');
    await workbench.sideBar.contextMenu('broken.ndjson', 'Preview Export');
    await page.problem(/Line 2, column 7 of the segment file is not JSON.*oops/).waitFor();
    await page.press('Go to Line 2');
    await workbench.editor.waitForText('oops');
  });

  it('shows the secret nowhere: not in files, the log, or the page', async () => {
    await workbench.run('S3 Destinations: Show Log');
    await workbench.output.waitForText('push to acme-exports');
    const page = await Promise.all(workbench.page.frames().map((frame) => frame.content()));
    assert.ok(!page.some((text) => text.includes(accessKey.secretAccessKey)));
    const { dataFolder } = session.server;
    assert.notEqual(
      filesWith(dataFolder, 'push to acme-exports').length,
      0,
      'the log is among the files looked at',
    );
    assert.deepEqual(filesWith(dataFolder, accessKey.secretAccessKey), []);
    assert.deepEqual(filesWith(dataFolder, 'oops'), []);
  });

  it('keeps the key across a reload', async () => {
    await workbench.reload();
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.inlineAction('Acme exports', 'Check Connection');
    await workbench.notifications.message('Acme exports is ready');
  });

  it('removes a destination after asking, with its key', async () => {
    await workbench.sideBar.contextMenu('Acme exports', 'Remove Destination…');
    assert.match((await workbench.dialog.text()).message, /Acme exports/);
    await workbench.dialog.press('Remove');
    await workbench.sideBar.welcome('Add Destination').waitFor();
    assert.doesNotMatch(settingsFile(), /acme-exports/);
    assert.equal((await fixture.objects()).size, 1);
  });
});
