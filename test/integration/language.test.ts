// Help with writing export definitions in a real host: completion, hovers, lenses, problems and quick fixes, as VS Code asks
// for them.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  commands,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CodeLens,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type MarkdownString,
  type TextDocument,
} from 'vscode';
import { until } from './driving';

describe('the language of export definitions', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-language-'));
  const setDestinations = (value: object | undefined) =>
    workspace.getConfiguration('s3Destinations').update('destinations', value, true);
  before(() =>
    setDestinations({
      acme: { name: 'Acme exports', bucket: 'acme-exports', folderPath: 'daily' },
      partner: { bucket: 'partner' },
    }),
  );
  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    await setDestinations(undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  let number = 0;
  /** Opens a definition in a folder of its own, beside `people.csv`. */
  const open = async (text: string): Promise<TextDocument> => {
    const own = join(folder, String(++number));
    mkdirSync(own);
    writeFileSync(join(own, 'people.csv'), 'id,email\n1,ada@x.example\n2,\n');
    const path = join(own, 'people.s3export.json');
    writeFileSync(path, text);
    // What is opened for an extension stays open for minutes after its editor.
    await commands.executeCommand('vscode.open', Uri.file(path), { preview: false });
    const shown = () => window.activeTextEditor?.document;
    await until('it is opened', () => shown()?.uri.fsPath === path);
    const document = shown();
    assert(document);
    return document;
  };
  const people = '"segment": { "source": "people.csv" }';

  /** The place behind some text. */
  const behind = (document: TextDocument, text: string) =>
    document.positionAt(document.getText().indexOf(text) + text.length);

  const own = (document: TextDocument): Diagnostic[] =>
    languages.getDiagnostics(document.uri).filter(({ source }) => source === 'S3 Destinations');
  const codes = (document: TextDocument): string =>
    own(document)
      .map(({ code }) => (typeof code === 'string' ? code : ''))
      .sort()
      .join(' ');
  const marked = (document: TextDocument, expected: string): Promise<void> =>
    until(`marks are "${expected}"`, () => codes(document) === expected);

  const change = async (document: TextDocument, text: string, by: string): Promise<void> => {
    const edit = new WorkspaceEdit();
    const from = document.positionAt(document.getText().indexOf(text));
    edit.replace(document.uri, new Range(from, behind(document, text)), by);
    await workspace.applyEdit(edit);
  };

  describe('completion', () => {
    const proposed = async (document: TextDocument, text: string) => {
      const place = behind(document, text);
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        ...[document.uri, place],
      );
      return list.items.map(({ label, detail, insertText }) => ({
        label: typeof label === 'string' ? label : label.label,
        detail,
        insertText,
      }));
    };

    it('proposes the paths of the segment, with kinds and without values', async () => {
      const document = await open(`{ ${people}, "columns": [{ "path": "" }] }`);
      const items = await proposed(document, '"path": "');
      assert.deepEqual(
        items.filter(({ detail }) => detail === 'text'),
        ['id', 'email'].map((label) => ({ label, detail: 'text', insertText: `"${label}"` })),
      );
      assert.doesNotMatch(JSON.stringify(items), /ada@/);
    });

    it('proposes whole columns, destinations, files and macros', async () => {
      const document = await open(
        '{ "segment": { "source": "people.csv", "name": "Luxury" }, "destination": "", "columns": [""], "fileName": "%" }',
      );
      const texts = async (text: string) =>
        (await proposed(document, text)).map(({ insertText }) => insertText);
      assert.ok((await texts('"columns": ["')).includes('{ "path": "email" }'));
      assert.ok((await texts('"destination": "')).includes('"acme"'));
      assert.ok((await texts('"source": "')).includes('"people.csv"'));
      await change(document, '"fileName"', '"schedule": { "timeZone": "" }, "fileName"');
      assert.ok((await texts('"timeZone": "')).includes('"Europe/Berlin"'));
      const macros = await proposed(document, '"fileName": "%');
      assert.equal(macros.find(({ label }) => label === '%SEGMENT_NAME%')?.detail, 'Luxury');
    });
  });

  describe('hovers', () => {
    const hover = async (document: TextDocument, text: string): Promise<string> => {
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        ...[document.uri, behind(document, text)],
      );
      return hovers
        .flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value))
        .join('\n');
    };

    it('tell where a push would write, what is at a path, and when a run is due', async () => {
      const document = await open(
        `{ ${people}, "destination": "acme", "columns": [{ "path": "email" }], "schedule": { "frequency": "daily" } }`,
      );
      assert.match(
        await hover(document, '"destination": "a'),
        /s3:\/\/acme-exports\/daily\/amazon-s3_segmentpeople_\d{14}\.csv/,
      );
      const path = (await hover(document, '"path": "e')).replaceAll('&nbsp;', ' ');
      assert.match(path, /Header: email[^]*Kind: text[^]*50% of the records have a value here\./);
      assert.match((await hover(document, '"sched')).replaceAll('&nbsp;', ' '), /Schedule: daily 00:00 UTC/);
    });

    it('tell the next runs, that the end date has none, and what becomes of missed ones', async () => {
      const schedule = `{ "frequency": "daily", "endDate": "2999-01-31", "catchUp": "each" }`;
      const document = await open(`{ ${people}, "schedule": ${schedule} }`);
      const text = (await hover(document, '"sched')).replaceAll('&nbsp;', ' ');
      assert.match(text, /Schedule: daily 00:00 UTC · next in .+, until the day before Jan 31, 2999/);
      assert.match(text, /Next runs: .+ · .+ · .+/);
      assert.match(text, /The end date itself is without a run\.[^]*Each missed run is caught up\./);
    });
  });

  describe('lenses', () => {
    const titles = async (document: TextDocument): Promise<string[]> => {
      const lenses = await commands.executeCommand<CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.map(({ command }) => command?.title ?? '');
    };

    it('say what they do and where, also of a text that is not saved', async () => {
      const document = await open(`{ ${people}, "destination": "acme", "columns": [{ "path": "id" }] }`);
      const facts = 's3://acme-exports/daily · 1 column';
      assert.deepEqual(await titles(document), [
        ...['Preview', 'Dry Run', 'Push to Acme exports…', facts, 'Set Schedule…'],
      ]);
      await change(document, '"acme"', '"partner"');
      assert.deepEqual(await titles(document), [
        ...['Save and Preview', 'Save and Dry Run', 'Save and Push to partner…', 's3://partner/ · 1 column'],
        'Set Schedule…',
      ]);
      await change(document, '"partner"', '"nobody"');
      assert.deepEqual(await titles(document), [
        ...['Save and Preview', 'The destination "nobody" is not there.', '1 column', 'Set Schedule…'],
      ]);
    });

    it('save what is not saved, and preview that', async () => {
      const document = await open(`{ ${people}, "destination": "acme", "columns": [{ "path": "id" }] }`);
      await change(document, '"id"', '"email"');
      const [lens] = await commands.executeCommand<CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.ok(lens?.command);
      await commands.executeCommand(
        lens.command.command,
        ...((lens.command.arguments ?? []) as readonly unknown[]),
      );
      assert.equal(document.isDirty, false);
      assert.match(readFileSync(document.uri.fsPath, 'utf8'), /"email"/);
    });
  });

  describe('problems', () => {
    it('are marked in what is written, and go as it is mended or closed', async () => {
      const document = await open(`{ ${people}, "destination": "acme", "columns": [{ "path": "emial" }] }`);
      await marked(document, 'unknown-path');
      const [problem] = own(document);
      assert.equal(document.getText(problem?.range), '"emial"');
      await change(document, '"emial"', '"email"');
      await marked(document, '');
      await change(document, '"acme"', '"acmee"');
      await marked(document, 'unknown-destination');
      assert.match(readFileSync(document.uri.fsPath, 'utf8'), /"acme"/);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await marked(document, '');
    });

    it('have the places of all that is told in them', async () => {
      const document = await open(
        `{ ${people}, "columns": [{ "path": "id" }, { "path": "email", "header": "id" }] }`,
      );
      await marked(document, 'duplicate-header duplicate-header');
      const places = own(document).flatMap(({ relatedInformation = [] }) =>
        relatedInformation.map(({ location }) => document.getText(location.range)),
      );
      assert.deepEqual(places, ['"id"', '"id"']);
    });

    it('of a schedule are at the field that says so', async () => {
      const text = `{ ${people}, "schedule": { "frequency": "once", "startDate": "2027-02-30" } }`;
      const document = await open(text);
      await marked(document, 'invalid-schedule');
      assert.equal(document.getText(own(document)[0]?.range), '"2027-02-30"');
      await change(document, ', "startDate": "2027-02-30"', '');
      await until('it is at "once"', () => document.getText(own(document)[0]?.range) === '"once"');
    });

    it('follow the segment file and the settings', async () => {
      const document = await open('{ "segment": { "source": "late.csv" }, "destination": "later" }');
      await marked(document, 'enoent unknown-destination');
      const destinations = workspace.getConfiguration('s3Destinations').get<object>('destinations');
      await setDestinations({ ...destinations, later: { bucket: 'later' } });
      await marked(document, 'enoent');
      // A watcher tells nobody when it has begun to watch: what is watched is written until it is seen.
      for (let attempt = 0; attempt < 40 && codes(document) !== ''; attempt++) {
        writeFileSync(join(document.uri.fsPath, '..', 'late.csv'), `id\n${attempt}\n`);
        await sleep(500);
      }
      assert.equal(codes(document), '');
    });
  });

  describe('quick fixes', () => {
    const fixes = async (document: TextDocument, text: string): Promise<CodeAction[]> => {
      const place = behind(document, text);
      return commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        ...[document.uri, new Range(place, place)],
      );
    };
    const take = async (actions: readonly CodeAction[], title: string): Promise<void> => {
      const action = actions.find((each) => each.title === title);
      assert.ok(action?.edit, `no ${title} in ${actions.map((each) => each.title).join(', ')}`);
      await workspace.applyEdit(action.edit);
    };

    it('change what was misspelt, and leave the rest as it is', async () => {
      const text = `{\n  // People.\n  ${people},\n  "columns": [{ "path": "emial" }, { "path": "id" }],\n}\n`;
      const document = await open(text);
      await marked(document, 'unknown-path');
      const actions = await fixes(document, '"path": "e');
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes('Remove the column'), titles.join(', '));
      await take(actions, 'Change to email');
      assert.equal(document.getText(), text.replace('emial', 'email'));
    });

    it('correct a schedule, and complete it', async () => {
      const text = `{ ${people}, "schedule": { "frequency": "daily", "timeZone": "Europe/Berln" } }`;
      const document = await open(text);
      await marked(document, 'invalid-schedule');
      await take(await fixes(document, 'Europe/B'), 'Change to Europe/Berlin');
      await marked(document, '');
      await change(document, '"daily"', '"once"');
      await marked(document, 'invalid-schedule');
      const added = (await fixes(document, '"onc')).find(({ title }) => title.startsWith('Add "startDate"'));
      await take(added ? [added] : [], added?.title ?? '');
      await marked(document, '');
    });

    it('change the name of a field, and offer to choose what is not there', async () => {
      const document = await open(
        '{ "segment": { "source": "none.csv" }, "destination": "nobody", "colums": [{ "path": "id" }] }',
      );
      await marked(document, 'enoent unknown-destination');
      const titles = async (text: string) => (await fixes(document, text)).map(({ title }) => title);
      assert.ok((await titles('"source": "n')).includes('Choose Segment File…'));
      assert.ok((await titles('"destination": "n')).includes('Choose Destination…'));
      await take(await fixes(document, '"colu'), 'Change to columns');
      assert.match(document.getText(), /"columns": \[/);
    });
  });
});
