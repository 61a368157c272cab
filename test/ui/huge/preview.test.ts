// The preview of large files, of 2 GB in `npm run test:long`: how soon the first rows are there, any row by its number, cells as an independent reader sees
// them, and the memory of the extension host. Times are printed and never judged: the machine is shared.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesWith, startFixture, type Fixture } from '../fixture';
import { Preview } from '../harness/preview';
import { openWorkbench, type Session } from '../harness/session';
import { hugeCsv, hugeNdjson, type HugeFile } from './files';

const bytes = Number(process.env['S3D_HUGE_BYTES'] ?? 300_000_000);

describe(`the preview of ${bytes / 1_000_000} MB`, () => {
  let fixture: Fixture;
  let session: Session;
  let preview: Preview;
  let atStart = 0;
  const files: HugeFile[] = [];

  before(async function () {
    this.timeout(300_000);
    fixture = await startFixture();
    files.push(hugeCsv(join(fixture.workspace, 'huge.csv'), bytes));
    files.push(hugeNdjson(join(fixture.workspace, 'huge.ndjson'), bytes));
    session = await openWorkbench({
      folder: fixture.workspace,
      settings: { 'explorer.autoReveal': false },
      viewport: { width: 1400, height: 800 },
    });
    preview = new Preview(session.workbench.page);
    atStart = hostMegabytes(session);
    // The first webview of a window takes seconds, whatever is in it.
    await session.workbench.sideBar.open('Explorer');
    await session.workbench.sideBar.contextMenu('churn-risk.csv', 'Preview Export');
    await preview.row(1).waitFor();
  });
  after(async () => {
    // The log is written with some delay.
    await session.page.waitForTimeout(2000);
    console.log(`      in the extension host: ${logged(session).join(', ')}`);
    files.forEach((file) => file.close());
    await session.stop();
    await fixture.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await session.workbench.screenshot(`failed ${this.currentTest.title}`);
  });

  for (const [index, name] of ['huge.csv', 'huge.ndjson'].entries()) {
    it(`shows ${name}: the first rows, the last one and 20 others`, async function () {
      this.timeout(240_000);
      const file = files[index];
      assert.ok(file);
      const { sideBar } = session.workbench;
      const opened = performance.now();
      await sideBar.contextMenu(name, 'Preview Export');
      await preview.waitForFile(name);
      await preview.row(1).waitFor();
      console.log(`      first rows of ${name}: ${ms(opened)} after the menu, in the window`);
      await preview.waitForRows(file.rows);
      console.log(`      index of ${name}: ${ms(opened)} after the menu`);
      const jumped = performance.now();
      await preview.goTo(file.rows);
      console.log(`      last row of ${name}, number ${file.rows}: ${ms(jumped)}, with the typing`);
      const rows = Array.from(
        { length: 20 },
        (_, each) => 1 + Math.floor((file.rows - 1) * ((each * 0.618) % 1)),
      );
      for (const row of [1, file.rows, ...rows]) {
        await preview.goTo(row);
        const [number, , ...cells] = await preview.values(row);
        assert.equal(number?.replaceAll(/\D/g, ''), String(row));
        assert.deepEqual(cells, file.values(row).map(withoutBreaks), `row ${row}`);
      }
      console.log(
        `      extension host: ${hostMegabytes(session)} MB of memory, ${atStart} MB before any preview`,
      );
      await session.workbench.screenshot(`huge ${name}`);
      await session.workbench.run('View: Close Editor');
    });
  }
});

/** The page draws line breaks as marks, which are no text. */
function withoutBreaks(text: string): string {
  return text.replaceAll('\n', '');
}

function ms(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}

/** What the extension says of the speed. */
function logged({ server }: Session): string[] {
  // The program itself has these words as well.
  const log = filesWith(server.dataFolder, 'preview: first rows after').find((file) => file.endsWith('.log'));
  const text = log === undefined ? '' : readFileSync(log, 'utf8');
  return [...text.matchAll(/preview: (first rows after \d+ ms)/g)].map(([, said = '']) => said);
}

/** Resident memory of the process in which extensions run, with its threads. */
function hostMegabytes({ server }: Session): number {
  const own = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  const sizes = own.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      if (!command.includes('--type=extensionHost') || !environment.includes(server.dataFolder)) return [];
      const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return [Number(kilobytes) / 1000];
    } catch {
      return [];
    }
  });
  return Math.round(Math.max(...sizes));
}
