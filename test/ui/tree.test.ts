// The tree beyond the main job: what is wrong is a row that says why, with a way on; long lists come in pages; and the
// workspace's own destinations wait for trust.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

const environment = {
  AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
};

/** Lets the workspace's own settings define destinations. */
function defineInWorkspace({ workspace, endpoint }: Fixture): void {
  const common = { endpoint: endpoint.url, pathStyle: true, credentials: { type: 'default' } };
  const destinations = {
    many: { ...common, bucket, folderPath: 'many' },
    empty: { ...common, bucket, folderPath: 'empty' },
    missing: { ...common, bucket: 'no-such-bucket' },
    keyless: { ...common, bucket, credentials: { type: 'accessKey' } },
    broken: { bucket: 'Bad_Name' },
  };
  mkdirSync(join(workspace, '.vscode'));
  const text = JSON.stringify({ 's3Destinations.destinations': destinations });
  writeFileSync(join(workspace, '.vscode', 'settings.json'), text);
}

describe('tree', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    defineInWorkspace(fixture);
    await fixture.putObjects(
      Array.from({ length: 205 }, (_, index) => `many/export-${String(index).padStart(3, '0')}.csv`),
    );
    session = await openWorkbench({
      folder: fixture.workspace,
      env: environment,
      trust: true,
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  /** Rows out of sight are not in the page: the wheel turns until one is. */
  const scrollTo = async (row: Locator, pixels: number) => {
    for (let turn = 0; turn < 300 && !(await row.isVisible()); turn++) {
      await workbench.page.mouse.wheel(0, pixels);
      await workbench.page.waitForTimeout(10);
    }
    await row.waitFor();
  };

  it('ignores the destinations of a workspace that is not trusted', async () => {
    await workbench.dialog.press("No, I don't trust the authors");
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.welcome('Add Destination').waitFor();
    await workbench.sideBar.welcome('Manage Workspace Trust').waitFor();
    await workbench.screenshot('restricted welcome');
    assert.deepEqual(await workbench.sideBar.labels(), []);
  });

  it('shows them once the workspace is trusted', async () => {
    await workbench.run('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await workbench.sideBar.row('many').waitFor();
    // The page of the trust editor lies over the window and hears no keys for a while; a reload ends it for sure.
    await workbench.reload();
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.row('many').waitFor();
    assert.deepEqual(await workbench.sideBar.labels(), ['many', 'empty', 'missing', 'keyless', 'broken']);
  });

  it('says what is wrong with a destination in settings', async () => {
    const text = await workbench.sideBar.row('broken').innerText();
    assert.match(text, /only lowercase letters/);
  });

  it('loads a long list in pages and says that there is more', async () => {
    await workbench.sideBar.expand('many');
    const more = workbench.sideBar.row('Load More…');
    await workbench.sideBar.row('export-199.csv').hover();
    await scrollTo(more, 1000);
    assert.match(await more.innerText(), /newest of the first 200 by name/);
    await more.click();
    await more.waitFor({ state: 'detached' });
    await scrollTo(workbench.sideBar.row('export-204.csv'), -1000);
  });

  it('says that it is loading while a store takes its time', async () => {
    fixture.endpoint.setDelay(3000);
    await workbench.sideBar.titleAction('Collapse All');
    await workbench.run('S3 Destinations: Refresh');
    await workbench.sideBar.expand('empty');
    await workbench.sideBar.row('Loading…').waitFor();
    fixture.endpoint.setDelay(0);
    await workbench.sideBar.row('Nothing delivered yet').waitFor();
  });

  it('says that nothing was delivered, why a bucket cannot be listed, and what to do without a key', async () => {
    const { sideBar, page } = workbench;
    await sideBar.titleAction('Collapse All');
    await sideBar.expand('empty');
    await sideBar.expand('Delivered');
    await sideBar.row('Nothing delivered yet').waitFor();
    await sideBar.expand('missing');
    await sideBar.rows.filter({ hasText: 'no-such-bucket' }).nth(1).waitFor();
    // What cannot be listed takes no export away.
    await sideBar.row('No exports yet').waitFor();
    await sideBar.expand('keyless');
    const keyless = sideBar.rows.filter({ hasText: 'has no access key' });
    await keyless.click();
    await page.locator('.quick-input-widget:visible input[placeholder^="Access key id"]').waitFor();
    await workbench.quickInput.cancel();
  });

  it('shows everything but secrets in a tooltip', async () => {
    await workbench.sideBar.pointAt('empty');
    const text = await workbench.hover('Folder path');
    assert.match(text, new RegExp(`Bucket: ${bucket}`));
    assert.match(text, /Folder path: empty/);
    assert.doesNotMatch(text, new RegExp(accessKey.secretAccessKey));
  });
});
