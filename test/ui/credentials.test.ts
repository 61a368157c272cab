// Credentials beyond a stored key: a key that each window asks for and never stores, and a role that is assumed with it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, bucket, filesWith, role, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('credentials', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  const settingsPath = () => join(fixture.workspace, '.vscode', 'settings.json');

  before(async () => {
    fixture = await startFixture();
    const asked = {
      ...{ bucket, folderPath: 'asked', endpoint: fixture.endpoint.url, pathStyle: true },
      credentials: { type: 'ask' },
    };
    const keyed = { ...asked, folderPath: 'keyed', credentials: { type: 'accessKey' } };
    mkdirSync(join(fixture.workspace, '.vscode'));
    writeFileSync(settingsPath(), JSON.stringify({ 's3Destinations.destinations': { asked, keyed } }));
    session = await openWorkbench({ folder: fixture.workspace });
    workbench = session.workbench;
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const page = (placeholder: string) =>
    workbench.page
      .locator(`.quick-input-widget:visible input.input[placeholder^="${placeholder}"]`)
      .waitFor();
  const unknownKey = () => workbench.sideBar.rows.filter({ hasText: 'is not known yet' });
  const enterKey = async (): Promise<void> => {
    const { quickInput } = workbench;
    await page('Access key id');
    await quickInput.answer(/Enter Access Key for asked/, accessKey.accessKeyId);
    await page('Secret access key');
    assert.equal(await quickInput.isPassword(), true);
    await quickInput.waitForMessage(/memory of this window/);
    await quickInput.answer(/Enter Access Key for asked/, accessKey.secretAccessKey);
  };

  it('are not asked for by the tree itself, whose row says that they are unknown', async () => {
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.expand('asked');
    await unknownKey().waitFor();
    assert.equal(await workbench.page.locator('.quick-input-widget:visible').count(), 0);
  });

  it('are asked for by a command, once, and the tree goes by them then', async () => {
    await workbench.sideBar.inlineAction('asked', 'Check Connection');
    await enterKey();
    await workbench.notifications.message('asked is ready');
    await workbench.sideBar.row('Nothing delivered yet').waitFor();
    await workbench.sideBar.inlineAction('asked', 'Check Connection');
    await workbench.notifications.message('asked is ready');
    assert.equal(await workbench.page.locator('.quick-input-widget:visible').count(), 0);
  });

  it('are stored nowhere, and unknown again after a reload', async () => {
    await workbench.reload();
    assert.deepEqual(filesWith(session.server.dataFolder, accessKey.secretAccessKey), []);
    assert.doesNotMatch(readFileSync(settingsPath(), 'utf8'), new RegExp(accessKey.accessKeyId));
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.expand('asked');
    await unknownKey().waitFor();
  });

  it('are not asked for again when a person leaves, and that is no failure', async () => {
    await workbench.sideBar.inlineAction('asked', 'Check Connection');
    await page('Access key id');
    await workbench.quickInput.cancel();
    await unknownKey().click();
    await enterKey();
    await workbench.notifications.message('is known to this window');
    await workbench.sideBar.row('Nothing delivered yet').waitFor();
    assert.equal(await workbench.page.locator('.notification-toast .codicon-error').count(), 0);
  });

  it('may be those of a role, by two more pages of the same step', async () => {
    const { quickInput } = workbench;
    await workbench.sideBar.contextMenu('asked', 'Edit Destination…');
    await quickInput.step(/Edit Destination.*1\/6/);
    await quickInput.accept();
    await quickInput.step(/2\/6/);
    await quickInput.accept();
    for (const placeholder of [
      'Where is the bucket',
      'https://',
      'How does the store',
      "The bucket's region",
    ]) {
      await page(placeholder);
      await quickInput.accept();
    }
    await page('Which credentials sign');
    await quickInput.pick('Assume a Role…');
    await page('arn:');
    await quickInput.answer(/4\/6/, 'the exporter');
    await quickInput.waitForMessage(/looks like arn:/);
    await quickInput.answer(/4\/6/, role.arn);
    await page('External id');
    await quickInput.answer(/4\/6/, role.externalId);
    await page('Which credentials assume');
    await quickInput.pick('Access Key, Asked Each Time');
    await page('The format');
    await quickInput.accept();
    await quickInput.step(/6\/6/);
    await quickInput.accept();
    await workbench.notifications.message('asked is ready');
    assert.match(readFileSync(settingsPath(), 'utf8'), /"externalId": "acme-1"/);
    assert.ok(fixture.endpoint.requests.some(({ method, path }) => method === 'POST' && path === '/'));
  });

  it('are entered from the failure that lacks them, and what failed is done again', async () => {
    const { quickInput, notifications } = workbench;
    await workbench.sideBar.inlineAction('keyed', 'Check Connection');
    await notifications.press(/keyed/, 'Enter Access Key');
    await page('Access key id');
    await quickInput.answer(/Enter Access Key for keyed/, accessKey.accessKeyId);
    await page('Secret access key');
    await quickInput.waitForMessage(/secret storage/);
    await quickInput.answer(/Enter Access Key for keyed/, accessKey.secretAccessKey);
    await notifications.message('keyed is ready');
  });
});
