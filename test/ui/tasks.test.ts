// Tasks as a person runs them: from the list by keyboard, with the terminal's output, the question of a push, and Problems.
import assert from 'node:assert/strict';
import { accessKey, bucket, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';

describe('tasks', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    const define = (name: string, text: string): void => {
      fixture.write(`${name}.csv`, text);
      const definition = { segment: { source: `${name}.csv` }, destination: 'acme', fileName: name };
      fixture.write(`${name}.s3export.json`, JSON.stringify(definition));
    };
    // All before the window opens: whether a list of tasks has a file that is new is up to VS Code's watcher.
    define('whole', 'a,b\n1,2\n');
    define('declined', 'a,b\n1,2\n');
    define('ragged', 'a,b\n1,2\n3\n');
    define('long', `text\n${`${'x'.repeat(1000)}\n`.repeat(30_000)}`);
    const { url: endpoint } = fixture.endpoint;
    const acme = {
      name: 'Acme exports',
      bucket,
      endpoint,
      pathStyle: true,
      credentials: { type: 'default' },
    };
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: {
        's3Destinations.destinations': { acme },
        // Text that can be read, and one list of all tasks.
        'terminal.integrated.gpuAcceleration': 'off',
        'task.quickOpen.showAll': true,
        // Lists stay open when a terminal takes the focus.
        'workbench.quickOpen.closeOnFocusLost': false,
      },
      env: {
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      },
    });
    workbench = session.workbench;
    // Once the view is filled, the extension runs.
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.row('Acme exports').waitFor();
  });
  after(async () => {
    await session?.stop();
    await fixture?.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  /** Chooses a task by keyboard. */
  async function runTask(name: string): Promise<void> {
    const { quickInput } = workbench;
    await workbench.run('Tasks: Run Task');
    await quickInput.placeholder('Select the task to run');
    await quickInput.type(name);
    await quickInput.focused(name).waitFor();
    await quickInput.accept();
  }

  /** Waits until the terminal in front shows a text, which may wrap at a blank. */
  async function terminal(text: string): Promise<void> {
    const words = text.replace(/[.()]/g, '\\$&').replaceAll(' ', '\\s*');
    const rows = workbench.page.locator('.xterm-rows:visible', { hasText: new RegExp(words) });
    await rows.first().waitFor();
  }

  it('push what was confirmed, and tell it in the terminal', async () => {
    await runTask('s3-export: push whole');
    const { message, detail } = await workbench.dialog.text();
    assert.match(message, /Push whole to Acme exports\?/);
    assert.match(detail, /s3:\/\/acme-exports\/whole\.csv/);
    await workbench.dialog.press('Push');
    await terminal('delivered s3://acme-exports/whole.csv');
    await workbench.screenshot('task-pushed');
    assert.equal((await fixture.objects()).get('whole.csv'), 'a,b\n1,2\n');
  });

  it('write nothing when the push is declined, and say so', async () => {
    await runTask('s3-export: push declined');
    await workbench.dialog.press('Cancel');
    await workbench.waitForStatus('Cancelled. Nothing was written to the bucket.');
    await terminal('Cancelled. Nothing was written to the bucket.');
    assert.deepEqual([...(await fixture.objects()).keys()], ['whole.csv']);
  });

  it('are cancelled by Ctrl+C in the middle of a push, and leave nothing in the bucket', async () => {
    const { dialog, page } = workbench;
    await runTask('s3-export: push long');
    fixture.endpoint.setBytesPerSecond(1_000_000);
    await dialog.press('Push');
    while ((await fixture.unfinishedUploads()).length === 0) await page.waitForTimeout(50);
    await workbench.run('Terminal: Focus Terminal');
    await page.keyboard.press('Control+C');
    await terminal('Cancelled. Nothing was written to the bucket.');
    fixture.endpoint.setBytesPerSecond(undefined);
    assert.deepEqual(await fixture.unfinishedUploads(), []);
    assert.deepEqual([...(await fixture.objects()).keys()], ['whole.csv']);
  });

  it('put the place of a broken segment into the Problems panel', async () => {
    await runTask('s3-export: dry run ragged');
    await terminal('ragged.csv:3: error: Fields in the row at line 3');
    await workbench.run('Problems: Focus on Problems View');
    await workbench.problems.row(/Fields in the row at line 3/).waitFor();
    await workbench.screenshot('task-problem');
  });
});
