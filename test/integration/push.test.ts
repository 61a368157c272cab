// What a person is told before and after a push, from the export and the store as they are.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import { deliver } from '../../src/delivery/deliver';
import { Reporter } from '../../src/ui/progress';
import { factsOf } from '../../src/ui/pushFacts';
import { outcomeText } from '../../src/ui/pushOutcome';
import { preparePush, type PushOptions, type PreparedPush } from '../../src/ui/pushPrepare';
import { openSubject } from '../../src/ui/subject';
import { acceptNotification, answered } from './driving';
import { accessKey, withStore, type Store } from './store';

/** 8 April 2020, 06:18:04 UTC. */
const moment = new Date('2020-04-08T06:18:04Z');

describe('the facts of a push', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-facts-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string): Uri => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return Uri.file(path);
  };
  const prepared = async (
    store: Store,
    file: Uri,
    onFindings?: PushOptions['onFindings'],
  ): Promise<PreparedPush> => {
    const connection = await store.connect();
    try {
      const { signal } = new AbortController();
      const options = { signal, reporter: new Reporter(), ...(onFindings && { onFindings }) };
      return await preparePush(connection, await openSubject(file), moment, options);
    } finally {
      connection.close();
    }
  };
  const key = (segment: string, part = '') => `amazon-s3_segment${segment}_20200408061804${part}.csv`;

  it('are the address, the size and the key of a plain segment file', async () => {
    const file = write('plain.csv', 'a,b\n1,2\n');
    const facts = await withStore(async (store) => factsOf(await prepared(store, file)));
    assert.deepEqual(facts, [
      `s3://exports/${key('plain')}`,
      '1 row · 8 bytes · CSV',
      'No object has this key yet. Nothing is ever overwritten.',
    ]);
  });

  it('come with findings, also when the reading ends in the middle', async () => {
    const file = write('ragged.csv', 'a,b\n=1,2\n3\n');
    const definition = { segment: { source: 'ragged.csv' }, columns: [{ path: 'a' }] };
    const withColumns = write('ragged.s3export.json', JSON.stringify(definition));
    const told: string[][] = [];
    const onFindings: PushOptions['onFindings'] = ({ findings }) =>
      void told.push(findings.map(({ rule }) => rule));
    await withStore(async (store) => {
      for (const each of [withColumns, file])
        await assert.rejects(prepared(store, each, onFindings), { code: 'ragged-row' });
    });
    // Without columns the first records are read for them, before anything is looked for.
    assert.deepEqual(told, [['formula', 'ragged-row'], ['ragged-row']]);
  });

  it('are everything that was left out, changed or is in danger', async () => {
    write(
      'many.ndjson',
      ['', '', '=1+2', 'b', 'b', '-5', 'c', 'd', 'e'].map((a) => JSON.stringify({ a })).join('\n'),
    );
    const file = write(
      'many.s3export.json',
      JSON.stringify({
        segment: { source: 'many.ndjson', name: 'Many/All' },
        destination: 'another',
        columns: [{ path: 'a', mandatory: true }],
        deduplicate: { keys: ['a'] },
        fileName: '%SEGMENT_NAME%',
        rowsPerFile: 1,
      }),
    );
    const facts = await withStore(async (store) => factsOf(await prepared(store, file)));
    assert.deepEqual(facts, [
      's3://exports/Many-All.csv',
      's3://exports/Many-All_2.csv',
      's3://exports/Many-All_3.csv',
      'and 3 more',
      '6 rows · 28 bytes · 6 files · CSV',
      '9 records read · 3 dropped: 2 without a mandatory value, 1 duplicate',
      'No object has one of these keys yet. Nothing is ever overwritten.',
      'The export definition names another destination: another.',
      '%SEGMENT_NAME% stands in the address as "Many-All": "Many/All" has what an address should not have.',
      "2 texts begin like a formula; a spreadsheet would run them. See formulaGuard in the destination's format.",
      '2 warnings, 0 errors: 2 formula. See the Problems panel.',
    ]);
  });

  it('are the manifest, too, where the destination wants one', async () => {
    const file = write('named.csv', 'a,b\n1,2\n');
    await withStore(async (store) => {
      const connection = await store.connect({}, { manifest: true });
      const options = { signal: new AbortController().signal, reporter: new Reporter() };
      const push = await preparePush(connection, await openSubject(file), moment, options);
      assert.deepEqual(factsOf(push).slice(0, 3), [
        `s3://exports/${key('named')}`,
        'and a manifest: s3://exports/manifest-local-<run id>.json',
        '1 row · 8 bytes · CSV',
      ]);
      const receipt = await deliver(connection, push.planned, options);
      connection.close();
      assert.equal(
        outcomeText(receipt),
        `Delivered and verified: s3://exports/${key('named')} and a manifest`,
      );
      assert.deepEqual(
        (await store.keys()).sort(),
        [key('named'), `manifest-local-${receipt.id}.json`].sort(),
      );
    });
  });

  it('tell of taken keys beyond the first, but ask for the first 20 only', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${index}\n`).join('');
    write('thirty.csv', `n\n${rows}`);
    const definition = { segment: { source: 'thirty.csv' }, fileName: 'x', rowsPerFile: 1 };
    const file = write('thirty.s3export.json', JSON.stringify(definition));
    await withStore(async (store) => {
      await store.put('x_21.csv', 'taken, but not looked up');
      const free = await prepared(store, file);
      assert.equal(free.keyStates.length, 20);
      assert.ok(
        factsOf(free).includes('No object has one of the first 20 keys yet. Nothing is ever overwritten.'),
      );
      await store.put('x_7.csv', 'taken');
      assert.match(
        factsOf(await prepared(store, file)).join('\n'),
        /An object with this key exists already \(5 bytes/,
      );
      await store.put('x_8.csv', 'taken as well');
      assert.match(
        factsOf(await prepared(store, file)).join('\n'),
        /2 objects with these keys exist already/,
      );
    });
  });

  it('are no files and no keys when an empty export is skipped', async () => {
    write('none.ndjson', '{"a":null}\n');
    const columns = [{ path: 'a', mandatory: true }];
    const definition = { segment: { source: 'none.ndjson' }, columns, emptyExport: 'skip' };
    const file = write('none.s3export.json', JSON.stringify(definition));
    const { totals, keyStates } = await withStore((store) => prepared(store, file));
    assert.deepEqual([totals.files, keyStates], [[], []]);
  });

  it('tell of unsaved changes of the definition and of a segment file', async () => {
    const segment = write('dirty.csv', 'a\n1\n');
    const file = write('dirty.s3export.json', '{ "segment": { "source": "dirty.csv" } }');
    for (const uri of [segment, file]) {
      const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
      await editor.edit((edit) => edit.insert(editor.document.positionAt(0), ' '));
    }
    const facts = await withStore(async (store) => factsOf(await prepared(store, file)));
    assert.deepEqual(facts.slice(-2), [
      'The export definition has unsaved changes, which are not in the export.',
      'The segment file has unsaved changes, which are not in the export.',
    ]);
    for (const document of workspace.textDocuments) if (document.isDirty) await document.save();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('say afterwards in one sentence what became of several files', async () => {
    write('two.csv', 'n\n1\n2\n');
    const definition = { segment: { source: 'two.csv' }, rowsPerFile: 1 };
    const file = write('two.s3export.json', JSON.stringify(definition));
    await withStore(async (store) => {
      const { planned, totals } = await prepared(store, file);
      const connection = await store.connect();
      const receipt = await deliver(connection, planned, {
        signal: new AbortController().signal,
        expected: totals.files,
      });
      connection.close();
      assert.equal(
        outcomeText(receipt),
        `Delivered and verified: 2 files, 2 rows, 8 bytes: s3://exports/${key('two')} to ${key('two', '_2')}`,
      );
      const weaker = receipt.files.map(
        (each, index) => ({ ...each, proof: index ? 'none' : 'checksum' }) as const,
      );
      assert.match(
        outcomeText({ ...receipt, files: weaker }),
        /^Written: 2 files.*Not all could be verified/,
      );
    });
  });
});

