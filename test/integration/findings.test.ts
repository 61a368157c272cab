// Findings in a real host: marked where the values stand, with fixes that change settings and definitions.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  DiagnosticSeverity,
  languages,
  Range,
  Uri,
  workspace,
  type CodeAction,
  type Diagnostic,
  type Disposable,
} from 'vscode';
import { FindingsObserver } from '../../src/export/findings/observer';
import { planExport } from '../../src/export/plan';
import { resolveFormat } from '../../src/model/format';
import { DestinationStore } from '../../src/ui/destinationStore';
import { findingFixes } from '../../src/ui/findingFixes';
import { ruleSettings } from '../../src/ui/findingSettings';
import { FindingsProblems, type FindingsOwner } from '../../src/ui/findingsProblems';
import { openSubject } from '../../src/ui/subject';
import { until } from './driving';

describe('findings', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-findings-'));
  const disposables: Disposable[] = [];
  const store = new DestinationStore();
  const problems = new FindingsProblems();
  disposables.push(store, problems);
  disposables.push(languages.registerCodeActionsProvider({ scheme: 'file' }, findingFixes(store)));
  const configuration = () => workspace.getConfiguration('s3Destinations');
  after(() => {
    for (const disposable of disposables) disposable.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const name of ['destinations', 'findings.rules']) {
      await configuration().update(name, undefined, true);
      if (workspace.workspaceFolders) await configuration().update(name, undefined, false);
    }
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  let number = 0;
  const write = (files: Readonly<Record<string, string>>): ((name: string) => Uri) => {
    const own = join(folder, String(++number));
    mkdirSync(own);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
    return (name) => Uri.file(join(own, name));
  };

  /** Scans a file as a preview does, and shows what is found. */
  const look = async (file: Uri, owner: FindingsOwner = 'preview'): Promise<void> => {
    const subject = await openSubject(file);
    const destination = store.destinations()[0];
    const { definition, source } = subject;
    const planned = await planExport({
      source,
      target: destination ?? { folderPath: '', format: resolveFormat({}) },
      moment: new Date(0),
      ...(definition && { options: definition, segment: definition.segment }),
    });
    const observer = new FindingsObserver({ ...planned.plan, rules: ruleSettings(file) });
    await planned.scan({ observers: [observer] });
    await problems.show(subject, observer.findings(), planned.plan, { owner, destination });
  };

  const marks = (file: Uri): (readonly Diagnostic[])[number][] =>
    languages.getDiagnostics(file).filter(({ source }) => source === 'S3 Destinations');
  const rulesAt = (file: Uri): string[] => marks(file).map(({ code }) => (code as { value: string }).value);

  const fixesAt = async (file: Uri, rule: string): Promise<CodeAction[]> => {
    const mark = marks(file).find(({ code }) => (code as { value: string }).value === rule);
    assert(mark, rule);
    await workspace.openTextDocument(file);
    return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', file, mark.range);
  };
  const apply = async (file: Uri, rule: string, title: RegExp): Promise<void> => {
    const action = (await fixesAt(file, rule)).find((each) => title.test(each.title));
    assert(action?.command, `no fix ${String(title)}`);
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
  };

  it('are marked where the values stand, in CSV and in JSON', async () => {
    const at = write({
      's.csv': 'id,note\n1,=1+1\n2,"a\nb"\n',
      's.ndjson': '{"id":1}\n{"id":2,"deep":{"note":"=1+1"}}\n',
    });
    await look(at('s.csv'));
    await look(at('s.ndjson'));
    const [formula, lineBreak] = marks(at('s.csv'));
    assert.deepEqual(formula?.range, new Range(1, 2, 1, 6));
    assert.deepEqual(lineBreak?.range, new Range(2, 2, 3, 2));
    assert.equal(formula?.severity, DiagnosticSeverity.Warning);
    assert.match(formula?.message ?? '', /^note: The text begins like a formula/);
    assert.deepEqual(
      marks(at('s.ndjson')).map(({ range }) => range),
      [new Range(1, 23, 1, 29)],
    );
    problems.clear(at('s.csv'));
    assert.deepEqual([marks(at('s.csv')).length, marks(at('s.ndjson')).length], [0, 1]);
  });

  it('of a push stay when the preview is closed, and are marked once', async () => {
    const at = write({ 's.csv': 'a\n=1\n' });
    await look(at('s.csv'), 'push');
    await look(at('s.csv'));
    assert.equal(marks(at('s.csv')).length, 1);
    problems.clear(at('s.csv'));
    assert.equal(marks(at('s.csv')).length, 1);
    problems.clear(at('s.csv'), 'push');
    assert.equal(marks(at('s.csv')).length, 0);
  });

  it('tell with the last one how many more there are', async () => {
    const at = write({ 's.csv': `a\n${'=1\n'.repeat(150)}` });
    await look(at('s.csv'));
    const all = marks(at('s.csv'));
    assert.equal(all.length, 100);
    assert.match(
      all.find(({ range }) => range.start.line === 100)?.message ?? '',
      /There are 50 more like it\.$/,
    );
    assert.equal(all.filter(({ message }) => message.includes('more like it')).length, 1);
  });

  it('follow the setting, and a fix turns a rule off', async () => {
    const at = write({ 's.csv': 'a,b\n=1, x\n' });
    const file = at('s.csv');
    await look(file);
    assert.deepEqual(rulesAt(file).sort(), ['formula', 'outer-space']);
    await configuration().update('findings.rules', { 'outer-space': 'error' }, true);
    const isError = () => marks(file).some(({ severity }) => severity === DiagnosticSeverity.Error);
    await until('the severity follows the setting', isError);
    await apply(file, 'formula', /^Turn off the rule formula$/);
    await until('the rule is off', () => !rulesAt(file).includes('formula'));
    assert.equal(ruleSettings(file)['formula'], 'off');
    await look(file);
    assert.deepEqual(rulesAt(file), ['outer-space']);
  });

  it("have fixes that change the destination's format", async () => {
    await configuration().update(
      'destinations',
      { acme: { bucket: 'acme-exports', format: { header: true } } },
      true,
    );
    const at = write({ 's.csv': 'a,b\n=1, x\n' });
    const file = at('s.csv');
    await look(file);
    await apply(file, 'formula', /^Put a ' before formulas in the format of acme$/);
    await apply(file, 'outer-space', /^Trim texts in the format of acme$/);
    assert.deepEqual(store.rawSettings('acme'), {
      bucket: 'acme-exports',
      format: { header: true, formulaGuard: true, trim: 'both' },
    });
    await look(file);
    assert.deepEqual(rulesAt(file), []);
  });

  it('have fixes that change the definition, in its editor', async () => {
    const definition = `{
  // Who receives it: a partner.
  "segment": { "source": "s.ndjson" },
  "columns": [
    { "path": "id" },
    { "path": "email", "mandatory": true },
    { "path": "phone" }, // not needed
  ],
}
`;
    const at = write({
      's.s3export.json': definition,
      's.ndjson': '{"id":1,"email":"kurt@example.com","phone":"0171 1234567"}\n',
    });
    const [file, segment] = [at('s.s3export.json'), at('s.ndjson')];
    await look(file);
    assert.deepEqual(rulesAt(segment).sort(), ['personal-email', 'personal-phone']);
    assert.deepEqual(
      (await fixesAt(segment, 'personal-email')).map(({ title }) => title),
      ['Hash the column email', 'Leave out the column email', 'Turn off the rule personal-email'],
    );
    await apply(segment, 'personal-email', /^Hash/);
    // Where VS Code saves by itself, what was found is of a definition that was.
    await look(file);
    await apply(segment, 'personal-phone', /^Leave out/);
    const document = await workspace.openTextDocument(file);
    assert.notEqual(document.getText(), definition);
    await document.save();
    const { columns } = (await openSubject(file)).definition ?? {};
    assert.deepEqual(
      columns?.map(({ header, value, mandatory }) => [header, value.kind, mandatory]),
      [
        ['id', 'path', false],
        ['email', 'sha256', true],
      ],
    );
    assert.match(document.getText(), /\/\/ Who receives it/);
    assert.deepEqual(rulesAt(segment), []);
    await look(file);
    assert.deepEqual(rulesAt(segment), []);
  });
});
