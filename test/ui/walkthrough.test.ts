// The first minute of somebody who has no file and no bucket: the walkthrough, its four steps and the sample segment.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { Preview } from './harness/preview';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

const sample = 'luxury-audience-12341e18-abcd-49c2-836d-123c88e76c39';

describe('walkthrough', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    session = await openWorkbench({
      env: {
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      },
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

  const step = (title: string): Locator =>
    workbench.page.locator('.getting-started-step', { hasText: title }).first();

  /** Opens the walkthrough again, at a step: the editors that its commands open lie over it. */
  const openStep = async (title: string): Promise<void> => {
    await workbench.runInsistently('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick('Get Started with S3 Destinations');
    await step(title).waitFor();
    if ((await step(title).getAttribute('aria-expanded')) !== 'true') await step(title).click();
  };

  const press = (button: string): Promise<void> =>
    workbench.page.locator('.getting-started-step .monaco-button', { hasText: button }).click();

  /** The step that was opened may take the focus late, and a list that has lost it closes. */
  const pressAndPick = async (button: string, label: string): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      await press(button);
      try {
        return await workbench.quickInput.focused(label).click({ timeout: 5000 });
      } catch (error) {
        if (attempt === 8) throw error;
      }
    }
  };

  /** Once its command has run a step is marked as done. */
  const waitUntilDone = async (title: string): Promise<void> => {
    await openStep(title);
    await step(title).locator('.codicon-getting-started-step-checked').waitFor();
  };

  it('previews the sample segment', async () => {
    await openStep('See what will be written');
    await workbench.screenshot('walkthrough preview');
    await press('Preview the Sample Segment');
    const preview = new Preview(workbench.page);
    await preview.waitForFact('rows', '20 rows');
    assert.equal((await preview.values(1))[2], 'Kurt');
    await waitUntilDone('See what will be written');
  });

  it('makes a dry run of it as long as there is no destination, and leads to one', async () => {
    await openStep('Push, and get a receipt');
    await workbench.screenshot('walkthrough push');
    await press('Push the Sample Segment');
    const { message, detail } = await workbench.dialog.text();
    assert.equal(message, `Dry run of ${sample}: nothing was written.`);
    assert.match(detail, /20 rows · .* · CSV/);
    assert.match(detail, /No destination is registered yet/);
    await workbench.screenshot('walkthrough dry run');
    await workbench.dialog.press('Cancel');
    await waitUntilDone('Push, and get a receipt');
  });

  it('adds a destination', async () => {
    await openStep('Register a destination');
    await workbench.screenshot('walkthrough destination');
    await press('Add Destination');
    const { quickInput } = workbench;
    await quickInput.answer(/1\/6/, `s3://${bucket}/daily`);
    await quickInput.step(/2\/6/);
    await quickInput.accept();
    await quickInput.choose(/3\/6/, 'Other S3-Compatible Store');
    await quickInput.placeholder('https://');
    await quickInput.answer(/3\/6/, fixture.endpoint.url);
    await quickInput.placeholder('How does the store');
    await quickInput.pick('Path Style');
    await quickInput.placeholder("The bucket's region");
    await quickInput.answer(/3\/6/, 'us-east-1');
    await quickInput.choose(/4\/6/, 'Default Chain');
    await quickInput.choose(/5\/6/, 'CSV');
    await quickInput.step(/6\/6/);
    await quickInput.type('Acme exports');
    await quickInput.accept();
    await workbench.notifications.message('is ready');
    await waitUntilDone('Register a destination');
  });

  it('pushes it now that there is one', async () => {
    await openStep('Push, and get a receipt');
    await pressAndPick('Push the Sample Segment', 'Acme exports');
    assert.match((await workbench.dialog.text()).detail, /No object has this key yet/);
    await workbench.dialog.press('Push');
    await workbench.notifications.message(/Delivered and verified/);
    assert.match(
      [...(await fixture.objects()).keys()].join(),
      new RegExp(`^daily/amazon-s3_segment12341e18`),
    );
  });

  it('keeps it as an export definition', async () => {
    await openStep('Keep the export as a file');
    await workbench.screenshot('walkthrough definition');
    await press('Create an Export Definition');
    await workbench.editor.waitForText(`"source": "${sample}.ndjson"`);
    await waitUntilDone('Keep the export as a file');
  });
});