describe('a push without rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-no-rows-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
  };
  const setDestinations = (value: object | undefined) =>
    workspace.getConfiguration('s3Destinations').update('destinations', value, true);
  afterEach(async () => {
    await setDestinations(undefined);
    for (const name of Object.keys(environment)) delete process.env[name];
  });

  /** Pushes a definition whose only record is dropped, by the command. @returns the keys in the bucket after it */
  const push = async (emptyExport: string, meanwhile: () => Promise<void>): Promise<string[]> => {
    writeFileSync(join(folder, 'none.ndjson'), '{"a":null}\n');
    const columns = [{ path: 'a', mandatory: true }];
    const definition = { segment: { source: 'none.ndjson' }, destination: 'local', columns, emptyExport };
    const file = Uri.file(join(folder, 'none.s3export.json'));
    writeFileSync(file.fsPath, JSON.stringify(definition, undefined, 2));
    return withStore(async (store) => {
      Object.assign(process.env, environment);
      await setDestinations({ local: { ...store.settings, credentials: { type: 'default' } } });
      const done = commands.executeCommand('s3Destinations.pushExport', file);
      await meanwhile();
      await done;
      return store.keys();
    });
  };

  it('asks nothing and writes nothing where the definition says to skip it', async () => {
    // A question would be refused here, and the command with it.
    assert.deepEqual(await push('skip', () => Promise.resolve()), []);
  });

  it('fails where it says so, and leads to where it says so', async () => {
    const field = (): string | undefined => {
      const { document, selection } = window.activeTextEditor ?? {};
      return selection && document?.lineAt(selection.active.line).text;
    };
    const keys = await push('fail', () => answered(() => field() !== undefined, acceptNotification));
    assert.deepEqual(keys, []);
    assert.match(field() ?? '', /"emptyExport": "fail"/);
  });
});
