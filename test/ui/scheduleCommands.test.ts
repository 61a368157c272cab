// What a person does with the schedule of one export: sets it by keys alone, takes it back, pauses it, runs the export apart
// from it, begins an incremental one anew, and has it run elsewhere.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDestination } from '../../src/model/destination';
import { exportFolder, filesIn } from '../../src/schedule/exportState';
import { accessKey, bucket, segmentFile, startFixture, type Fixture } from './fixture';
import { openWorkbench, type Session } from './harness/session';
import type { Workbench } from './harness/workbench';
import { takePicture, widenSideBar } from './pictures';
import { chooseTheme, themeKinds } from './themes';

const file = 'luxury.s3export.json';
const definition = `{
  // who bought much
  "segment": { "source": "${segmentFile}" },
  "destination": "acme",
  "columns": [{ "path": "personalEmail.address", "header": "email" }, { "path": "person.name.firstName" }],
  "fileName": "luxury" // always the same
}
`;

describe('commands of schedules', () => {
  let fixture: Fixture;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    fixture = await startFixture();
    fixture.write(file, definition);
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: {
        's3Destinations.destinations': { acme: acme() },
        'editor.minimap.enabled': false,
      },
      env: { AWS_ACCESS_KEY_ID: accessKey.accessKeyId, AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey },
      viewport: { width: 1400, height: 800 },
    });
    workbench = session.workbench;
    await widenSideBar(workbench);
    await workbench.sideBar.open('S3 Destinations');
    await workbench.sideBar.expand('Acme exports');
    // What a window that starts gives the focus to would close what one chooses from.
    await workbench.sideBar.row('luxury').waitFor();
    await workbench.sideBar.settled();
  });
  after(async () => {
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  const acme = (): object => ({
    ...{ name: 'Acme exports', bucket, folderPath: 'daily', endpoint: fixture.endpoint.url, pathStyle: true },
    credentials: { type: 'default' },
  });

  const text = (): string => readFileSync(join(fixture.workspace, file), 'utf8');

  const settled = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text())) await workbench.page.waitForTimeout(50);
  };

  /** Waits until the row says so. */
  const says = async (pattern: RegExp): Promise<void> => {
    await workbench.sideBar.row('luxury').filter({ hasText: pattern }).waitFor();
  };

  /** Chooses an item of the row's menu by keys. A click would show the definition, which takes the focus. */
  const chooseInMenu = async (item: string): Promise<void> => {
    const { sideBar, page } = workbench;
    await workbench.runByKeyboard('S3 Destinations: Focus on S3 Destinations View');
    // Rows that are made anew meanwhile give the focus to their parent.
    do {
      for (const key of ['Home', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      await page.waitForTimeout(300);
    } while (!(await sideBar.focused('luxury').isVisible()));
    await sideBar.chooseByKeys(item);
  };

  /** Answers a page where one types and chooses. */
  const choose = async (placeholder: string, typed: string, label: string): Promise<void> => {
    const { quickInput } = workbench;
    await quickInput.placeholder(placeholder);
    await quickInput.type(typed);
    await quickInput.focused(label).waitFor();
    await quickInput.accept();
  };

  it('set one by keys alone, with the next runs in sight, and a way back', async () => {
    const { quickInput, page, editor } = workbench;
    await workbench.runByKeyboard('S3 Destinations: Set Schedule…');
    await choose('Choose an export', 'luxury', 'luxury');
    await quickInput.step('Schedule of luxury (1/7)');
    await choose('How often', 'week', 'Weekly');
    await quickInput.placeholder('Time of day');
    await quickInput.type('25:00');
    await quickInput.waitForMessage('Enter a time from 00:00 to 23:59');
    await quickInput.type('06:30');
    await quickInput.waitForMessage(/Due next in your time: .+ · .+ · /);
    await quickInput.accept();
    await choose('In which time zone', 'berlin', 'Europe/Berlin');
    await quickInput.placeholder('First day');
    await page.keyboard.press('Control+Alt+Minus');
    await choose('In which time zone', 'new_york', 'America/New_York');
    await quickInput.placeholder('First day');
    await quickInput.type('2027-02-30');
    await quickInput.waitForMessage('2027-02-30');
    await quickInput.type('2027-01-06');
    await quickInput.accept();
    await quickInput.placeholder('End date');
    await quickInput.type('2027-01-14');
    await quickInput.waitForMessage(/the last run is on the day before.*and then no more: \S.+ · /);
    await quickInput.accept();
    await choose('What does a run write', 'changed', 'Changed Rows');
    await choose('What identifies', '', 'email');
    await choose('What becomes of', 'each', 'Catch Up Each of Them');
    await editor.waitForText('"frequency": "weekly"');
    await settled(/"catchUp": "each"/);
    assert.deepEqual(JSON.parse(text().replace(/\/\/.*/g, '')), {
      ...(JSON.parse(definition.replace(/\/\/.*/g, '')) as object),
      schedule: {
        ...{ frequency: 'weekly', time: '06:30', timeZone: 'America/New_York' },
        ...{ startDate: '2027-01-06', endDate: '2027-01-14', catchUp: 'each' },
      },
      mode: 'incremental',
      deduplicate: { keys: ['email'] },
      incremental: { by: 'changed' },
    });
    assert.match(text(), /"fileName": "luxury", \/\/ always the same/);
    await says(/weekly .*America\/New_York/);
  });

  it('take it back where it was written, by undoing', async () => {
    const { page, editor } = workbench;
    await page.keyboard.press('Control+Z');
    await editor.waitForText('"fileName": "luxury" // always');
    await page.keyboard.press('Control+S');
    await settled(/"luxury" \/\/ always the same/);
    assert.equal(text(), definition);
    await says(/by hand/);
    await page.keyboard.press('Control+Shift+Z');
    await page.keyboard.press('Control+S');
    await settled(/weekly/);
    await says(/weekly/);
  });

  it('pause and resume it from its row', async () => {
    const { sideBar } = workbench;
    await sideBar.inlineAction('luxury', 'Pause Schedule');
    await says(/paused/);
    assert.match(text(), /"enabled": false/);
    await chooseInMenu('Resume Schedule');
    await says(/weekly/);
    assert.match(text(), /"enabled": true/);
  });

  it('export now, in full and apart from the schedule', async () => {
    const { dialog, notifications } = workbench;
    const before = text();
    await chooseInMenu('Export Now…');
    const { detail } = await dialog.text();
    assert.match(detail, /In full and apart from the schedule/);
    await dialog.press('Push');
    await notifications.message(/Delivered and verified: s3:\/\/acme-exports\/daily\/luxury\.csv/);
    const objects = await fixture.objects();
    assert.deepEqual([...objects.keys()], ['daily/luxury.csv']);
    assert.match(objects.get('daily/luxury.csv') ?? '', /^email,person_name_firstName\n/);
    assert.equal(text(), before);
    await notifications.close(/Delivered and verified/);
  });

  it('begin an incremental export anew, after a question', async () => {
    const { sideBar, notifications, page } = workbench;
    const subject = join(fixture.workspace, file);
    const folder = join(
      session.server.dataFolder,
      'User/globalStorage/s3-destinations.s3-destinations/schedules',
    );
    const own = exportFolder({ subject, destination: readDestination('acme', acme()) }, { folder });
    mkdirSync(own, { recursive: true });
    writeFileSync(filesIn(own).snapshot, 'of the last run');
    await workbench.run('S3 Destinations: Refresh');
    await sideBar.settled();
    // A tooltip shows when the mouse comes.
    await page.mouse.move(900, 600);
    await sideBar.pointAt('luxury');
    assert.match(await workbench.hover('Next run writes: '), /Next run writes: rows that changed/);
    await chooseInMenu('Reset Incremental Export…');
    await notifications.press(/Begin the incremental export luxury to Acme exports anew\?/, 'Reset');
    await workbench.waitForStatus('The next run of luxury writes all rows');
    assert.equal(existsSync(filesIn(own).snapshot), false);
    await page.mouse.move(900, 600);
    await sideBar.pointAt('luxury');
    await workbench.hover(/Next run writes: all rows, then rows that changed/);
    await takePicture(workbench, 'schedule-row');
  });

  it('show in all themes what they ask and what the row says', async () => {
    const { quickInput } = workbench;
    for (const kind of process.env['S3D_ALL_THEMES'] ? themeKinds : (['dark'] as const)) {
      await chooseTheme(workbench, kind);
      await workbench.runByKeyboard('S3 Destinations: Set Schedule…');
      await quickInput.step('Schedule of luxury');
      await takePicture(workbench, `schedule-frequency-${kind}`);
      await quickInput.accept();
      await quickInput.placeholder('Time of day');
      await quickInput.waitForMessage('Due next');
      await takePicture(workbench, `schedule-time-${kind}`);
      await quickInput.cancel();
    }
  });

  it('have it run elsewhere: by a workflow of GitHub, which is not replaced unasked, by systemd, or by cron', async () => {
    const { quickInput, editor, notifications } = workbench;
    const generate = async (kind: string): Promise<void> => {
      // What was generated before may just be opening.
      await workbench.runInsistently('S3 Destinations: Generate Unattended Workflow…');
      await choose('What is to run the exports', kind, kind);
      await quickInput.placeholder('Choose the exports');
      await workbench.screenshot(`schedule-generate-${kind}`);
      await quickInput.accept();
    };
    await generate('GitHub Actions');
    await editor.tab('s3-exports.yml').waitFor();
    await notifications.close(/Commit the workflow .* own settings.*: Acme exports/);
    const workflow = join(fixture.workspace, '.github/workflows/s3-exports.yml');
    assert.match(readFileSync(workflow, 'utf8'), /run --due --json .*luxury\.s3export\.json/);
    writeFileSync(workflow, '# changed by hand');
    await generate('GitHub Actions');
    await notifications.press(/s3-exports\.yml is there already/, 'Open It');
    assert.equal(readFileSync(workflow, 'utf8'), '# changed by hand');
    await generate('systemd');
    await notifications.close(/systemctl enable --now s3-exports\.timer/);
    await editor.waitForText('OnCalendar=');
    await generate('crontab');
    await notifications.close(/crontab -e/);
    await editor.waitForText('run --due --json');
  });
});
