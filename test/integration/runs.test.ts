// The list of runs as the view shows it, and what can be done with a run.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, MarkdownString, Uri, window, workspace } from 'vscode';
import { RunHistory } from '../../src/delivery/runHistory';
import { readDestination } from '../../src/model/destination';
import type { FinishedRun } from '../../src/model/finishedRun';
import { DestinationStore } from '../../src/ui/destinationStore';
import { RunningPushes } from '../../src/ui/runningPushes';
import { runItem, runTooltip } from '../../src/ui/runs/items';
import { runNode } from '../../src/ui/runs/nodes';
import { chooseRun } from '../../src/ui/runs/pick';
import { pushAgain } from '../../src/ui/runs/retry';
import { RunRows, type RunsState } from '../../src/ui/runs/rows';
import type { Services } from '../../src/ui/services';
import { runOf } from '../unit/runs';
import { until } from './driving';

describe('the list of runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-runs-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let number = 0;
  const historyOf = async (...runs: readonly FinishedRun[]): Promise<RunHistory> => {
    const history = new RunHistory(join(folder, String(++number)));
    for (const run of runs) await history.add(run);
    return history;
  };
  const failure = {
    code: 'access-denied',
    what: 'Writing to acme-exports is not allowed.',
    why: 'The key lacks s3:PutObject.',
    next: 'Copy the minimal policy.',
  };

  it('has a row for each that says in words what its icon does', () => {
    const rows = [
      runOf({ second: 1, receiptId: 'x' }),
      runOf({ second: 2, outcome: 'written' }),
      runOf({ second: 3, outcome: 'failed', failure }),
    ].map((run) => runItem(runNode(run)));
    assert.deepEqual(
      rows.map(({ label, contextValue }) => [label, contextValue]),
      [
        ['luxury-audience', 'run'],
        ['luxury-audience', 'run.bare'],
        ['luxury-audience', 'run.failed'],
      ],
    );
    const [verified = '', written = '', failed = ''] = rows.map(({ description }) => String(description));
    assert.match(verified, / · 1,204,331 rows · 118 dropped · 9 sec · verified · Acme exports$/);
    assert.match(written, / · written · Acme exports$/);
    assert.match(failed, / · failed: Writing to acme-exports is not allowed\. · Acme exports$/);
    assert.equal(new Set(rows.map(({ id }) => id)).size, 3);
    for (const row of rows)
      assert.equal(row.accessibilityInformation?.label, `Run of luxury-audience, ${String(row.description)}`);
  });

  it('tells all figures in the tooltip, in UTC too, in words that wrap', () => {
    const { value } = runTooltip(runNode(runOf({ second: 3, outcome: 'failed', failure })));
    assert.match(value, /2020-04-08 06:18:07 UTC/);
    assert.match(value, /118,300,000/);
    assert.match(value, /s3:\/\/acme-exports\/daily\/export\.csv/);
    assert.doesNotMatch(value.slice(value.indexOf('Result')), /&nbsp;|\u00a0/);
    const [told = ''] = value.split('\n').slice(-1);
    assert.equal(
      told.replaceAll('\\', ''),
      'Writing to acme-exports is not allowed. The key lacks s3:PutObject. Copy the minimal policy.',
    );
  });

  it('makes the tooltip when it is asked for', async () => {
    const rows = new RunRows(await historyOf(runOf()), () => undefined);
    const [node] = await rows.getChildren();
    assert(node);
    const item = rows.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    assert.ok(rows.resolveTreeItem(item, node).tooltip instanceof MarkdownString);
    rows.dispose();
  });

  it('follows the history, newest first, in pages, and tells what cannot be read', async () => {
    const history = await historyOf(...Array.from({ length: 101 }, (_, second) => runOf({ second })));
    const states: RunsState[] = [];
    const rows = new RunRows(history, (state) => states.push(state));
    let changes = 0;
    rows.onDidChangeTreeData(() => changes++);
    const first = await rows.getChildren();
    assert.deepEqual([first.length, first.at(-1)], [101, { kind: 'moreRuns', shown: 100 }]);
    assert.deepEqual(first[0], runNode(runOf({ second: 100 })));
    rows.showMore();
    assert.equal((await rows.getChildren()).length, 101);
    assert.equal((await rows.getChildren()).at(-1)?.kind, 'run');
    const before = changes;
    // As another program does.
    await new RunHistory(join(folder, String(number))).add(runOf({ second: 200 }));
    await until('the rows follow', () => changes > before);
    const newest = async () => (await rows.getChildren())[0];
    assert.deepEqual(await newest(), runNode(runOf({ second: 200 })));
    writeFileSync(
      join(folder, String(number), '20200408T061804000Z-12341e18-abcd-49c2-836d-123456789012.json'),
      '',
    );
    await rows.getChildren();
    assert.deepEqual(states.at(-1), { hasRuns: true, unreadable: 1 });
    rows.dispose();
  });

  it('shows a run as a document that cannot be changed', async () => {
    const run = runOf({ second: 7 });
    await commands.executeCommand('s3Destinations.showRun', runNode(run));
    await until('the run is shown', () => window.activeTextEditor?.document.uri.scheme === 's3-run');
    const document = window.activeTextEditor?.document;
    assert(document);
    assert.deepEqual([document.languageId, JSON.parse(document.getText())], ['json', run]);
    assert.equal(workspace.fs.isWritableFileSystem('s3-run'), false);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('finds the last run of an export', async () => {
    const file = Uri.file(join(folder, 'export.s3export.json'));
    const destination = readDestination('acme', { bucket: 'exports' });
    const [older, newer] = [1, 2].map((second) => runOf({ second, subject: file.fsPath }));
    const other = runOf({ second: 3, subject: file.fsPath, destinationId: 'other' });
    assert(older && newer);
    const history = await historyOf(older, newer, other);
    assert.deepEqual(await chooseRun({ file, destination }, history, 'Show Run'), newer);
    assert.equal(await chooseRun({ file: Uri.file('/x.csv'), destination }, history, 'Show Run'), undefined);
    await commands.executeCommand('notifications.clearAll');
  });

  it('says what is gone when a run is to be pushed again', async () => {
    const store = new DestinationStore();
    const services = { store } as unknown as Services;
    const file = join(folder, 'there.csv');
    writeFileSync(file, 'a\n1\n');
    await assert.rejects(pushAgain(runOf({ subject: join(folder, 'gone.csv') }), services), {
      code: 'subject-gone',
    });
    await assert.rejects(pushAgain(runOf({ subject: file, destinationId: 'gone' }), services), {
      code: 'destination-gone',
    });
    store.dispose();
  });

  it('is not made of two pushes of one export at a time', async () => {
    const running = new RunningPushes();
    const file = Uri.file('/acme/luxury.s3export.json');
    const destination = readDestination('acme', { name: 'Acme exports', bucket: 'exports' });
    const other = readDestination('other', { bucket: 'exports' });
    await running.only(file, destination, async () => {
      await assert.rejects(
        running.only(file, destination, () => Promise.resolve()),
        { code: 'already-pushing', message: /^luxury is being pushed to Acme exports already\./ },
      );
      await running.only(file, other, () => Promise.resolve());
    });
    await running.only(file, destination, () => Promise.resolve());
  });
});
