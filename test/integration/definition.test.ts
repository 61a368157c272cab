// Export definitions in a real host: VS Code checks them by their schema, makes the first one, and previews follow them.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, Uri, window, workspace } from 'vscode';
import { delivered } from './delivered';
import {
  acceptNotification,
  acceptPick,
  answered,
  bytesOf,
  lensesOf,
  preview,
  shownPreview,
  until,
} from './driving';

describe('export definition', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-definition-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await commands.executeCommand('notifications.clearAll');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  let number = 0;
  /** Writes a segment file and a definition into a folder of their own. */
  const write = (definition: string | object): { file: Uri; segment: string } => {
    const own = join(folder, String(++number));
    mkdirSync(own);
    const segment = join(own, 'luxury.ndjson');
    writeFileSync(segment, '{"email":"B@x.example","id":1}\n{"id":2}\n{"email":"b@X.example","id":3}\n');
    const path = join(own, 'luxury.s3export.json');
    writeFileSync(path, typeof definition === 'string' ? definition : JSON.stringify(definition));
    return { file: Uri.file(path), segment };
  };

  const destinations = { acme: { bucket: 'acme-exports', folderPath: 'daily', format: { type: 'tsv' } } };
  const setDestinations = (value: object | undefined) =>
    workspace.getConfiguration('s3Destinations').update('destinations', value, true);

  describe('in an editor', () => {
    /** What VS Code says of a definition. Its JSON extension says nothing where it finds nothing: `marked` is always wrong. */
    const problemsOf = async (definition: string): Promise<string[]> => {
      const { file } = write(definition);
      const marked = write('{').file;
      for (const uri of [file, marked]) await window.showTextDocument(uri, { preview: false });
      const problems = (uri: Uri): string[] => {
        const found = languages.getDiagnostics(uri).filter(({ source }) => source !== 'S3 Destinations');
        return found.map(({ message }) => message);
      };
      await until('VS Code checks JSON', () => problems(marked).length > 0);
      // Each document is checked some time after it was opened, the first one first.
      await sleep(1000);
      return problems(file);
    };

    it('is checked by its schema', async () => {
      const [problem, ...others] = await problemsOf(
        '{ "segment": { "source": "luxury.ndjson" }, "colums": [] }',
      );
      assert.match(problem ?? '', /colums/);
      assert.deepEqual(others, []);
    });

    it('is checked inside nested functions', async () => {
      const problems = await problemsOf(
        '{ "segment": { "source": "x" }, "columns": [{ "value": { "sha256": { "coalesce": ["a", { "jion": "b" }] } }, "header": "h" }] }',
      );
      assert.match(problems.join('\n'), /jion/);
    });

    it('may have comments, trailing commas and nested functions', async () => {
      const definition = `{
  // What is exported.
  "segment": { "source": ["luxury-*.ndjson"], "input": { "format": "ndjson" } },
  "columns": [
    { "path": "person.\\"first.name\\"", "mandatory": true },
    { "value": { "sha256": { "coalesce": ["a", { "first": "emails" }] }, "normalise": "email" }, "header": "e" },
    { "value": { "constant": null }, "header": "n" }, /* the last one */
  ],
  "deduplicate": { "keys": ["e"], "keep": "latest", "time": "t" },
}`;
      assert.deepEqual(await problemsOf(definition), []);
      const open = workspace.textDocuments.filter(({ uri }) => uri.path.endsWith('.s3export.json'));
      assert.deepEqual([...new Set(open.map(({ languageId }) => languageId))], ['jsonc']);
    });
  });

  describe('created from a segment file', () => {
    const create = (path: string) =>
      commands.executeCommand('s3Destinations.createDefinition', Uri.file(path));
    const shownPath = () => window.activeTextEditor?.document.uri.fsPath;

    it('exports the same bytes, and VS Code finds nothing wrong with it', async () => {
      const segment = join(folder, 'people.csv');
      const definition = join(folder, 'people.s3export.json');
      writeFileSync(segment, 'first.name,größe,"a ""b"""\nAda,1,\n"x,\ny",,ß\n');
      await create(segment);
      assert.equal(shownPath(), definition);
      const text = window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /^ {4}{ "path": "\\"first.name\\"", "header": "first_name" },$/m);
      await sleep(2000);
      assert.deepEqual(languages.getDiagnostics(Uri.file(definition)), []);
      const [with_, without] = [
        await bytesOf(await preview(Uri.file(definition), 0)),
        (await commands.executeCommand('workbench.action.closeAllEditors'),
        await bytesOf(await preview(Uri.file(segment), 0))),
      ];
      assert.equal(with_, without);
      assert.match(with_, /^first_name,größe,"a ""b"""\n/);
    });

    it('names the one destination there is', async () => {
      await setDestinations(destinations);
      try {
        const segment = join(folder, 'one.csv');
        writeFileSync(segment, 'a\n1\n');
        await create(segment);
        assert.match(
          readFileSync(join(folder, 'one.s3export.json'), 'utf8'),
          /^ {2}"destination": "acme",$/m,
        );
      } finally {
        await setDestinations(undefined);
      }
    });

    it('leaves one that is there as it is, and opens it', async () => {
      const segment = join(folder, 'twice.csv');
      const definition = join(folder, 'twice.s3export.json');
      writeFileSync(segment, 'a\n1\n');
      writeFileSync(definition, '{}');
      const done = create(segment);
      await answered(() => shownPath() === definition, acceptNotification);
      await done;
      assert.equal(readFileSync(definition, 'utf8'), '{}');
    });

    it('is not written where the segment file cannot be read', async () => {
      const segment = join(folder, 'broken.ndjson');
      writeFileSync(segment, '{"a": oops}\n');
      const done = create(segment);
      await sleep(1500);
      await commands.executeCommand('notifications.clearAll');
      await done;
      assert.throws(() => readFileSync(join(folder, 'broken.s3export.json')), { code: 'ENOENT' });
    });
  });

  describe('previewed', () => {
    before(() => setDestinations(destinations));
    after(() => setDestinations(undefined));

    const definition = {
      segment: { source: 'luxury.ndjson' },
      destination: 'acme',
      columns: [
        { value: { sha256: 'email', normalise: 'email' }, header: 'hash', mandatory: true },
        { path: 'id' },
      ],
      deduplicate: { keys: ['hash'], keep: 'last' },
    };

    it("has the destination's format and the exact bytes that a push delivers, without a question", async () => {
      const { file } = write(definition);
      const document = await preview(file);
      assert.match(document.uri.path, /^\/amazon-s3_segmentluxury_\d{14}\.txt$/);
      assert.equal(new URLSearchParams(document.uri.query).get('file'), file.fsPath);
      const bytes = await bytesOf(document);
      assert.match(bytes, /^hash\tid\n[0-9a-f]{64}\t3\n$/);
      assert.equal(bytes, (await delivered(file.fsPath, 'tsv')).toString());
    });

    it('says what was left out, and where it would go', async () => {
      const { file } = write(definition);
      const { uri } = await preview(file);
      const said = await lensesOf(uri);
      assert.match(said, /The whole export: 1 row, .*2 dropped: 1 without a mandatory value, 1 duplicate/);
      assert.match(said, /luxury\.s3export\.json as TSV · to acme, s3:\/\/acme-exports\/daily/);
    });

    it('follows the definition and the segment file', async () => {
      const { file, segment } = write(definition);
      const document = await preview(file);
      // A watcher tells nobody when it has begun to watch: what is watched is written until it is seen.
      const follows = async (path: string, text: string, seen: RegExp): Promise<void> => {
        for (let attempt = 0; attempt < 20 && !seen.test(document.getText()); attempt++) {
          writeFileSync(path, text);
          await sleep(1000);
        }
        assert.match(document.getText(), seen);
      };
      const columns = [{ path: 'id', header: 'number' }];
      const edited = { segment: definition.segment, destination: 'acme', columns };
      await follows(file.fsPath, JSON.stringify(edited), /^number\n1\n2\n3\n$/);
      await follows(segment, '{"id":7}\n', /^number\n7\n$/);
    });

    it('keeps what it shows when the definition becomes invalid, and says so', async () => {
      const { file } = write(definition);
      const document = await preview(file);
      const before = document.getText();
      let said = false;
      for (let attempt = 0; attempt < 20 && !said; attempt++) {
        writeFileSync(file.fsPath, '{ "segment": {} }');
        await sleep(1000);
        said = (await lensesOf(document.uri)).includes('Not up to date');
      }
      assert.ok(said);
      assert.equal(document.getText(), before);
    });

    it('is refused with a destination that is not there, until another one is chosen', async () => {
      const { file } = write({ ...definition, destination: 'elsewhere' });
      const done = commands.executeCommand('s3Destinations.openPreviewAsText', file);
      await sleep(1500);
      assert.equal(shownPreview(), undefined);
      // Choose Destination, and then the only one.
      await answered(() => shownPreview() !== undefined, acceptNotification, acceptPick);
      await done;
      const { query } = shownPreview()?.uri ?? {};
      assert.equal(new URLSearchParams(query).get('destinationId'), 'acme');
    });
  });

  describe('that fails', () => {
    /** Previews, presses the first button of the failure, and waits for an editor. @returns its file and line */
    const goThere = async (file: Uri): Promise<[string | undefined, number | undefined]> => {
      const done = commands.executeCommand('s3Destinations.openPreviewAsText', file);
      // A format is asked for before anything is read.
      const answers = [acceptNotification, acceptPick];
      await answered(() => window.activeTextEditor !== undefined, ...answers);
      await done;
      const { document, selection } = window.activeTextEditor ?? {};
      return [document?.uri.fsPath, selection?.active.line];
    };

    it('leads to the line of the one of several files that is wrong', async () => {
      const { file, segment } = write({ segment: { source: ['luxury.ndjson', 'more.ndjson'] } });
      const more = join(segment, '..', 'more.ndjson');
      writeFileSync(more, '{"id":4}\n\n{"id": oops}\n');
      assert.deepEqual(await goThere(file), [more, 2]);
    });

    it('leads to the line of its only segment file', async () => {
      const { file, segment } = write({ segment: { source: 'luxury.ndjson' } });
      writeFileSync(segment, '{"id":4}\n{"id": oops}\n');
      assert.deepEqual(await goThere(file), [segment, 1]);
    });

    it('is opened itself where it is wrong itself', async () => {
      const { file } = write('{\n  "segment": {},\n}');
      assert.deepEqual(await goThere(file), [file.fsPath, 0]);
    });

    it('is opened at the segment file that is not there', async () => {
      const { file } = write('{\n  "segment": {\n    "source": "nowhere.ndjson"\n  }\n}');
      assert.deepEqual(await goThere(file), [file.fsPath, 2]);
    });
  });
});
