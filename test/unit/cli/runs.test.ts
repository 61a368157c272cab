// The list of runs that the command line keeps, for the extension to show where the two share a state folder.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { RunHistory } from '../../../src/delivery/runHistory';
import { program } from './program';

describe('command line, list of runs', () => {
  const { folder, file, withConfig, define } = program();
  let number = 0;

  const runsOf = async (...words: string[]) => {
    const state = folder.path(`state-${++number}`);
    const { code } = await withConfig(['push', ...words, '--state', state]);
    return { code, runs: await new RunHistory(`${state}/runs`).recent() };
  };

  it('has a push with its figures', async () => {
    const { code, runs } = await runsOf(file, '--destination', 'acme');
    const [{ outcome, exportName, subject, rowsWritten, receiptId, id } = {}, ...others] = runs;
    assert.deepEqual([code, others], [0, []]);
    assert.deepEqual(
      [outcome, exportName, subject, rowsWritten, receiptId],
      ['verified', 'profiles', file, 3, id],
    );
  });

  it('has no dry run', async () => {
    const { code, runs } = await runsOf(file, '--destination', 'acme', '--dry-run');
    assert.deepEqual([code, runs], [0, []]);
  });

  it('has a push that failed, with the sentence, before or in the delivery', async () => {
    const { code, runs } = await runsOf(file, '--destination', 'missing', '--single-pass');
    const [{ outcome, bucket, failure } = {}] = runs;
    assert.deepEqual([code, runs.length, outcome, bucket], [1, 1, 'failed', 'no-such-bucket']);
    assert.match(failure?.what ?? '', /no-such-bucket/);
  });

  it('has an export that was skipped, by the name of its definition', async () => {
    writeFileSync(folder.path('none.ndjson'), '{"a":null}\n');
    const columns = [{ path: 'a', mandatory: true }];
    const definition = define('nobody', { segment: { source: 'none.ndjson' }, columns, emptyExport: 'skip' });
    const { code, runs } = await runsOf(definition, '--destination', 'acme');
    assert.deepEqual(
      [code, runs.map(({ outcome, exportName, dropped }) => [outcome, exportName, dropped])],
      [0, [['skipped', 'nobody', 1]]],
    );
  });
});
