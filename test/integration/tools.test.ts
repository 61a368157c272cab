// The tools for language models: what they tell, what they refuse, that a push needs a person, and that nothing secret is told.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, commands, LanguageModelTextPart, lm, workspace } from 'vscode';
import { Journal } from '../../src/delivery/journal';
import { ReceiptStore } from '../../src/delivery/receiptStore';
import { RunHistory } from '../../src/delivery/runHistory';
import { DestinationStore } from '../../src/ui/destinationStore';
import { createLog } from '../../src/ui/log';
import { RunningPushes } from '../../src/ui/runningPushes';
import type { Services } from '../../src/ui/services';
import { toolInputs } from '../../src/ui/tools/inputs';
import { pushExport } from '../../src/ui/tools/pushExport';
import { failureLine, readInput } from '../../src/ui/tools/tool';
import { accessKey, withStore, type Store } from './store';

/** All that the tools have said in a test. */
const told: string[] = [];

async function invoke<T>(name: string, input: object): Promise<T> {
  const { token } = new CancellationTokenSource();
  try {
    const { content } = await lm.invokeTool(
      `s3destinations_${name}`,
      { input, toolInvocationToken: undefined },
      token,
    );
    const [part] = content;
    assert(part instanceof LanguageModelTextPart);
    told.push(part.value);
    return JSON.parse(part.value) as T;
  } catch (error) {
    told.push(String(error), String((error as Error).stack));
    throw error;
  }
}

