// A push whose process is killed in the middle: the next one lists it, and resumes or aborts it.
import assert from 'node:assert/strict';
import { type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { RunHistory } from '../../../src/delivery/runHistory';
import { assertComplaint, program } from './program';

describe('command line, after it was killed', function () {
  this.timeout(120_000);
  const { folder, endpoint, delivered, read, withConfig } = program();
  const state = folder.path('state');
  const row = 'x'.repeat(1000);
  let number = 0;

  /** Some 40 MB, in a file of its own. */
  function segment(): string {
    const path = folder.path(`long-${++number}.ndjson`);
    writeFileSync(path, `{"a":"${row}","b":${number}}\n`.repeat(40_000));
    return path;
  }

  /** Parts of exports that the store has taken. */
  const parts = () =>
    endpoint().requests.filter(
      ({ method, path, status }) => method === 'PUT' && /long-.*partNumber=/.test(path) && status === 200,
    ).length;
  const uploads = async () =>
    JSON.parse((await withState('uploads', '--json')).out) as {
      id: string;
      resumable: boolean;
      key: string;
    }[];

  const withState = (...words: string[]) => withConfig([...words, '--state', state]);

  /** Pushes, and kills the process when the store has its first part. */
  async function kill(...words: string[]): Promise<void> {
    const before = parts();
    endpoint().setBytesPerSecond(20_000_000);
    const killAfterFirstPart = (child: ChildProcess) => {
      const timer = setInterval(() => {
        if (parts() > before) child.kill('SIGKILL');
      }, 20);
      child.once('exit', () => clearInterval(timer));
    };
    const push = ['push', ...words, '--destination', 'acme', '--state', state];
    const { code } = await withConfig(push, { onStart: killAfterFirstPart });
    endpoint().setBytesPerSecond(undefined);
    assert.equal(code, null);
  }

  it('lists no push that goes on, or none at all', async () => {
    assert.deepEqual(await uploads(), []);
    assert.equal((await withState('uploads')).out, '');
  });

  it('resumes it: what is there is not sent again, and the object is whole', async () => {
    const file = segment();
    const dropped = folder.path('dropped.ndjson');
    const before = await delivered();
    await kill(file, '--dropped', dropped);
    assert.deepEqual(await delivered(), before);
    const [interrupted] = await uploads();
    assert.equal(interrupted?.resumable, true);
    const { out } = await withState('uploads');
    assert.match(
      out,
      new RegExp(`^${interrupted.id}  long-\\d+ to acme · begun .* · parts of s3://cli-exports/daily/`),
    );
    const sent = parts();
    // The folder is told from where the person is now, not from where the push was begun.
    const result = await withConfig(['resume', interrupted.id.slice(0, 8), '--json', '--state', 'state'], {
      cwd: folder.path('.'),
    });
    assert.equal(result.err, '');
    assert.equal(result.code, 0);
    const receipt = JSON.parse(result.out) as {
      id: string;
      files: { key: string; sha256: string; proof: string }[];
    };
    const [object] = receipt.files;
    assert.deepEqual([receipt.id, object?.key, object?.proof], [interrupted.id, interrupted.key, 'checksum']);
    assert.ok(parts() - sent < 5, `${parts() - sent} of 5 parts were sent again`);
    const text = `a,b\n${`${row},${number}\n`.repeat(40_000)}`;
    assert.equal(object?.sha256, createHash('sha256').update(text).digest('hex'));
    assert.ok(text.startsWith(await read(object.key)));
    assert.equal(readFileSync(dropped, 'utf8'), '');
    assert.deepEqual(await uploads(), []);
    assert.match((await withState('receipt', receipt.id)).out, new RegExp(object.sha256));
    const runs = await new RunHistory(`${state}/runs`).recent();
    assert.deepEqual(
      runs.map(({ id, subject, outcome }) => [id, subject, outcome]),
      [[receipt.id, file, 'verified']],
    );
  });

  it('aborts it: nothing is left', async () => {
    await kill(segment());
    const before = await delivered();
    const [interrupted] = await uploads();
    const { out, code } = await withState('abort', interrupted?.id ?? '');
    assert.match(out, /^aborted {2}s3:\/\/cli-exports\/daily\/\S+ · no part of it remains\n$/);
    assert.equal(code, 0);
    assert.deepEqual(await delivered(), before);
    assert.deepEqual(await uploads(), []);
    const again = await withState('abort', interrupted?.id ?? '');
    assertComplaint(again, 1, /There is no interrupted push/);
  });

  it('does not resume it when the segment has changed, and aborts it then', async () => {
    const file = segment();
    await kill(file);
    writeFileSync(file, '{"a":1,"b":2}\n');
    const [interrupted] = await uploads();
    assertComplaint(await withState('resume', interrupted?.id ?? ''), 1, /segment file has changed/);
    assert.equal((await withState('abort', interrupted?.id ?? '')).code, 0);
  });

  it('only aborts one that was read in a single pass', async () => {
    await kill(segment(), '--single-pass');
    const [interrupted] = await uploads();
    assert.equal(interrupted?.resumable, false);
    assertComplaint(await withState('resume', interrupted.id), 1, /without reading the whole segment first/);
    assert.equal((await withState('abort', interrupted.id)).code, 0);
  });

  it('says where it looked when it knows no such push', async () => {
    assertComplaint(await withState('resume', 'nothing'), 1, /There is no interrupted push "nothing"/);
  });
});
