// settings.json in a real host: VS Code marks what no destination can have, with words of its own for it, and nothing else.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, ConfigurationTarget, languages, Uri, window, workspace } from 'vscode';
import { DestinationStore } from '../../src/ui/destinationStore';
import { checkedRuleSettings } from '../../src/ui/findingSettings';
import { SettingsNotWritten } from '../../src/ui/settingsNotWritten';
import { openSubject } from '../../src/ui/subject';
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

  describe('with a wrong setting', () => {
    const set = (name: string, value: object | undefined) =>
      workspace.getConfiguration('s3Destinations').update(name, value, true);
    afterEach(async () => {
      await set('input', undefined);
      await set('findings.rules', undefined);
    });

    it('fails by the name of how segment files are read', async () => {
      const file = Uri.file(join(folder, 'people.csv'));
      writeFileSync(file.fsPath, 'a\n1\n');
      await set('input', { format: 'xlsx' });
      await assert.rejects(openSubject(file), {
        code: 'invalid-setting',
        setting: 'input',
        message: /^The setting s3Destinations\.input cannot be used\. The format is one of/,
      });
      await set('input', { format: 'csv' });
      assert.equal((await openSubject(file)).source.options.format, 'csv');
    });

    it('fails by the name of a rule that there is not', async () => {
      const file = Uri.file(join(folder, 'people.csv'));
      await set('findings.rules', { formulas: 'off' });
      assert.throws(() => checkedRuleSettings(file), {
        code: 'invalid-setting',
        setting: 'findings.rules',
        message: /findings\.rules cannot be used\. There is no rule "formulas"/,
      });
      await set('findings.rules', { formula: 'off' });
      assert.deepEqual(checkedRuleSettings(file), { formula: 'off' });
    });
  });
});

describe('destinations in settings', () => {
  const section = workspace.getConfiguration('s3Destinations');
  const write = (value: object | undefined, scope: ConfigurationTarget) =>
    section.update('destinations', value, scope);
  const written = () => {
    const { globalValue, workspaceValue } =
      workspace.getConfiguration('s3Destinations').inspect<object>('destinations') ?? {};
    return { user: globalValue, workspace: workspaceValue };
  };
  const [one, two] = [{ bucket: 'acme-one' }, { bucket: 'acme-two' }];
  let store: DestinationStore;
  beforeEach(() => (store = new DestinationStore()));
  afterEach(async () => {
    store.dispose();
    await write(undefined, ConfigurationTarget.Workspace);
    await write(undefined, ConfigurationTarget.Global);
  });

  it('stay when two are saved at once', async () => {
    await Promise.all([store.save('one', one), store.save('two', two)]);
    assert.deepEqual(written().user, { one, two });
    await Promise.all([store.change('one', { region: 'eu-west-1' }), store.remove('two')]);
    assert.deepEqual(written().user, { one: { ...one, region: 'eu-west-1' } });
  });

  it('are changed where they stand, and do not come back when they are gone', async () => {
    await write({ one }, ConfigurationTarget.Workspace);
    await store.change('one', { production: true });
    await store.change('two', { production: true });
    assert.deepEqual(written(), { user: undefined, workspace: { one: { ...one, production: true } } });
  });

  it('are as they were when those of the user cannot be written', async () => {
    await write({ one }, ConfigurationTarget.Workspace);
    const seen: unknown[] = [];
    const failing = new DestinationStore(undefined, async (name, value, scope) => {
      if (scope === ConfigurationTarget.Global) throw new SettingsNotWritten(name, scope, undefined);
      await write(value as object, scope);
      seen.push(written().workspace);
    });
    const both = new Map([
      ['one', two],
      ['two', two],
    ]);
    await assert.rejects(failing.saveAll(both), { code: 'settings-not-written' });
    failing.dispose();
    assert.deepEqual(seen, [{ one: two }, { one }]);
    assert.deepEqual(written(), { user: undefined, workspace: { one } });
  });
});
