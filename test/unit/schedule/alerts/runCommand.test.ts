// Programs that fail, hang, do not read, talk without end and start others: real ones.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../../../src/schedule/alerts/runCommand';
import { temporaryFolder } from '../../temporaryFolder';
import { success } from './alerts';

describe('the command of an alert', function () {
  if (process.platform === 'win32') return;
  const folder = temporaryFolder();
  const never = new AbortController().signal;
  const run = (command: readonly string[], { limit = 20_000, signal = never, alert = success } = {}) =>
    runCommand(command, alert, process.env, signal, limit);
  const shell = (script: string) => ['sh', '-c', script];

  it('says of a program that fails how it ended, and not what it printed', async () => {
    assert.equal(
      await run(shell('echo s3cret; echo s3cret >&2; exit 7')),
      'The command of an alert, sh, ended with 7.',
    );
    assert.equal(await run(shell('kill -TERM $$')), 'The command of an alert, sh, ended with SIGTERM.');
  });

  it('says that a program is missing, by its name without folders', async () => {
    assert.match((await run([folder.path('missing')])) ?? '', /alert, missing, could not be started/);
    assert.match((await run([''])) ?? '', /could not be started/);
    assert.match((await run(['sh', 'a\0b'])) ?? '', /could not be started/);
  });

  it('starts nothing for a run that was cancelled', async () => {
    const path = folder.path('started');
    assert.equal(await run(shell(`: > ${path}`), { signal: AbortSignal.abort() }), undefined);
    assert.equal(await run([folder.path('missing')], { signal: AbortSignal.abort() }), undefined);
    await sleep(200);
    assert.equal(existsSync(path), false);
  });

  it('uses no shell: arguments are what they are', async () => {
    const path = folder.path('arguments');
    const odd = '$(exit 1); `x` "y" *';
    assert.equal(await run(['sh', '-c', 'printf %s "$2" > "$1"', 'sh', path, odd]), undefined);
    assert.equal(readFileSync(path, 'utf8'), odd);
  });

  it('minds none that reads nothing, however much there is', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `daily/export_${index}.csv`);
    assert.equal(await run(['true'], { alert: { ...success, keys } }), undefined);
  });

  it('waits for none that prints without end', async () => {
    assert.equal(await run(shell('head -c 5000000 /dev/zero')), undefined);
  });

  it('waits for nothing that a program leaves behind', async () => {
    assert.equal(await run(shell('sleep 20 & exit 0')), undefined);
  });

  it('takes names as they are', async () => {
    const alert = { ...success, exportName: 'a\0$(exit 1)"' };
    assert.equal(
      await run(shell('test "$S3_DESTINATIONS_EXPORT" = "a\\$(exit 1)\\""'), { alert }),
      undefined,
    );
  });

  /** Ends itself and another, who would leave a file. */
  const hanging = (pids: string) =>
    shell(`sleep 600 & echo $! $$ > '${pids}.new'; mv '${pids}.new' '${pids}'; wait`);

  it('kills what takes too long, with all that it has started', async () => {
    const pids = folder.path('late');
    assert.match((await run(hanging(pids), { limit: 1000 })) ?? '', /sh, was ended after 1 seconds/);
    await allGone(pids);
  });

  it('kills it without a word when the run is cancelled', async () => {
    const pids = folder.path('cancelled');
    const cancelled = new AbortController();
    const ended = run(hanging(pids), { signal: cancelled.signal });
    while (!existsSync(pids)) await sleep(10);
    cancelled.abort();
    assert.equal(await ended, undefined);
    await allGone(pids);
  });
});

async function allGone(file: string): Promise<void> {
  for (const pid of readFileSync(file, 'utf8').trim().split(' ')) {
    while (isRunning(Number(pid))) await sleep(10);
  }
}

/** A process that has ended and was not asked about by its parent counts as gone. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
