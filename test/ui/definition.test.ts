// An export definition as a person works with it: made from a segment file, edited, previewed and pushed; and several files.
import assert from 'node:assert/strict';
import { accessKey, bucket, segmentFile, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';
import { takePicture, widenSideBar } from './pictures';

const definitionFile = segmentFile.replace('.ndjson', '.s3export.json');

describe('export definition', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    const { url: endpoint } = fixture.endpoint;
    const credentials = { type: 'default' };
    const acme = {
      name: 'Acme exports',
      bucket,
      folderPath: 'daily',
      endpoint,
      pathStyle: true,
      credentials,
    };
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: {
        'editor.wordWrap': 'off',
        'editor.minimap.enabled': false,
        'explorer.autoReveal': false,
        's3Destinations.destinations': { 'acme-exports': acme, partner: { bucket: 'partner' } },
      },
      env: {
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    await widenSideBar(workbench);
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const key = /^daily\/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_\d{14}\.csv$/;

  it('is created from a segment file, edited, previewed and pushed', async () => {
    const { sideBar, editor, page } = workbench;
    await sideBar.open('Explorer');
    await sideBar.contextMenu(segmentFile, 'S3 Destinations', 'Create Export Definition');
    await workbench.quickInput.choose('Create Export Definition', 'Acme exports');
    await editor.tab(definitionFile).waitFor();
    await editor.waitForText('"destination": "acme-exports"');
    await editor.waitForText('{ "path": "person.name.firstName", "header": "person_name_firstName" },');
    await takePicture(workbench, 'definition');

    await editor.selectWord('person_name_firstName');
    await page.keyboard.type('first');
    await page.keyboard.press('Control+S');
    await editor.titleAction('Preview Export');
    await new Preview(page).header('first').waitFor();
    await workbench.screenshot('definition-preview');
    await workbench.run('S3 Destinations: Open Preview as Text Document');
    await editor.waitForText(/^first,person_name_lastName/);
    const preview = (await editor.lines()).join('\n');

    await workbench.run('S3 Destinations: Push Export…');
    const { message, detail } = await workbench.dialog.text();
    assert.match(message, /Push luxury-audience-.* to Acme exports\?/);
    assert.match(detail, /s3:\/\/acme-exports\/daily\/amazon-s3_segment12341e18/);
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified: s3:\/\/acme-exports\/daily\//);
    const [[pushed, text] = [], ...others] = await fixture.objects();
    assert.match(pushed ?? '', key);
    assert.equal(text, preview);
    assert.deepEqual(others, []);
  });

  it('is never overwritten by a new one, which may have no destination yet', async () => {
    const { sideBar, quickInput, notifications, editor } = workbench;
    await sideBar.contextMenu(segmentFile, 'S3 Destinations', 'Create Export Definition');
    await quickInput.choose('Create Export Definition', 'Decide Later');
    await notifications.press(/s3export\.json is there already/, 'Create Another');
    await editor.tab(segmentFile.replace('.ndjson', '-2.s3export.json')).waitFor();
    await editor.waitForText('"header": "person_name_firstName"');
    assert.doesNotMatch((await editor.lines()).join('\n'), /destination/);
    await sideBar.contextMenu(segmentFile, 'S3 Destinations', 'Create Export Definition');
    await quickInput.choose('Create Export Definition', 'Decide Later');
    await notifications.press(/s3export\.json is there already/, 'Open It');
    await editor.waitForText('"header": "first"');
  });

  it('is pushed as several files, which one question and one message tell', async () => {
    const definition = { segment: { source: segmentFile, name: 'Parts' }, fileName: '%SEGMENT_NAME%' };
    const text = JSON.stringify({ ...definition, destination: 'acme-exports', rowsPerFile: 2 });
    fixture.write('parts.s3export.json', text);
    const { sideBar, dialog, notifications } = workbench;
    await sideBar.contextMenu('parts.s3export.json', 'Push Export…');
    const { detail } = await dialog.text();
    assert.match(detail, /Parts\.csv\n.*Parts_2\.csv\n.*Parts_3\.csv\nand \d more\n/);
    await workbench.screenshot('confirm-files');
    await dialog.press('Push');
    await notifications.message(/Delivered and verified: \d files, .*Parts\.csv to Parts_\d\.csv/);
    await workbench.screenshot('delivered-files');
    await sideBar.open('S3 Destinations');
    await sideBar.expand('Acme exports');
    for (const name of ['Parts.csv', 'Parts_2.csv', 'Parts_3.csv']) await sideBar.row(name).waitFor();
  });

  it('tells what is in the bucket when a push of several files is cancelled', async () => {
    fixture.write('slow.ndjson', `{"text":"${'x'.repeat(1000)}"}\n`.repeat(12_000));
    const definition = { segment: { source: 'slow.ndjson' }, fileName: 'slow', rowsPerFile: 1000 };
    fixture.write('slow.s3export.json', JSON.stringify({ ...definition, destination: 'acme-exports' }));
    const { sideBar, dialog, notifications, page } = workbench;
    fixture.endpoint.setBytesPerSecond(1_000_000);
    await sideBar.open('Explorer');
    await sideBar.contextMenu('slow.s3export.json', 'Push Export…');
    await dialog.press('Push');
    while (!(await fixture.objects()).has('daily/slow.csv')) await page.waitForTimeout(50);
    await notifications.press(/^Pushing slow/, 'Cancel');
    const message = await notifications.message(/Only the first .*daily\/slow\.csv/);
    assert.match(message, /The push was cancelled\. They remain in the bucket\./);
    await workbench.screenshot('partly-delivered');
    fixture.endpoint.setBytesPerSecond(undefined);
    assert.equal(await page.getByText('Nothing was written').count(), 0);
    await notifications.press(/Only the first/, 'Copy S3 URIs');
    // The clipboard is filled some moments after the press.
    const copied = async () => String(await page.evaluate('navigator.clipboard.readText()'));
    while (!(await copied()).startsWith('s3://acme-exports/daily/slow.csv')) await page.waitForTimeout(50);
  });
});
