// A window that is closed in the middle of a push: the next one tells of it, and resumes or aborts it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('a push whose window is closed', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  const text = 'x'.repeat(1000);
  const rows = 30_000;

  before(async () => {
    fixture = await startFixture();
    const acme = { bucket, folderPath: 'daily', endpoint: fixture.endpoint.url, pathStyle: true };
    const destinations = { acme: { name: 'Acme exports', ...acme, credentials: { type: 'default' } } };
    mkdirSync(join(fixture.workspace, '.vscode'));
    const settings = JSON.stringify({ 's3Destinations.destinations': destinations });
    writeFileSync(join(fixture.workspace, '.vscode', 'settings.json'), settings);
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

  /** Begins a push, and loads the window anew when the first part is in the bucket. */
  async function interrupt(name: string): Promise<void> {
    fixture.write(`${name}.ndjson`, `{"text":"${text}"}\n`.repeat(rows));
    const { sideBar, quickInput, dialog, page } = workbench;
    await sideBar.open('Explorer');
    await sideBar.contextMenu(`${name}.ndjson`, 'Push Export…');
    await quickInput.pick('Acme exports');
    fixture.endpoint.setBytesPerSecond(3_000_000);
    await dialog.press('Push');
    const isFirstPart = ({ method, path }: { method: string; path: string }) =>
      method === 'PUT' && path.includes(name) && path.includes('partNumber=');
    while (!fixture.endpoint.requests.some(isFirstPart)) await page.waitForTimeout(50);
    // The other parts are on their way for as long as the window needs to go.
    fixture.endpoint.setBytesPerSecond(10_000);
    await workbench.reload();
    fixture.endpoint.setBytesPerSecond(undefined);
  }

  it('is resumed: the object is whole', async () => {
    await interrupt('resumed');
    assert.equal((await fixture.unfinishedUploads()).length, 1);
    assert.equal((await fixture.objects()).size, 0);
    const { notifications } = workbench;
    const message = await notifications.message(/The push of resumed to acme-exports was interrupted/);
    assert.match(message, /Parts of daily\/amazon-s3_segmentresumed_\d{14}\.csv may remain there/);
    await workbench.screenshot('interrupted');
    await notifications.press(/The push of resumed/, 'Resume');
    await notifications.message(
      /Delivered and verified: s3:\/\/acme-exports\/daily\/amazon-s3_segmentresumed/,
    );
    await workbench.screenshot('resumed');
    const [[, object] = []] = await fixture.objects();
    assert.equal(object, `text\n${`${text}\n`.repeat(rows)}`);
    assert.deepEqual(await fixture.unfinishedUploads(), []);
  });

  it('is aborted: nothing of it remains', async () => {
    await interrupt('aborted');
    await workbench.run('S3 Destinations: Show Interrupted Pushes');
    await workbench.notifications.press(/The push of aborted/, 'Abort');
    await workbench.notifications.message('Aborted. No part of an unfinished file remains in the bucket.');
    assert.deepEqual(await fixture.unfinishedUploads(), []);
    assert.equal((await fixture.objects()).size, 1);
  });

  it('is asked about no more when it is over', async () => {
    await workbench.run('S3 Destinations: Show Interrupted Pushes');
    await workbench.notifications.message('No push was interrupted.');
  });
});
