// What a person does with destinations and their objects: by the keyboard and by the mouse, with the questions that come
// before what cannot be undone, and before anything in production.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';
import { until } from './previews';

const environment = {
  AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
};

describe('destinations and their objects', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    await fixture.putObjects(['daily/a.csv', 'daily/b.csv', 'daily/c.csv'], 'id\n1\n');
    const common = {
      ...{ bucket, endpoint: fixture.endpoint.url, pathStyle: true },
      credentials: { type: 'default' },
    };
    const destinations = {
      acme: { ...common, folderPath: 'daily' },
      partner: { ...common, folderPath: 'partner' },
    };
    session = await openWorkbench({
      folder: fixture.workspace,
      env: environment,
      settings: { 's3Destinations.destinations': destinations },
      viewport: { width: 1400, height: 900 },
    });
    workbench = session.workbench;
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.expand('acme');
    await workbench.sideBar.row('a.csv').waitFor();
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const settingsFile = () => readFileSync(join(session.server.dataFolder, 'User/settings.json'), 'utf8');
  const inWorkspace = (name: string) => join(fixture.workspace, name);
  const order = async (): Promise<string[]> =>
    (await workbench.sideBar.labels()).filter((label) => ['acme', 'partner'].includes(label));

  it('downloads an object, from the menu by the keyboard', async () => {
    const before = readdirSync(fixture.workspace);
    await workbench.sideBar.contextMenuByKeyboard('a.csv', 'Download…');
    await workbench.quickInput.step('Download a.csv');
    // The dialog first finds out what it proposes, and would add that to what is typed before.
    await workbench.quickInput.waitForValue(inWorkspace('a.csv'));
    await workbench.quickInput.type(inWorkspace('saved.csv'));
    await workbench.quickInput.accept();
    await workbench.notifications.message('Downloaded saved.csv (5 bytes).');
    assert.equal(readFileSync(inWorkspace('saved.csv'), 'utf8'), 'id\n1\n');
    assert.deepEqual(readdirSync(fixture.workspace).sort(), [...before, 'saved.csv'].sort());
    await workbench.notifications.close('Downloaded');
  });

  it('copies a presigned address, and shows it nowhere', async () => {
    const url = await workbench.copied(async () => {
      await workbench.sideBar.contextMenu('a.csv', 'Copy Presigned URL…');
      await workbench.quickInput.choose(/Copy Presigned URL/, '1 hour');
    });
    assert.equal(await (await fetch(url)).text(), 'id\n1\n');
    const said = await workbench.notifications.message('Whoever has the address can read a.csv until then');
    assert.doesNotMatch(said, /X-Amz/);
    await workbench.notifications.close('Whoever has the address');
  });

  it('deletes an object, once it is confirmed', async () => {
    await workbench.sideBar.contextMenu('b.csv', 'Delete…');
    const { message, detail } = await workbench.dialog.text();
    assert.equal(message, 'Delete b.csv?');
    assert.match(detail, /s3:\/\/acme-exports\/daily\/b\.csv\n5 bytes · today .*\nDestination: acme, bucket/);
    await workbench.screenshot('delete');
    await workbench.dialog.press('Delete');
    await workbench.notifications.message('Deleted b.csv.');
    await workbench.sideBar.row('b.csv').waitFor({ state: 'detached' });
    assert.deepEqual([...(await fixture.objects()).keys()], ['daily/a.csv', 'daily/c.csv']);
  });

  it('leaves an object that somebody replaced while the question stood', async () => {
    await workbench.sideBar.contextMenu('c.csv', 'Delete…');
    await workbench.dialog.text();
    await fixture.putObjects(['daily/c.csv'], 'id\n2\n');
    await workbench.dialog.press('Delete');
    await workbench.notifications.message('"daily/c.csv" was not deleted.');
    assert.equal((await fixture.objects()).get('daily/c.csv'), 'id\n2\n');
  });

  it('marks a destination as production, in words and in settings', async () => {
    await workbench.sideBar.contextMenu('acme', 'Mark as Production');
    await workbench.sideBar.rows.filter({ hasText: 'production · s3://acme-exports/daily' }).waitFor();
    assert.match(settingsFile(), /"production": true/);
    await workbench.screenshot('production');
  });

  it('says what no longer runs by itself to what is marked as production, and allows it', async () => {
    const definition = { segment: { source: 'none.ndjson' }, destination: 'partner' };
    const schedule = { frequency: 'once', startDate: '2099-01-01' };
    writeFileSync(inWorkspace('later.s3export.json'), JSON.stringify({ ...definition, schedule }));
    await workbench.sideBar.expand('partner');
    await workbench.sideBar.expand('Exports');
    await workbench.sideBar.row('later').waitFor();
    await workbench.sideBar.contextMenu('partner', 'Mark as Production');
    await workbench.notifications.message('Exports no longer run to partner by their schedules');
    await workbench.screenshot('production without schedules');
    assert.doesNotMatch(settingsFile(), /"unattended"/);
    await workbench.notifications.press('Exports no longer run to partner', 'Allow Schedules');
    await until(settingsFile, (text) => text.includes('"unattended": true'));
  });

  it('orders destinations by the keyboard', async () => {
    await workbench.sideBar.titleAction('Collapse All');
    assert.deepEqual(await order(), ['acme', 'partner']);
    const { page, sideBar } = workbench;
    const before = settingsFile();
    await sideBar.contextMenuByKeyboard('partner', 'Move Up');
    await page.locator('.monaco-list-row[data-index="0"]', { hasText: 'partner' }).waitFor();
    assert.deepEqual(await order(), ['partner', 'acme']);
    assert.equal(settingsFile(), before);
  });

  it('orders them by the mouse, and keeps the order', async () => {
    const { page, sideBar } = workbench;
    const isFirst = (label: string) => sideBar.row(label).and(page.locator('[data-index="0"]'));
    await sideBar.titleAction('Collapse All');
    await sideBar.drag('acme', 'partner');
    await isFirst('acme').waitFor();
    await sideBar.settled();
    assert.deepEqual(await order(), ['acme', 'partner']);
    await sideBar.drag('acme', 'partner');
    await isFirst('partner').waitFor();
    await workbench.reload();
    await sideBar.open('S3 Destinations');
    await isFirst('partner').waitFor();
    assert.deepEqual(await order(), ['partner', 'acme']);
    await workbench.screenshot('ordered');
  });

  it('pushes a file that is dragged from the explorer, in production once the bucket is named', async () => {
    const { sideBar, quickInput, dialog } = workbench;
    await workbench.run('View: Move View');
    await quickInput.pick('S3 Destinations');
    await quickInput.pick('Explorer');
    await sideBar.open('Explorer');
    await sideBar.row('acme').waitFor();
    await sideBar.drag('churn-risk.csv', 'acme');
    assert.equal((await dialog.text()).message, 'Push churn-risk to acme (production)?');
    await dialog.press('Push');
    await quickInput.step('Push churn-risk to acme (production)?');
    await quickInput.type('acme-');
    await quickInput.waitForMessage('Still missing: exports');
    await quickInput.accept();
    await workbench.screenshot('type-bucket');
    await quickInput.type(bucket);
    await quickInput.accept();
    await workbench.notifications.message(/Delivered and verified: s3:\/\/acme-exports\/daily\//);
    const pushed = [...(await fixture.objects()).keys()].filter((key) => key.includes('churn-risk'));
    assert.equal(pushed.length, 1);
  });

  it('says what is wrong with another file that is dropped', async () => {
    await workbench.sideBar.drag('README.md', 'partner');
    await workbench.notifications.message('README.md is neither a segment file nor an export definition.');
  });
});