describe('the tools for language models', () => {
  const name = 'tools of language models';
  const folder = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', name);
  const outside = mkdtempSync(join(tmpdir(), 's3d-tools-'));
  const environment = {
    AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
  };
  const write = (file: string, content: string): string => {
    writeFileSync(join(folder, file), content);
    return `${name}/${file}`;
  };
  before(() => mkdirSync(folder));
  after(() => {
    for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
  });
  const setDestinations = (value: object | undefined) =>
    workspace.getConfiguration('s3Destinations').update('destinations', value, true);
  afterEach(async () => {
    await setDestinations(undefined);
    for (const variable of Object.keys(environment)) delete process.env[variable];
    await commands.executeCommand('notifications.clearAll');
  });
  // Whatever a test is about, and whichever of them run.
  afterEach('they tell nothing secret, and no stack', () => {
    const all = told.splice(0).join('\n');
    for (const secret of Object.values(accessKey)) assert.ok(!all.includes(secret));
    assert.doesNotMatch(all, /dist\/extension\.js/);
  });

  /** Some work with two destinations there, `local` and `live`, which is production. */
  const withDestinations = (work: (store: Store) => Promise<void>): Promise<void> =>
    withStore(async (store) => {
      Object.assign(process.env, environment);
      const local = { ...store.settings, folderPath: 'daily', credentials: { type: 'default' } };
      await setDestinations({ local, live: { ...local, production: true }, broken: { bucket: 'Bad_Name' } });
      await work(store);
    });

  it('are known to VS Code with their schemas', () => {
    const known = lm.tools.filter((tool) => tool.name.startsWith('s3destinations_'));
    assert.deepEqual(known.map((tool) => tool.name).sort(), Object.keys(toolInputs).sort());
    for (const tool of known) assert.ok(tool.description && tool.inputSchema, tool.name);
  });

  it('list destinations, and say what is wrong with one', async () => {
    await withDestinations(async () => {
      const { destinations } = await invoke<{ destinations: Record<string, unknown>[] }>(
        'list_destinations',
        {},
      );
      assert.deepEqual(
        destinations.map(({ id, address, production }) => [id, address, production]),
        [
          ['local', 's3://exports/daily', false],
          ['live', 's3://exports/daily', true],
          ['broken', undefined, undefined],
        ],
      );
      assert.match(String(destinations[2]?.['problem']), /\[invalid-destination\]$/);
    });
  });

  it('preview ten rows, or as many as asked for, with long texts cut', async () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      JSON.stringify({ n: index, text: 'x'.repeat(300) }),
    );
    const file = write('rows.ndjson', `${rows.join('\n')}\n`);
    interface Preview {
      headers: string[];
      rows: string[][];
      more: boolean;
    }
    const preview = await invoke<Preview>('preview_export', { file });
    assert.deepEqual([preview.headers, preview.rows.length, preview.more], [['n', 'text'], 10, true]);
    assert.equal(preview.rows[3]?.[0], '3');
    assert.equal(preview.rows[0]?.[1], `${'x'.repeat(199)}…`);
    const all = await invoke<Preview>('preview_export', { file: join(folder, 'rows.ndjson'), rows: 100 });
    assert.deepEqual([all.rows.length, all.more], [12, false]);
  });

  it('tell findings by place and rule, without values, also of a file that is broken', async () => {
    const file = write('found.csv', 'a,b\n=1+secretvalue,2\n3\n');
    const result = await invoke<{ findings: { rule: string; line: number }[]; endedBy?: string }>(
      'lint_export',
      { file },
    );
    assert.match(result.endedBy ?? '', /\[ragged-row\]$/);
    assert.ok(result.findings.some(({ rule, line }) => rule === 'ragged-row' && line === 3));
    assert.doesNotMatch(JSON.stringify(result), /secretvalue/);
  });

  it('make a dry run, and write nothing', async () => {
    const file = write('dry.csv', 'a,b\n1,2\n');
    await withDestinations(async (store) => {
      const facts = await invoke<{ rowsWritten: number; files: { address: string }[]; facts: string[] }>(
        'dry_run_export',
        { file, destination: 'local' },
      );
      assert.equal(facts.rowsWritten, 1);
      assert.match(
        facts.files[0]?.address ?? '',
        /^s3:\/\/exports\/daily\/amazon-s3_segmentdry_\d{14}\.csv$/,
      );
      assert.ok(facts.facts.includes('No object has this key yet. Nothing is ever overwritten.'));
      assert.deepEqual(await store.keys(), []);
    });
  });

  it('say in one line what to do where no destination, or none that is there, is meant', async () => {
    const file = write('nowhere.csv', 'a,b\n1,2\n');
    await assert.rejects(invoke('dry_run_export', { file }), /\[no-destination-named\]/);
    await assert.rejects(invoke('dry_run_export', { file, destination: 'gone' }), /\[destination-gone\]/);
  });

  it('reach no file outside of the workspace, nor one that is no export', async () => {
    writeFileSync(join(outside, 'away.csv'), 'a,b\nfar,away\n');
    symlinkSync(join(outside, 'away.csv'), join(folder, 'link.csv'));
    symlinkSync(outside, join(folder, 'linked'));
    const definition = JSON.stringify({ segment: { source: join(outside, 'away.csv') } });
    const named = write('away.s3export.json', definition);
    for (const file of [
      join(outside, 'away.csv'),
      `${name}/link.csv`,
      `${name}/linked/away.csv`,
      `${name}/../../${outside.split('/').at(-1)}/away.csv`,
      named,
    ])
      await assert.rejects(
        invoke('preview_export', { file }),
        /\[(outside-workspace|no-such-export)\]/,
        file,
      );
    for (const file of [write('notes.txt', 'a'), `${name}/gone.csv`])
      await assert.rejects(invoke('lint_export', { file }), /\[no-such-export\]/, file);
    assert.doesNotMatch(told.join(), /far,away|"far"/);
  });

  it('take no input that is not in their schema', () => {
    for (const input of [{}, { file: 1 }, { file: 'a.csv', rows: 101 }, { file: 'a.csv', key: 'x' }])
      assert.throws(() => readInput('s3destinations_preview_export', input), {
        code: 'invalid-tool-input',
      });
  });

  it('push by VS Code, whose question a test run answers with yes', async () => {
    const file = write('asked.csv', 'a,b\n1,2\n');
    await withDestinations(async (store) => {
      const { outcome } = await invoke<{ outcome: string }>('push_export', { file, destination: 'local' });
      assert.equal(outcome, 'verified');
      assert.equal((await store.keys()).length, 1);
      await assert.rejects(
        invoke('push_export', { file, destination: 'live' }),
        /A person has to push.*\[production-destination\]/,
      );
      assert.equal((await store.keys()).length, 1);
    });
  });

  describe('which push', () => {
    const services = (): Services =>
      ({
        store: new DestinationStore(),
        keys: { get: () => Promise.resolve(undefined), getAccessKey: () => Promise.resolve(undefined) },
        journal: new Journal(join(outside, 'uploads')),
        receipts: new ReceiptStore(join(outside, 'receipts')),
        runs: new RunHistory(join(outside, 'runs')),
        running: new RunningPushes(),
        log: createLog(),
        tree: { showDelivered: () => Promise.resolve() },
      }) as unknown as Services;

    it('ask with file, destination, address and the rows of the last time, and deliver what was confirmed', async () => {
      const file = write('pushed.csv', 'a,b\n1,2\n');
      await withDestinations(async (store) => {
        const known = services();
        const tool = pushExport(known);
        const { signal } = new AbortController();
        const input = { file, destination: 'local' };
        const outcome = (await tool.run(input, signal)) as { outcome: string; files: object[] };
        assert.equal(outcome.outcome, 'verified');
        const [key = '', ...others] = await store.keys();
        assert.deepEqual(others, []);
        assert.equal((await store.read(key)).toString(), 'a,b\n1,2\n');
        const [run] = await known.runs.recent();
        assert.deepEqual([run?.outcome, run?.exportName], ['verified', 'pushed']);
        const { confirmationMessages } = await tool.prepare(input);
        const message = confirmationMessages?.message;
        const text = typeof message === 'object' ? message.value : '';
        assert.match(
          confirmationMessages?.title ?? '',
          /^Push tools of language models\/pushed\.csv to local\?$/,
        );
        for (const fact of [
          /pushed\.csv/,
          /local/,
          /s3:\/\/exports\/daily\/amazon-s3_segmentpushed_/,
          /last push: ` 1 `/,
          /already: ` Nothing is pushed\. `/,
        ])
          assert.match(text, fact);
        told.push(JSON.stringify(outcome), text);
      });
    });

    it('write to the address that was confirmed, and nothing once something else would be pushed', async () => {
      const file = write('agreed.csv', 'a,b\n1,2\n');
      await withDestinations(async (store) => {
        const tool = pushExport(services());
        const input = { file, destination: 'local' };
        const { signal } = new AbortController();
        const { confirmationMessages } = await tool.prepare(input);
        const message = confirmationMessages?.message;
        await tool.run(input, signal);
        const [key = ''] = await store.keys();
        assert.ok(typeof message === 'object' && message.value.includes(`s3://exports/${key} `));
        await tool.prepare(input);
        write('agreed.csv', 'a,b\n1,2\n3,4\n');
        await assert.rejects(tool.run(input, signal), { code: 'changed-since-asked' });
        await tool.prepare(input);
        const local = { ...store.settings, folderPath: 'elsewhere', credentials: { type: 'default' } };
        await setDestinations({ local });
        await assert.rejects(tool.run(input, signal), { code: 'changed-since-asked' });
        assert.deepEqual(await store.keys(), [key]);
      });
    });

    it('write nothing when they are cancelled', async () => {
      const file = write('cancelled.csv', 'a,b\n1,2\n');
      await withDestinations(async (store) => {
        const input = { file, destination: 'local' };
        await assert.rejects(pushExport(services()).run(input, AbortSignal.abort()), { name: 'AbortError' });
        assert.deepEqual(await store.keys(), []);
      });
    });

    it('are left to a person where the destination is production', async () => {
      const file = write('live.csv', 'a,b\n1,2\n');
      await withDestinations(async (store) => {
        const tool = pushExport(services());
        const input = { file, destination: 'live' };
        const { signal } = new AbortController();
        for (const attempt of [tool.prepare(input), tool.run(input, signal)])
          await assert.rejects(attempt, (error) => {
            told.push(failureLine(error));
            return /A person has to push.*\[production-destination\]$/.test(failureLine(error));
          });
        assert.deepEqual(await store.keys(), []);
      });
    });
  });
});
