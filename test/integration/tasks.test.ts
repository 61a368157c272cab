// Tasks of the type s3-export: which are listed, how they end, and what they put into the Problems panel.
import { strict as assert } from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { languages, tasks, Uri, workspace, type Task } from 'vscode';
import { readTask } from '../../src/ui/tasks/exportTask';
import { DestinationStore } from '../../src/ui/destinationStore';
import { until } from './driving';
import { accessKey, withStore } from './store';

describe('export tasks', () => {
  const [folder] = workspace.workspaceFolders ?? [];
  const path = (name: string): string => join(folder?.uri.fsPath ?? '', 'task-exports', name);
  const environment = {
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
  };
  const setDestinations = (value: object | undefined) =>
    workspace.getConfiguration('s3Destinations').update('destinations', value, true);

  before(() => {
    assert(folder);
    Object.assign(process.env, environment);
  });
  after(async () => {
    rmSync(dirname(path('x')), { recursive: true, force: true });
    for (const name of Object.keys(environment)) delete process.env[name];
    await setDestinations(undefined);
  });

  /** Writes a definition beside its segment. */
  function define(name: string, segment: string, more: object = {}): void {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(`${name}.csv`), segment);
    const definition = { segment: { source: `${name}.csv` }, destination: 'local', ...more };
    writeFileSync(path(`${name}.s3export.json`), JSON.stringify(definition));
  }

  /** Waits until a task is listed: the index hears of new files from VS Code's watcher. */
  async function listed(name: string): Promise<Task> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const found = (await tasks.fetchTasks({ type: 's3-export' })).find((task) => task.name === name);
      if (found) return found;
      await sleep(200);
    }
    assert.fail(`No task ${name} is listed.`);
  }

  /** Runs a task. @returns its exit code */
  async function exitCodeOf(task: Task): Promise<number | undefined> {
    let ended: { readonly exitCode: number | undefined } | undefined;
    const listening = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name === task.name) ended = { exitCode };
    });
    try {
      await tasks.executeTask(task);
      await until(`${task.name} ends`, () => ended !== undefined);
      return ended?.exitCode;
    } finally {
      listening.dispose();
    }
  }

  it('are one push and one dry run for each definition, which say where the definition is', async () => {
    define('listed', 'a,b\n1,2\n');
    const push = await listed('push task-exports/listed');
    const dryRun = await listed('dry run task-exports/listed');
    const definition = 'task-exports/listed.s3export.json';
    assert.deepEqual(
      [push, dryRun].map((task) => [
        String(task.definition['definition']),
        String(task.definition['action']),
      ]),
      [
        [definition, 'push'],
        [definition, 'dryRun'],
      ],
    );
    assert.deepEqual(push.problemMatchers, ['$s3-destinations']);
  });

  it('make a dry run that leaves nothing in the bucket', async () => {
    define('dry', 'a,b\n1,2\n');
    await withStore(async (store) => {
      await setDestinations({ local: { ...store.settings, credentials: { type: 'default' } } });
      assert.equal(await exitCodeOf(await listed('dry run task-exports/dry')), 0);
      assert.deepEqual(await store.keys(), []);
    });
  });

  it('put the place where the segment is broken into the Problems panel', async () => {
    define('broken', `a,b\n${'1,2\n'.repeat(3)}3\n`);
    await withStore(async (store) => {
      await setDestinations({ local: { ...store.settings, credentials: { type: 'default' } } });
      assert.equal(await exitCodeOf(await listed('push task-exports/broken')), 1);
      assert.deepEqual(await store.keys(), []);
    });
    const file = Uri.file(path('broken.csv'));
    const found = () =>
      languages.getDiagnostics(file).filter(({ source, code }) => source === 'S3 Destinations' && code);
    await until('the problem is shown', () => found().length > 0);
    const [problem] = found();
    assert.equal(problem?.range.start.line, 4);
    assert.match(problem?.message ?? '', /^Fields in the row at line 5: 1\./);
  });

  it('say which field of tasks.json is wrong', async () => {
    define('fields', 'a,b\n1,2\n');
    define('nowhere', 'a,b\n1,2\n', { destination: undefined });
    await setDestinations({ local: { bucket: 'exports' } });
    const store = new DestinationStore();
    const definition = 'task-exports/fields.s3export.json';
    const read = (fields: object) => readTask({ type: 's3-export', ...fields }, folder?.uri, store);
    for (const [fields, pattern] of [
      [{ definition, action: 'pussh' }, /"action" must be "push", "dryRun" or "lint"/],
      [{ definition: 'task-exports/none.s3export.json' }, /"definition" names .*none.*, which is not there/],
      [{ definition: 'task-exports' }, /"definition" names task-exports, which is no export definition/],
      [{}, /"definition" must be the path/],
      [{ definition, destination: 'other' }, /"destination" must be the id of a destination: local/],
      [{ definition: 'task-exports/nowhere.s3export.json' }, /"destination" is missing/],
    ] as const)
      await assert.rejects(read(fields), (error: Error) => pattern.test(error.message));
    const task = await read({ definition });
    assert.deepEqual(
      [task.action, task.destination, task.file.fsPath],
      [...['push', 'local', path('fields.s3export.json')]],
    );
    const lint = await read({ definition: 'task-exports/nowhere.s3export.json', action: 'lint' });
    assert.equal(lint.destination, undefined);
    store.dispose();
  });
});
