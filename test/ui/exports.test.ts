// The exports in the tree: what each row says, that it follows its file, and that a keyboard is enough.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, bucket, segmentFile, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';
import { widenSideBar } from './pictures';
import { takeInAllThemes } from './themes';

const daily = { frequency: 'daily', time: '06:00' };
const definitions = {
  luxury: { destination: 'acme', fileName: 'luxury', schedule: daily },
  churn: { destination: 'acme', schedule: { ...daily, enabled: false } },
  adhoc: { destination: 'acme' },
  typo: { destination: 'acme', fileName: '%NO_SUCH_MACRO%' },
  lost: { destination: 'gone' },
};

const focusOnTree = 'S3 Destinations: Focus on S3 Destinations View';

describe('exports in the tree', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    for (const [name, definition] of Object.entries(definitions)) define(name, definition);
    fixture.write('broken.s3export.json', '{');
    const { url: endpoint } = fixture.endpoint;
    const common = { bucket, endpoint, pathStyle: true, credentials: { type: 'default' } };
    const destinations = {
      acme: { ...common, name: 'Acme exports', folderPath: 'daily' },
      partner: { ...common, name: 'Partner', folderPath: 'partner' },
    };
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: { 's3Destinations.destinations': destinations },
      env: { AWS_ACCESS_KEY_ID: accessKey.accessKeyId, AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    await widenSideBar(workbench);
    await workbench.sideBar.open('S3 Destinations');
    // All rows are there: what is found late shows the roots anew.
    await workbench.sideBar.row('Exports without a destination').waitFor();
    await workbench.sideBar.expand('Acme exports');
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const define = (name: string, more: object): void =>
    fixture.write(`${name}.s3export.json`, JSON.stringify({ segment: { source: segmentFile }, ...more }));

  /** Waits until a row says so, as it stands there or as it is read out. */
  const says = async (label: string, text: RegExp): Promise<void> => {
    await workbench.sideBar.row(label).filter({ hasText: text }).waitFor();
  };

  it('have their schedule, or what is wrong with them, below their destination', async () => {
    await says('luxury', /daily 06:00 UTC · next in /);
    await says('churn', /paused/);
    await says('adhoc', /by hand/);
    await says('typo', /%NO_SUCH_MACRO%, which is not known/);
    const { sideBar } = workbench;
    await sideBar.row('Nothing delivered yet').waitFor();
    await sideBar.expand('Exports without a destination');
    await says('broken', /cannot be used. It is not JSON/);
    await says('lost', /"gone", which is not there/);
    const label = await sideBar.row('typo').getAttribute('aria-label');
    assert.match(label ?? '', /^Warning, export typo: /);
    await sideBar.pointAt('luxury');
    const tooltip = await workbench.hover('Definition: ');
    assert.match(tooltip, /luxury\.s3export\.json/);
    assert.match(tooltip, /Due next: .+ 06:00:00 UTC\s+Then: .+ 06:00:00 UTC\s+Then: .+ 06:00:00 UTC/);
  });

  it('follow their files, each for itself', async () => {
    const { sideBar } = workbench;
    define('typo', { destination: 'acme', fileName: 'right' });
    await says('typo', /by hand/);
    define('adhoc', { destination: 'partner' });
    await sideBar.row('adhoc').waitFor({ state: 'detached' });
    await sideBar.expand('Partner');
    await says('adhoc', /by hand/);
    rmSync(join(fixture.workspace, 'adhoc.s3export.json'));
    await sideBar.row('adhoc').waitFor({ state: 'detached' });
    await sideBar.row('No exports yet').click();
    await workbench.quickInput.step('Create Export Definition');
    await workbench.quickInput.cancel();
  });

  it('are opened, previewed and pushed by keys alone', async () => {
    const { page, sideBar, editor } = workbench;
    await sideBar.row('churn').click();
    await editor.tab('churn.s3export.json').waitFor();
    await workbench.runByKeyboard(focusOnTree);
    await sideBar.focused('churn').waitFor();
    await page.keyboard.press('ArrowDown');
    await sideBar.focused('luxury').waitFor();
    await page.keyboard.press('Enter');
    await editor.tab('luxury.s3export.json').waitFor();
    await workbench.runByKeyboard(focusOnTree);
    await sideBar.focused('luxury').waitFor();
    await sideBar.chooseByKeys('Preview Export');
    const preview = new Preview(page);
    await preview.header('person_name_firstName').waitFor();
    assert.equal(await preview.page.locator('select.target option:checked').textContent(), 'Acme exports');
    await workbench.runByKeyboard(focusOnTree);
    await sideBar.focused('luxury').waitFor();
    await sideBar.chooseByKeys('Push Export…');
    const { message } = await workbench.dialog.text();
    assert.match(message, /to Acme exports\?/);
    await page.keyboard.press('Enter');
    await workbench.notifications.message(/Delivered and verified: s3:\/\/acme-exports\/daily\/luxury\.csv/);
    await says('luxury', /verified today/);
    await sideBar.row('luxury.csv').waitFor();
    await workbench.notifications.close(/Delivered and verified/);
    await takeInAllThemes(workbench, 'exports');
  });

  it('have an action to push them in the row, and say why a push failed', async () => {
    await fixture.deny('s3:PutObject');
    await workbench.sideBar.inlineAction('churn', 'Push Export…');
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/not allowed/);
    await says('churn', /failed: .*not allowed/);
  });
});
