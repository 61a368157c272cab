// settings.json in a real host: VS Code marks what no destination can have, with words of its own for it, and nothing else.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, languages, Uri, window } from 'vscode';
import { until } from './driving';

describe('settings.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-settings-'));
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is marked where a destination cannot be so, and nowhere else', async () => {
    const wrong: readonly (readonly [value: object, message: RegExp])[] = [
      [{ bucket: 'Acme' }, /A bucket name has 3 to 63 lowercase letters/],
      [{ bucket: 'acme', folderPath: 'a//b' }, /A folder path has no empty folder/],
      [{ bucket: 'acme', region: 'EU' }, /A region has lowercase letters/],
      [{ bucket: 'acme', endpoint: 'https://me:x@minio.example.com' }, /An endpoint begins with/],
      [{ bucket: 'acme', tags: { 'aws:a': '' } }, /The name of a tag has/],
      [{ bucket: 'acme', metadata: { A: '' } }, /The name of metadata has/],
      [{ bucket: 'acme', bucketOwner: '1' }, /has twelve digits/],
      [{ bucket: 'acme', secretAccessKey: 'x' }, /Secrets never stand in settings/],
      [{ bucket: 'acme', format: { type: 'xlsx' } }, /csv/],
    ];
    const right = {
      bucket: 'acme',
      folderPath: 'daily/%SEGMENT_NAME%',
      region: 'eu-central-1',
      endpoint: 'https://minio.example.com/s3',
      credentials: { type: 'profile', profile: 'acme' },
      format: { type: 'csv', delimiter: '|' },
      tags: { 'Größe 1': 'a b' },
      metadata: { team: 'crm' },
    };
    const destinations = Object.fromEntries(wrong.map(([value], index) => [`wrong-${index}`, value]));
    const text = JSON.stringify(
      { 's3Destinations.destinations': { right, ...destinations, '': right } },
      null,
      1,
    );
    mkdirSync(join(folder, '.vscode'));
    const file = Uri.file(join(folder, '.vscode', 'settings.json'));
    writeFileSync(file.fsPath, text);
    await window.showTextDocument(file, { preview: false });
    const messages = (): string[] => languages.getDiagnostics(file).map(({ message }) => message);
    await until('VS Code marks every mistake', () => messages().length > wrong.length);
    for (const [, message] of [...wrong, [{}, /An id is not empty/] as const])
      assert.ok(
        messages().some((each) => message.test(each)),
        `${String(message)} in ${messages().join('\n')}`,
      );
    assert.equal(messages().length, wrong.length + 1, messages().join('\n'));
  });
});
