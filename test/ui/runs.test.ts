// The Runs view as a person uses it: what became of each push, the way on from there, and one push of an export at a time.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('the Runs view', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    const acme = { bucket, folderPath: 'daily', endpoint: fixture.endpoint.url, pathStyle: true };
    const destinations = { acme: { name: 'Acme exports', ...acme, credentials: { type: 'default' } } };
    mkdirSync(join(fixture.workspace, '.vscode'));
    const settings = JSON.stringify({ 's3Destinations.destinations': destinations });
    writeFileSync(join(fixture.workspace, '.vscode', 'settings.json'), settings);
    fixture.write('small.csv', 'a,b\n1,2\n3,4\n');
    fixture.write('large.ndjson', `{"text":"${'x'.repeat(1000)}"}\n`.repeat(20_000));
    const env = {
      AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
    };
    session = await openWorkbench({ folder: fixture.workspace, env });
    workbench = session.workbench;
  });
  after(async () => {
    await session?.stop();
    await fixture?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const pane = (): Locator =>
    workbench.page.locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Runs"]') });
  /** The first row that says so. */
  const row = (text: string | RegExp): Locator =>
    pane().locator('.monaco-list-row').filter({ hasText: text }).first();
  const push = async (file: string): Promise<void> => {
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu(file, 'Push Export…');
    await workbench.quickInput.pick('Acme exports');
  };
  const showRuns = async (): Promise<void> => {
    await workbench.sideBar.open('S3 Destinations');
    const header = pane().locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  };

  it('is there, closed, and says when it is empty what it is for', async () => {
    await workbench.sideBar.open('S3 Destinations');
    assert.equal(await pane().locator('.pane-header').getAttribute('aria-expanded'), 'false');
    await showRuns();
    await pane()
      .locator('.welcome-view-content', { hasText: 'Pushes show here when they are over' })
      .waitFor();
  });

  it('has a push as soon as it is over, with all figures in its tooltip', async () => {
    await push('small.csv');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified/);
    await showRuns();
    await row(/2 rows · .* · verified · Acme exports/).waitFor();
    await row('small').hover();
    const tooltip = await workbench.hover('Rows');
    assert.match(tooltip, /s3:\/\/acme-exports\/daily\/amazon-s3_segmentsmall_\d{14}\.csv/);
    assert.match(tooltip, /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    await workbench.screenshot('runs');
  });

  it('opens the record of a run, and its receipt', async () => {
    await row('small').click();
    await workbench.editor.tab('small.run.json').waitFor();
    await workbench.editor.waitForText('"outcome": "verified"');
    await row('small').hover();
    await row('small').locator('.action-label[aria-label^="Show Receipt"]').click();
    await workbench.editor.tab('.receipt.json').waitFor();
  });

  it('says why a push failed, and pushes again from there after the usual question', async () => {
    await fixture.deny('s3:PutObject');
    await push('small.csv');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/not allowed|denied/i);
    await showRuns();
    await row(/failed: /).waitFor();
    await workbench.screenshot('runs failed');
    // Another policy takes the place of that one.
    await fixture.deny('s3:DeleteObject');
    await row(/failed: /).hover();
    await row(/failed: /)
      .locator('.action-label[aria-label^="Retry Push"]')
      .click();
    assert.match((await workbench.dialog.text()).message, /Push small to Acme exports\?/);
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified/);
    await pane().locator('.monaco-list-row').filter({ hasText: 'verified' }).nth(1).waitFor();
  });

  it('has a push that was cancelled; the same export is not pushed a second time meanwhile', async () => {
    fixture.endpoint.setBytesPerSecond(300_000);
    await push('large.ndjson');
    await workbench.dialog.press('Push');
    await workbench.notifications.message('Pushing large to Acme exports');
    await push('large.ndjson');
    await workbench.notifications.message('large is being pushed to Acme exports already.');
    await workbench.notifications.press('is being pushed to Acme exports already', 'Show Progress');
    const progress = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'Pushing large to Acme exports',
    });
    await workbench.screenshot('runs second push');
    await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await showRuns();
    await row(/large.*cancelled · Acme exports/).waitFor();
    fixture.endpoint.setBytesPerSecond(undefined);
  });

  it('forgets a run, or all of them', async () => {
    await workbench.sideBar.contextMenu('large', 'Remove from List');
    await row('large').waitFor({ state: 'detached' });
    await workbench.run('S3 Destinations: Clear Runs');
    await workbench.dialog.press('Clear');
    await pane().locator('.welcome-view-content', { hasText: 'Pushes show here' }).waitFor();
  });
});
