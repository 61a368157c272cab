// The definitions of the workspace in a real host: found when asked for, then followed as files come, change and go.
import { strict as assert } from 'node:assert';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { Definitions, mostDefinitions, type DefinitionChange } from '../../src/ui/definitions';
import { until } from './driving';

describe('definitions of the workspace', () => {
  const root = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'definitions-of-the-workspace');
  const definitions = new Definitions();
  let changes: DefinitionChange[] = [];
  definitions.onDidChange((change) => changes.push(change));
  before(() => {
    write('daily.s3export.json', '{ "segment": { "source": "luxury.ndjson" }, "destination": "acme" }');
    write('broken.s3export.json', '{');
    write('node_modules/other.s3export.json', '{}');
    write('plain.json', '{}');
  });
  after(() => {
    definitions.dispose();
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(() => (changes = []));

  /** Nobody sees half of it. */
  const write = (name: string, text: string): void => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, 'half.tmp'), text);
    renameSync(join(root, 'half.tmp'), join(root, name));
  };

  /** Writes until it is told: VS Code misses what happens in a folder before it watches it. */
  const writeUntilTold = (name: string, text: string, isTold: (change: DefinitionChange) => boolean) =>
    until(`${name} is told`, () => {
      write(`${name}.s3export.json`, text);
      return changes.some(isTold);
    });

  const isNow =
    (name: string, destination: string) =>
    ({ after }: DefinitionChange): boolean =>
      after?.name === name && 'definition' in after && after.definition.destination === destination;

  /** Other tests leave files of their own: each as its name and what it is. */
  const found = async (): Promise<string[]> =>
    (await definitions.all())
      .filter(({ uri }) => uri.fsPath.startsWith(root))
      .map((file) => `${file.name}: ${'problem' in file ? file.problem.code : file.definition.destination}`);

  it('are found by their names, each with what is in it or why that is no definition', async () => {
    assert.deepEqual(await found(), ['broken: invalid-definition', 'daily: acme']);
    assert.equal(await definitions.hasMore(), false);
  });

  it('are told when one is written anew, and no other is', async () => {
    for (const destination of ['partner', 'other']) {
      const text = JSON.stringify({ segment: { source: 'x.csv' }, destination });
      await writeUntilTold('broken', text, isNow('broken', destination));
    }
    assert.deepEqual(await found(), ['broken: other', 'daily: acme']);
    assert.deepEqual(new Set(changes.map(({ after }) => after?.name)), new Set(['broken']));
    assert.ok(changes[0]?.before && 'problem' in changes[0].before);
  });

  it('are told when one is added, also with its folder', async () => {
    const text = '{ "segment": { "source": "x.csv" } }';
    await writeUntilTold('folder/new', text, ({ after }) => after?.name === 'new');
    assert.deepEqual(await found(), ['broken: other', 'daily: acme', 'new: undefined']);
  });

  it('are told when a folder goes with all that is in it', async () => {
    rmSync(join(root, 'folder'), { recursive: true });
    await until('the loss is told', () =>
      changes.some(({ before, after }) => before?.name === 'new' && !after),
    );
    assert.deepEqual(await found(), ['broken: other', 'daily: acme']);
  });

  it('are told up to a number, and that there are more', async () => {
    for (let number = 0; number < mostDefinitions; number++)
      write(`many/${number}.s3export.json`, '{ "segment": { "source": "x.csv" } }');
    const anew = new Definitions();
    assert.equal((await anew.all()).length, mostDefinitions);
    assert.equal(await anew.hasMore(), true);
    anew.dispose();
  });
});
