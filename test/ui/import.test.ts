// Destinations from elsewhere, by the keyboard alone: from AWS profiles, addresses and the clipboard, with conflicts and one
// review; by a link, which asks first; and by hand, where the tree follows settings.json.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

const importTitle = 'Import Destinations';
const command = `S3 Destinations: ${importTitle}…`;

describe('importing destinations', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  /** It is production, and stays so. */
  const old = { acme: { bucket: 'acme-old', production: true } };
  const settingsFile = () => join(fixture.workspace, '.vscode', 'settings.json');
  const setInWorkspace = (destinations: object) =>
    writeFileSync(settingsFile(), JSON.stringify({ 's3Destinations.destinations': destinations }));
  const inWorkspace = () =>
    (JSON.parse(readFileSync(settingsFile(), 'utf8')) as Record<string, unknown>)[
      's3Destinations.destinations'
    ];

  before(async () => {
    fixture = await startFixture();
    mkdirSync(join(fixture.workspace, '.vscode'));
    setInWorkspace(old);
    const config = join(fixture.workspace, 'aws-config');
    const lines = [
      '[default]',
      '[profile minio]',
      'region = us-east-1',
      `endpoint_url = ${fixture.endpoint.url}`,
    ];
    writeFileSync(config, lines.join('\n'));
    session = await openWorkbench({
      folder: fixture.workspace,
      env: { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(fixture.workspace, 'none') },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.row('acme').waitFor();
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const placeholder = (text: string) =>
    workbench.page.locator(`.quick-input-widget:visible input.input[placeholder^="${text}"]`).waitFor();
  /** Chooses a row of the step at hand by typing its name. */
  const chooseByKeyboard = async (label: string): Promise<void> => {
    await workbench.quickInput.type(label);
    await workbench.quickInput.focused(label).waitFor();
    await workbench.quickInput.accept();
  };
  const importFrom = async (source: string): Promise<void> => {
    await workbench.runByKeyboard(command);
    await placeholder('Where are they?');
    await chooseByKeyboard(source);
  };
  const review = () => placeholder('These are added to your settings. Access keys are never imported.');
  const copy = (text: string) =>
    workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

  it('takes addresses, as many as are pasted, and says what is wrong with one', async () => {
    const { quickInput } = workbench;
    await importFrom('Addresses');
    await placeholder('s3://');
    await quickInput.type('s3://Acme');
    await quickInput.waitForMessage(/Address 1 cannot be used/);
    await quickInput.type(`s3://${bucket}/daily https://acme-europe.s3.eu-west-1.amazonaws.com/`);
    await quickInput.accept();
    await review();
    await workbench.screenshot('import review');
    await quickInput.accept();
    await workbench.notifications.message('2 destinations were imported.');
    await workbench.sideBar.row(`${bucket}/daily`).waitFor();
    await workbench.sideBar.row('acme-europe').waitFor();
  });

  it('takes an AWS profile, and asks for the bucket', async () => {
    const { quickInput } = workbench;
    await importFrom('AWS Profile');
    await placeholder('The profile');
    await chooseByKeyboard('minio');
    await placeholder('Bucket name');
    await quickInput.answer(importTitle, bucket);
    await review();
    await quickInput.accept();
    await workbench.notifications.message(`The destination ${bucket} was imported.`);
    await workbench.sideBar.row(bucket).waitFor();
    const copied = await workbench.copied(() =>
      workbench.sideBar.contextMenu(bucket, 'Copy Destination as JSON'),
    );
    assert.deepEqual(JSON.parse(copied), {
      [bucket]: {
        ...{ name: bucket, bucket, region: 'us-east-1' },
        credentials: { type: 'profile', profile: 'minio' },
        ...{ endpoint: fixture.endpoint.url, pathStyle: true },
      },
    });
  });

  it('asks about an id that is taken, writes where it stands, and changes nothing when left', async () => {
    const { quickInput } = workbench;
    await copy(JSON.stringify({ acme: { name: 'Acme new', bucket: 'acme-new' } }));
    await importFrom('Clipboard');
    await placeholder('There is a destination');
    await workbench.screenshot('import conflict');
    await quickInput.cancel();
    assert.deepEqual(inWorkspace(), old);
    await importFrom('Clipboard');
    await placeholder('There is a destination');
    await chooseByKeyboard('Replace');
    await review();
    await quickInput.accept();
    await workbench.sideBar.row('Acme new').waitFor();
    assert.deepEqual(inWorkspace(), { acme: { name: 'Acme new', bucket: 'acme-new', production: true } });
  });

  it('keeps what was typed in the wizard while settings cannot be written', async () => {
    const { quickInput } = workbench;
    const edit = async (): Promise<void> => {
      await workbench.sideBar.contextMenu('Acme new', 'Edit Destination…');
      await quickInput.step(/Edit Destination.*1\/6/);
    };
    const right = readFileSync(settingsFile(), 'utf8');
    writeFileSync(settingsFile(), `${right} x`);
    await edit();
    await quickInput.answer(/1\/6/, 'acme-newer');
    await quickInput.step(/2\/6/);
    await quickInput.accept();
    const pages = [
      'Where is the bucket',
      "The bucket's region",
      'Which credentials sign',
      'The format',
      'Name',
    ];
    for (const page of pages) {
      await placeholder(page);
      await quickInput.accept();
    }
    await workbench.notifications.message(/The settings were not changed/);
    writeFileSync(settingsFile(), right);
    await edit();
    assert.equal(await quickInput.box.inputValue(), 'acme-newer');
    await quickInput.cancel();
  });

  it('takes a file, also a whole settings file, and names what is there already', async () => {
    const { quickInput } = workbench;
    const file = join(fixture.workspace, 'destinations.json');
    const settings = {
      'editor.tabSize': 2,
      's3Destinations.destinations': { filed: { bucket: 'acme-filed' } },
    };
    writeFileSync(file, JSON.stringify(settings));
    await importFrom('File…');
    await quickInput.answer(importTitle, file);
    await review();
    await quickInput.accept();
    await workbench.sideBar.row('filed').waitFor();
    await importFrom('File…');
    await quickInput.answer(importTitle, file);
    await workbench.notifications.message(/These destinations are registered already/);
  });

  it('refuses a secret, and says where it belongs', async () => {
    await copy(JSON.stringify({ leak: { bucket: 'acme-leak', secretAccessKey: 'hunter2' } }));
    await importFrom('Clipboard');
    const message = await workbench.notifications.message(/No destination was imported/);
    assert.match(message, /secret storage/);
    assert.doesNotMatch(message, /hunter2/);
  });

  it('asks before it follows a link, and fills the wizard in', async () => {
    const { quickInput, dialog } = workbench;
    const link = await workbench.copied(() =>
      workbench.sideBar.contextMenu(bucket, 'Copy Link to Add Destination'),
    );
    const open = async (url: string): Promise<void> => {
      await workbench.runByKeyboard('Developer: Open URL');
      await quickInput.type(url);
      await quickInput.accept();
      // VS Code asks by itself, too, whether the extension may open a link. Our question may take the place of its own.
      const allow = workbench.page.locator('.monaco-dialog-box', { hasText: 'Allow' });
      await allow.locator('.monaco-button', { hasText: /^Open$/ }).click();
    };
    await open(`${link}&secretAccessKey=hunter2`);
    await workbench.notifications.message(/"secretAccessKey".*never carries secrets/);
    await open(link);
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Add a destination' }).waitFor();
    const { message, detail } = await dialog.text();
    assert.match(message, new RegExp(`Add a destination for the bucket ${bucket}`));
    assert.match(detail, new RegExp(`The store is ${new URL(fixture.endpoint.url).host}`));
    assert.match(detail, /anybody can have made it/);
    await workbench.screenshot('import link');
    await dialog.press('Continue');
    await quickInput.step(/Add Destination.*1\/6/);
    assert.equal(await quickInput.box.inputValue(), bucket);
    await quickInput.cancel();
    // Whoever has left what a stranger had filled in does not find it again.
    await workbench.runByKeyboard('S3 Destinations: Add Destination…');
    await quickInput.step(/Add Destination.*1\/6/);
    assert.equal(await quickInput.box.inputValue(), '');
    await quickInput.cancel();
  });

  it('lets the tree follow what is typed into settings.json', async () => {
    setInWorkspace({ acme: { name: 'Acme by hand', bucket: 'acme-new' } });
    await workbench.sideBar.row('Acme by hand').waitFor();
    setInWorkspace({ acme: { name: 'Acme by hand', bucket: 'Acme' } });
    await workbench.sideBar.rows.filter({ hasText: 'only lowercase letters' }).waitFor();
    setInWorkspace({});
    await workbench.sideBar.row('acme').waitFor({ state: 'detached' });
  });
});
