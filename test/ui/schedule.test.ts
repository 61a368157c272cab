// What a window does by itself: exports that are due run in it, nobody is asked, and it says how it stands.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('exports with a schedule', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;
  /** What a program was told, one line for each alert. */
  let alerts: string;

  before(async () => {
    fixture = await startFixture();
    const acme = {
      bucket,
      endpoint: fixture.endpoint.url,
      pathStyle: true,
      credentials: { type: 'default' },
    };
    const destinations = { acme: { name: 'Acme exports', ...acme } };
    mkdirSync(join(fixture.workspace, '.vscode'));
    const settings = JSON.stringify({ 's3Destinations.destinations': destinations });
    writeFileSync(join(fixture.workspace, '.vscode', 'settings.json'), settings);
    fixture.write('audience.csv', 'a,b\n1,2\n');
    define('audience', { frequency: 'onChange' });
    const inThreeHours = new Date(Date.now() + 3 * 3_600_000 + 60_000).toISOString();
    define('nightly', { frequency: 'daily', time: inThreeHours.slice(11, 16) });
    const env = {
      AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
    };
    alerts = join(dirname(fixture.workspace), 'alerts.jsonl');
    const command = ['/bin/sh', '-c', 'cat >> "$1"', 'sh', alerts];
    const userSettings = { 's3Destinations.alerts': [{ on: ['failure', 'success'], command }] };
    session = await openWorkbench({ folder: fixture.workspace, env, settings: userSettings });
    workbench = session.workbench;
  });
  after(async () => {
    await session?.stop();
    await fixture?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  function define(name: string, schedule: object): void {
    const definition = { segment: { source: 'audience.csv', name }, destination: 'acme', schedule };
    fixture.write(`${name}.s3export.json`, JSON.stringify(definition));
  }
  const status = (text: string | RegExp): Locator =>
    workbench.page.locator('.statusbar-item', { hasText: text }).first();
  /** Waits for the object with this content. */
  async function delivered(content: string): Promise<void> {
    while (![...(await fixture.objects()).values()].includes(content))
      await workbench.page.waitForTimeout(200);
  }
  const showRuns = async (): Promise<Locator> => {
    await workbench.sideBar.open('S3 Destinations');
    const pane = workbench.page.locator('.pane', {
      has: workbench.page.locator('.pane-header[aria-label^="Runs"]'),
    });
    const header = pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return pane.locator('.monaco-list-row');
  };

  it('have the next run in the status bar, and all of them in its tooltip', async () => {
    await workbench.waitForStatus('nightly in 3 hr.');
    const item = status('nightly in 3 hr.');
    assert.match(
      (await item.locator('[aria-label]').first().getAttribute('aria-label')) ?? '',
      /^Scheduled exports: nightly in 3 hr\./,
    );
    await item.hover();
    const tooltip = await workbench.hover('Scheduled exports');
    assert.match(tooltip, /audience: waits for changes/);
    assert.match(tooltip, /nightly: in 3 hr\. · .* UTC/);
    await workbench.screenshot('schedule tooltip');
  });

  it('are listed by a press on it; Enter opens the definition', async () => {
    await status('nightly in 3 hr.').click();
    await workbench.quickInput.focused('nightly').waitFor();
    await workbench.screenshot('schedule next runs');
    await workbench.quickInput.accept();
    await workbench.editor.tab('nightly.s3export.json').waitFor();
  });

  it('run when their file has changed, with no question and no message', async () => {
    fixture.write('audience.csv', 'a,b\n1,2\n3,4\n');
    await delivered('a,b\n1,2\n3,4\n');
    const rows = await showRuns();
    await rows
      .filter({ hasText: /audience.*due .*2 rows.*verified/ })
      .first()
      .waitFor();
    assert.equal(await workbench.page.locator('.notification-toast').count(), 0);
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0);
    await workbench.screenshot('schedule delivered');
  });

  it('wait while all are paused, and are caught up when they are resumed', async () => {
    await workbench.run('S3 Destinations: Pause All Schedules');
    await workbench.waitForStatus('Schedules paused');
    await workbench.screenshot('schedule paused');
    const before = (await fixture.objects()).size;
    fixture.write('audience.csv', 'a,b\n5,6\n');
    // More than the time that files must be still.
    await workbench.page.waitForTimeout(15_000);
    assert.equal((await fixture.objects()).size, before);
    await workbench.run('S3 Destinations: Resume All Schedules');
    await delivered('a,b\n5,6\n');
    assert.equal((await fixture.objects()).size, before + 1);
  });

  it('say once that a run failed, and run again from there', async () => {
    await fixture.deny('s3:PutObject');
    fixture.write('audience.csv', 'a,b\n7,8\n');
    await workbench.notifications.message(/The scheduled run of audience, due today .* failed\./);
    await workbench.waitForStatus(/audience failed, again in/);
    await workbench.screenshot('schedule failed');
    // Another policy takes the place of that one.
    await fixture.deny('s3:DeleteObject');
    await workbench.notifications.press(/The scheduled run of audience/, 'Retry');
    await delivered('a,b\n7,8\n');
    await workbench.waitForStatus('nightly in 3 hr.');
  });

  it('are told to the program of the setting', () => {
    const told = readFileSync(alerts, 'utf8').trim().split('\n');
    assert.deepEqual(
      told.map((line) => (JSON.parse(line) as { event: string }).event),
      ['success', 'success', 'failure', 'success'],
    );
  });

  it('show how far a run is, and end it when a person cancels', async () => {
    const text = 'x'.repeat(1000);
    const before = (await fixture.objects()).size;
    fixture.endpoint.setBytesPerSecond(200_000);
    fixture.write('audience.csv', `a\n${`${text}\n`.repeat(20_000)}`);
    await workbench.waitForStatus(/audience: [\d,]+ rows/);
    await workbench.screenshot('schedule running');
    await workbench.run('S3 Destinations: Cancel Scheduled Run');
    await workbench.waitForStatus('Cancelled. The export runs again when it is due next.');
    fixture.endpoint.setBytesPerSecond(undefined);
    await workbench.waitForStatus('nightly in 3 hr.');
    assert.deepEqual(await fixture.unfinishedUploads(), []);
    assert.equal((await fixture.objects()).size, before);
  });
});
