// A workspace that is not trusted: it can be looked at, but nothing in it decides where data goes or what is read elsewhere.
// Trusting it brings all of that, without a reload.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

const environment = {
  AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
};

/** A repository that would like to say where data goes, and to read beside itself. */
function writeRepository(fixture: Fixture): void {
  const { workspace, endpoint } = fixture;
  const common = { endpoint: endpoint.url, pathStyle: true, credentials: { type: 'default' }, bucket };
  const settings = {
    's3Destinations.destinations': { 'of-the-workspace': { ...common, folderPath: 'elsewhere' } },
    's3Destinations.input': { delimiter: ';' },
  };
  mkdirSync(join(workspace, '.vscode'));
  fixture.write('.vscode/settings.json', JSON.stringify(settings));
  fixture.write('people.csv', 'a,b;c\n1,2;3\n');
  fixture.write(
    'people.s3export.json',
    JSON.stringify({ segment: { source: 'people.csv' }, destination: 'partner' }),
  );
  writeFileSync(join(dirname(workspace), 'outside.csv'), 'secret\nof another folder\n');
  symlinkSync(join(dirname(workspace), 'outside.csv'), join(workspace, 'link.csv'));
  fixture.write('outside.s3export.json', JSON.stringify({ segment: { source: '../outside.csv' } }));
  fixture.write('linked.s3export.json', JSON.stringify({ segment: { source: 'link.csv' } }));
}

describe('a workspace that is not trusted', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  let preview: Preview;

  before(async () => {
    fixture = await startFixture();
    writeRepository(fixture);
    const common = {
      endpoint: fixture.endpoint.url,
      pathStyle: true,
      credentials: { type: 'default' },
      bucket,
    };
    const destinations = {
      acme: { ...common, name: 'Acme exports', folderPath: 'daily' },
      partner: { ...common, name: 'Partner', folderPath: 'partner' },
    };
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: { 'explorer.autoReveal': false, 's3Destinations.destinations': destinations },
      env: environment,
      trust: true,
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    preview = new Preview(workbench.page);
    await workbench.dialog.press("No, I don't trust the authors");
  });
  after(async () => {
    await session?.stop();
    await fixture?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const waiting = 'Waiting for trust';

  const open = async (name: string): Promise<void> => {
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu(name, 'Preview Export');
    await preview.waitForFile(name);
  };

  it('has no destinations of its own, and the view says that they wait', async () => {
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.row('Partner').waitFor();
    await workbench.sideBar.row(waiting).waitFor();
    assert.ok(!(await workbench.sideBar.labels()).includes('of-the-workspace'));
    await workbench.screenshot('restricted destinations');
  });

  it('is previewed, by its own files alone', async () => {
    await open('people.csv');
    // Its settings of how files are read do not count.
    assert.deepEqual((await preview.values(1)).slice(2), ['1', '2;3']);
    await open('people.s3export.json');
    await preview.row(1).waitFor();
    assert.equal(await preview.page.locator('select.target option[value="named"]').count(), 0);
    for (const name of ['outside.s3export.json', 'linked.s3export.json']) {
      await open(name);
      await preview.problem(/lies outside of the workspace/).waitFor();
    }
    await workbench.screenshot('restricted preview');
  });

  it('asks where its export goes, and says why', async () => {
    await workbench.sideBar.open('Explorer');
    await workbench.sideBar.contextMenu('people.s3export.json', 'S3 Destinations', 'Dry Run…');
    const { quickInput, dialog } = workbench;
    await quickInput.step('Dry Run');
    assert.match((await quickInput.box.getAttribute('placeholder')) ?? '', /not trusted/);
    await workbench.screenshot('restricted question');
    await quickInput.pick('Acme exports');
    const { message, detail } = await dialog.text();
    assert.match(message, /Dry run of people to Acme exports/);
    assert.match(detail, /s3:\/\/acme-exports\/daily\//);
    await dialog.press('OK');
  });

  it('has all of that as soon as it is trusted', async () => {
    const { page, sideBar, editor, dialog } = workbench;
    await sideBar.open('S3 Destinations');
    await sideBar.row(waiting).click();
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    // The editor lies over the window; a click beside it closes it.
    const above = page.locator('.monaco-modal-editor-block');
    await above.click({ position: { x: 5, y: 5 } });
    await above.waitFor({ state: 'detached' });
    await sideBar.row(waiting).waitFor({ state: 'detached' });
    await sideBar.row('of-the-workspace').waitFor();
    // The preview of what lies outside has waited, too.
    await editor.tab('linked.s3export.json').click();
    await preview.waitForFile('linked.s3export.json');
    assert.deepEqual((await preview.values(1)).slice(2), ['of another folder']);
    // So has the setting of how files are read.
    await editor.tab('people.csv').click();
    await preview.waitForFile('people.csv');
    await preview.header('a,b').waitFor();
    assert.deepEqual((await preview.values(1)).slice(2), ['1,2', '3']);
    await editor.tab('people.s3export.json').click();
    await preview.waitForFile('people.s3export.json');
    await preview.page.locator('select.target').selectOption('named');
    await preview.waitForFact('key', /^partner\//);
    await workbench.screenshot('trusted preview');
    await preview.press('Dry Run');
    assert.match((await dialog.text()).message, /Dry run of people to Partner/);
    await dialog.press('OK');
    assert.equal((await fixture.objects()).size, 0);
  });
});
