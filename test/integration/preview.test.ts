// A preview in a real host: its file has the exact bytes that a push puts into the bucket, its editor the right language,
// and nobody writes it.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, FileSystemError, Uri, window, workspace, type TextDocument } from 'vscode';
import { delivered } from './delivered';

// Line breaks of every kind and a byte-order mark: what an editor's document would not keep.
const profiles = ['\uFEFFmark', 'a\r\nb', 'a\rb', 'a\nb', 'é,"quoted"\t'].map((text) =>
  JSON.stringify({ text, n: 1 }),
);
/** The header and the rows that they become. */
const rows = {
  csv: ['text,n\n', '\uFEFFmark,1\n', '"a\r\nb",1\n', '"a\rb",1\n', '"a\nb",1\n', '"é,""quoted""\t",1\n'],
  tsv: [
    'text\tn\n',
    '\uFEFFmark\t1\n',
    '"a\r\nb"\t1\n',
    '"a\rb"\t1\n',
    '"a\nb"\t1\n',
    '"é,""quoted""\t"\t1\n',
  ],
};

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

  const bytesOf = async ({ uri }: TextDocument) => Buffer.from(await workspace.fs.readFile(uri));

  for (const [row, type] of [
    [0, 'csv'],
    [1, 'tsv'],
  ] as const) {
    it(`has the exact bytes that a push delivers as ${type}`, async () => {
      const document = await preview(row);
      const bytes = await bytesOf(document);
      assert.deepEqual(bytes, Buffer.from(rows[type].join('')));
      assert.deepEqual(bytes, await delivered(path, type));
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
      assert.deepEqual(await bytesOf(document), Buffer.from(rows.csv.slice(0, 3).join('')));
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
