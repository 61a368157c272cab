// A preview in a real host: its file has the exact bytes that a push puts into the bucket, its editor the right language,
// and nobody writes it.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, FileSystemError, Uri, window, workspace } from 'vscode';
import { previewUri } from '../../src/ui/previewUri';
import { delivered } from './delivered';
import { bytesOf, lensesOf, preview, until } from './driving';

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

  const file = Uri.file(path);

  for (const [row, type] of [
    [0, 'csv'],
    [1, 'tsv'],
  ] as const) {
    it(`has the exact bytes that a push delivers as ${type}`, async () => {
      const document = await preview(file, row);
      const bytes = await bytesOf(document);
      assert.equal(bytes, rows[type].join(''));
      assert.equal(bytes, (await delivered(path, type)).toString());
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
      const document = await preview(file, 0);
      assert.equal(await bytesOf(document), rows.csv.slice(0, 3).join(''));
    } finally {
      await configuration.update('preview.rows', undefined, true);
    }
  });

  it('reads the file as the setting says, whatever it looks like, and follows the setting', async () => {
    const configuration = workspace.getConfiguration('s3Destinations');
    const oneColumn = join(folder, 'one.csv');
    writeFileSync(oneColumn, 'a,b;c\n1,2;3\n');
    const document = await preview(Uri.file(oneColumn), 0);
    assert.equal(await bytesOf(document), 'a,b;c\n1,2;3\n');
    await configuration.update('input', { delimiter: ';' }, true);
    try {
      await until('the preview follows the setting', () => document.getText().startsWith('"a,b",c'));
      assert.equal(await bytesOf(document), '"a,b",c\n"1,2",3\n');
    } finally {
      await configuration.update('input', undefined, true);
    }
  });

  it('follows its destination, and says when that has gone', async () => {
    const setDestination = (format?: 'csv' | 'tsv') =>
      workspace
        .getConfiguration('s3Destinations')
        .update(
          'destinations',
          format && { acme: { bucket: 'acme-exports', format: { type: format } } },
          true,
        );
    await setDestination('csv');
    try {
      const uri = previewUri({ file, target: { destinationId: 'acme' }, moment: new Date(0) }, 'acme.csv');
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document);
      assert.equal(await bytesOf(document), rows.csv.join(''));
      await setDestination('tsv');
      await until('it has the other format', () => document.getText().startsWith('text\tn\n'));
      assert.equal(await bytesOf(document), rows.tsv.join(''));
      await setDestination();
      await until('it says so', async () =>
        /Not up to date: The destination "acme" is not there\./.test(await lensesOf(uri)),
      );
      assert.equal(await bytesOf(document), rows.tsv.join(''));
    } finally {
      await setDestination();
    }
  });

  it('follows its segment file', async () => {
    const document = await preview(file, 0);
    // A watcher tells nobody when it has begun to watch: the file is written until it is seen.
    for (let attempt = 0; attempt < 20 && !document.getText().startsWith('other'); attempt++) {
      writeFileSync(path, '{"other":1}\n');
      await sleep(1000);
    }
    assert.equal(document.getText(), 'other\n1\n');
  });
});
