// The list of runs: newest first, the newest only, for its owner alone, whoever writes meanwhile, whatever else lies there.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RunHistory } from '../../../src/delivery/runHistory';
import { exportNameOf, lastOf, type FinishedRun } from '../../../src/model/finishedRun';
import { runOf } from '../runs';
import { temporaryFolder } from '../temporaryFolder';

describe('the history of runs', () => {
  const folder = temporaryFolder();
  let path: string;
  let number = 0;
  beforeEach(() => {
    path = folder.path(`state ${number++}/runs`);
  });

  const added = async (runs: readonly FinishedRun[], limit?: number): Promise<RunHistory> => {
    const history = new RunHistory(path, limit);
    for (const run of runs) await history.add(run);
    return history;
  };

  it('gives back what it was given, newest first, also to others', async () => {
    const [first, second, third] = [runOf({ second: 1 }), runOf({ second: 2 }), runOf({ second: 3 })];
    const history = await added([second, third, first]);
    assert.deepEqual(await history.recent(), [third, second, first]);
    assert.deepEqual(await new RunHistory(path).recent(2), [third, second]);
  });

  it('is empty where there is no folder, and makes none to be looked at', async () => {
    const history = new RunHistory(path);
    assert.deepEqual([await history.recent(), await history.unreadable()], [[], 0]);
    assert.equal(existsSync(path), false);
  });

  it('has the newest only', async () => {
    const history = await added(
      [3, 1, 4, 5].map((second) => runOf({ second })),
      2,
    );
    assert.deepEqual(await history.recent(), [runOf({ second: 5 }), runOf({ second: 4 })]);
    assert.equal(readdirSync(path).length, 2);
  });

  it('is for its owner alone', async () => {
    await added([runOf()]);
    const [name = ''] = readdirSync(path);
    assert.equal(statSync(path).mode & 0o777, 0o700);
    assert.equal(statSync(join(path, name)).mode & 0o777, 0o600);
  });

  it('passes over what is no run, and counts it', async () => {
    const history = await added([runOf({ second: 9 })]);
    const bad = ['{', '', '[]', JSON.stringify({ ...runOf(), version: 2 }), JSON.stringify({ version: 1 })];
    bad.forEach((text, index) =>
      writeFileSync(
        join(path, `20200408T06180${index}000Z-12341e18-abcd-49c2-836d-12345678901${index}.json`),
        text,
      ),
    );
    writeFileSync(join(path, 'README.txt'), 'not ours');
    assert.deepEqual(await history.recent(1), [runOf({ second: 9 })]);
    assert.equal(await history.unreadable(), bad.length);
  });

  it('says why a run could not be kept', async () => {
    await assert.rejects(new RunHistory(join(__filename, 'runs')).add(runOf()), { code: 'ENOTDIR' });
  });

  it('forgets one, or all', async () => {
    const runs = [1, 2, 3].map((second) => runOf({ second }));
    const history = await added(runs);
    await history.remove(runOf({ second: 2 }));
    assert.deepEqual(await history.recent(), [runs[2], runs[0]]);
    await history.clear();
    assert.deepEqual(readdirSync(path), []);
  });

  it('keeps a run that was resumed beside what it was before', async () => {
    const before = runOf({ second: 1, outcome: 'failed' });
    const after = { ...runOf({ second: 2 }), id: before.id };
    const history = await added([before, after]);
    await history.remove(before);
    assert.deepEqual(await history.recent(), [after]);
  });

  it('tells of runs of its own and of other programs, as long as somebody listens', async () => {
    const history = new RunHistory(path);
    const seen = new Promise<void>((resolve) => {
      const listening = history.onDidChange(() => {
        void history.recent().then(({ length }) => {
          if (length < 2) return;
          listening.dispose();
          resolve();
        });
      });
    });
    await history.add(runOf({ second: 1 }));
    await new RunHistory(path).add(runOf({ second: 2 }));
    await seen;
  });

  it('is shared by programs that write and tidy at the same time', async () => {
    const program = folder.path('add.ts');
    const [historyFile, runsFile] = ['../../../src/delivery/runHistory', '../runs'].map((name) =>
      JSON.stringify(join(__dirname, name)),
    );
    writeFileSync(
      program,
      `import { RunHistory } from ${historyFile};
       import { runOf } from ${runsFile};
       const [path = '', first = ''] = process.argv.slice(2);
       const add = async () => {
         const history = new RunHistory(path, 8);
         for (let n = 0; n < 8; n++) {
           await history.add(runOf({ second: Number(first) + 2 * n }));
           await history.recent();
         }
       };
       void add();`,
    );
    const run = (first: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', program, path, first], {
        cwd: process.cwd(),
      });
    await Promise.all([run('0'), run('1')]);
    const expected = Array.from({ length: 8 }, (_, index) => runOf({ second: 15 - index }));
    assert.deepEqual(await new RunHistory(path).recent(), expected);
    assert.equal(readdirSync(path).length, 8);
  });
});

describe('the list of runs', () => {
  it('has the last run of what was pushed and where', () => {
    const [newest, older] = [runOf({ second: 2 }), runOf({ second: 1 })];
    const other = { ...runOf({ second: 3 }), destinationId: 'another' };
    assert.equal(lastOf([other, newest, older], newest.subject, newest.destinationId), newest);
    assert.equal(lastOf([other], newest.subject, newest.destinationId), undefined);
  });

  it('calls an export by its definition, or by its segment file', () => {
    assert.deepEqual(['luxury.s3export.json', 'luxury.ndjson.gz', 'luxury'].map(exportNameOf), [
      'luxury',
      'luxury',
      'luxury',
    ]);
  });
});
