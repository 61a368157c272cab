// The definitions of the workspace in a real host: found when asked for, then followed as files come, change and go.
import { strict as assert } from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { Definitions, type DefinitionChange } from '../../src/ui/definitions';
import { until } from './driving';

describe('definitions of the workspace', () => {
  const root = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'definitions-of-the-workspace');
  const definitions = new Definitions();
  let changes: DefinitionChange[] = [];
  definitions.onDidChange((change) => changes.push(change));
  before(() => {
    write('a/daily.s3export.json', '{ "segment": { "source": "luxury.ndjson" }, "destination": "acme" }');
    write('b/broken.s3export.json', '{');
    write('b/node_modules/other.s3export.json', '{}');
    write('b/plain.json', '{}');
  });
  after(() => {
    definitions.dispose();
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(() => (changes = []));

  const write = (name: string, text: string): void => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  };

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
    write('b/broken.s3export.json', '{ "segment": { "source": "x.csv" }, "destination": "partner" }');
    await until('the change is told', () => changes.some(isNow('broken', 'partner')));
    assert.deepEqual(await found(), ['broken: partner', 'daily: acme']);
    assert.deepEqual(new Set(changes.map(({ after }) => after?.name)), new Set(['broken']));
    assert.ok(changes[0]?.before && 'problem' in changes[0].before);
    changes = [];
    write('b/broken.s3export.json', '{"segment":{"source":"x.csv"},"destination":"other"}');
    await until('another change is told', () => changes.some(isNow('broken', 'other')));
  });

  it('are told when one is added', async () => {
    write('c/new.s3export.json', '{ "segment": { "source": "x.csv" } }');
    await until('the new one is told', () => changes.some(({ after }) => after?.name === 'new'));
    assert.deepEqual(await found(), ['broken: other', 'daily: acme', 'new: undefined']);
  });

  it('are told when a folder goes with all that is in it', async () => {
    rmSync(join(root, 'a'), { recursive: true });
    await until('the loss is told', () =>
      changes.some(({ after, before }) => !after && before?.name === 'daily'),
    );
    assert.deepEqual(await found(), ['broken: other', 'new: undefined']);
  });
});
