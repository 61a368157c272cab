// Check Connection where something is wrong: each message names it and has the button that mends it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKey, bucket, farBucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('checking a connection', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  const settingsFile = () => join(fixture.workspace, '.vscode', 'settings.json');

  before(async () => {
    fixture = await startFixture();
    const common = { endpoint: fixture.endpoint.url, pathStyle: true, credentials: { type: 'default' } };
    const destinations = {
      chosen: { ...common, bucket: farBucket, region: 'us-east-1' },
      found: { ...common, bucket: farBucket },
      denied: { ...common, bucket, folderPath: 'daily' },
    };
    mkdirSync(join(fixture.workspace, '.vscode'));
    writeFileSync(settingsFile(), JSON.stringify({ 's3Destinations.destinations': destinations }));
    session = await openWorkbench({
      folder: fixture.workspace,
      env: {
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    await workbench.sideBar.open('S3 Destinations');
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const regionOf = (id: string) => {
    const settings = JSON.parse(readFileSync(settingsFile(), 'utf8')) as Record<
      string,
      Record<string, { region?: string }>
    >;
    return settings['s3Destinations.destinations']?.[id]?.region;
  };
  const check = (name: string) => workbench.sideBar.inlineAction(name, 'Check Connection');

  it('offers the right region, and uses it', async () => {
    await check('chosen');
    const message = /The bucket is in the region "eu-west-1", not in "us-east-1"/;
    await workbench.notifications.message(message);
    await workbench.notifications.press(message, 'Use eu-west-1');
    await workbench.notifications.message('chosen is ready: writing and reading are allowed');
    assert.equal(regionOf('chosen'), 'eu-west-1');
  });

  it('finds a region that nobody has chosen', async () => {
    await check('found');
    await workbench.notifications.message('found is ready: writing and reading are allowed');
    assert.equal(regionOf('found'), 'eu-west-1');
  });

  it('names what is missing, and copies the policy', async () => {
    await fixture.deny('s3:PutObject');
    await check('denied');
    const message = /Writing to acme-exports\/daily is not allowed\. .*s3:PutObject/;
    await workbench.notifications.message(message);
    await workbench.notifications.press(message, 'Copy Minimal Policy');
    await workbench.page.locator('.statusbar-item', { hasText: 'Copied the policy for denied' }).waitFor();
  });
});
