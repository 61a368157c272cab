// A preview in a real host: its file has the exact bytes of the export, its editor the right language, and nobody writes it.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, FileSystemError, Uri, window, workspace, type TextDocument } from 'vscode';
import { exportHead } from '../../src/export/head';
import { planExport } from '../../src/export/plan';
import { resolveFormat, type FormatType } from '../../src/model/format';
import { fileSource } from '../../src/segment/source';

// Line breaks of every kind and a byte-order mark: what an editor's document would not keep.
const profiles = ['\uFEFFmark', 'a\r\nb', 'a\rb', 'a\nb', 'é,"quoted"\t'].map((text) =>
  JSON.stringify({ text, n: 1 }),
);

describe('preview', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-preview-'));
  const path = join(folder, 'profiles.ndjson');
  before(() => writeFileSync(path, profiles.join('\n')));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  /** Runs the command and answers its one question: the first row is CSV, the second TSV. */
  async function preview(row: number): Promise<TextDocument> {
    const done = commands.executeCommand('s3Destinations.previewExport', Uri.file(path));
    // A quick pick tells nobody that it is open: it is answered again until the editor is there.
    for (let attempt = 0; attempt < 40; attempt++) {
      await sleep(250);
      if (shown()) break;
      for (let step = 0; step < row; step++)
        await commands.executeCommand('workbench.action.quickOpenSelectNext');
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    await done;
    const document = shown();
    assert(document, 'no preview was opened');
    return document;
  }
  const shown = () => {
    const document = window.activeTextEditor?.document;
    return document?.uri.scheme === 's3-export' ? document : undefined;
  };

  async function expected(type: FormatType, rows = 1000): Promise<Buffer> {
    const source = fileSource(path);
    const plan = await planExport(source, { folderPath: '', format: resolveFormat({ type }) }, new Date());
    return Buffer.from((await exportHead(plan, source, rows)).bytes);
  }

  for (const [row, type] of [
    [0, 'csv'],
    [1, 'tsv'],
  ] as const) {
    it(`has the exact bytes of the export as ${type}`, async () => {
      const document = await preview(row);
      assert.deepEqual(Buffer.from(await workspace.fs.readFile(document.uri)), await expected(type));
      assert.equal(document.languageId, type);
      assert.equal(workspace.fs.isWritableFileSystem('s3-export'), false);
      await assert.rejects(
        async () => workspace.fs.writeFile(document.uri, Buffer.from('x')),
        FileSystemError,
      );
    });
  }

  it('shows as many rows as the setting says', async () => {
    const configuration = workspace.getConfiguration('s3Destinations');
    await configuration.update('preview.rows', 2, true);
    try {
      const document = await preview(0);
      assert.deepEqual(Buffer.from(await workspace.fs.readFile(document.uri)), await expected('csv', 2));
    } finally {
      await configuration.update('preview.rows', undefined, true);
    }
  });

  it('follows its segment file', async () => {
    const document = await preview(0);
    // A watcher tells nobody when it has begun to watch: the file is written until it is seen.
    for (let attempt = 0; attempt < 20 && !document.getText().startsWith('other'); attempt++) {
      writeFileSync(path, '{"other":1}\n');
      await sleep(1000);
    }
    assert.equal(document.getText(), 'other\n1\n');
  });
});
