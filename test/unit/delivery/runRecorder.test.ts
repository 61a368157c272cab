// What the list of runs is told of a push, whatever becomes of it, and that the list never stands in a push's way.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ManifestNotDelivered, PartlyDelivered, UnfinishedUpload } from '../../../src/delivery/failures';
import { RunHistory } from '../../../src/delivery/runHistory';
import { RunRecorder } from '../../../src/delivery/runRecorder';
import { Failure } from '../../../src/model/failure';
import type { FinishedRun } from '../../../src/model/finishedRun';
import { receiptOf } from '../receipts';
import { temporaryFolder } from '../temporaryFolder';

describe('the recorder of a run', () => {
  const folder = temporaryFolder();
  const pushing = {
    subject: '/acme/luxury.s3export.json',
    destination: { id: 'acme', name: 'Acme exports', bucket: 'exports' },
  };
  const cancelled = () => new DOMException('Cancelled', 'AbortError');
  let number = 0;

  /** What is recorded of a push. */
  const recorded = async (work: (recorder: RunRecorder) => Promise<unknown>): Promise<FinishedRun> => {
    const history = new RunHistory(folder.path(`runs-${++number}`));
    await work(new RunRecorder(pushing, history, (error) => assert.fail(String(error))));
    const [run, ...others] = await history.recent();
    assert(run && others.length === 0);
    return run;
  };
  const failing = (error: unknown): Promise<FinishedRun> =>
    recorded((recorder) =>
      assert.rejects(
        recorder.recordFailure(() => Promise.reject(error as Error)),
        (thrown) => thrown === error,
      ),
    );

  it('tells the figures and the outcome of the receipt', async () => {
    const receipt = receiptOf({ proof: 'answer' });
    const dropped = { ...receipt.dropped, duplicate: 2 };
    const run = await recorded((recorder) => recorder.delivered({ ...receipt, dropped }, true));
    const { startedAt, finishedAt, id } = receipt;
    assert.deepEqual(run, {
      ...{ version: 1, id, startedAt, finishedAt, receiptId: id, outcome: 'written' },
      ...{ exportName: 'luxury', subject: pushing.subject, bucket: 'exports' },
      ...{ destinationId: 'acme', destinationName: 'Acme exports' },
      ...{ rowsWritten: 1, dropped: 2, bytes: 4, files: ['daily/export.csv'] },
    });
  });

  it('tells of no receipt where none was kept', async () => {
    const run = await recorded((recorder) => recorder.delivered(receiptOf(), false));
    assert.deepEqual([run.outcome, run.receiptId], ['verified', undefined]);
  });

  it('tells of an export that was skipped', async () => {
    const run = await recorded((recorder) => recorder.skipped(receiptOf({}, { files: [], rowsWritten: 0 })));
    assert.deepEqual([run.outcome, run.rowsWritten, run.files], ['skipped', 0, undefined]);
  });

  it('tells what was said of a failure, and nothing of the customer or the store', async () => {
    const explanation = { what: 'It broke.', why: 'It was old.', next: 'Buy another.' };
    const options = {
      excerpt: 'ada@example.com',
      detail: 'arn:aws:iam::1:user/x',
      cause: new Error('secret'),
    };
    const run = await failing(new Failure('it-broke', explanation, options));
    assert.deepEqual([run.outcome, run.failure], ['failed', { code: 'it-broke', ...explanation }]);
    assert.doesNotMatch(JSON.stringify(run), /ada@|arn:|secret/);
  });

  it('takes no Cancel for a failure, and tells what it left', async () => {
    const { files } = receiptOf();
    assert.deepEqual((({ outcome, failure }) => [outcome, failure])(await failing(cancelled())), [
      'cancelled',
      undefined,
    ]);
    for (const error of [
      new PartlyDelivered(files, cancelled()),
      new ManifestNotDelivered(files, 'manifest.json', cancelled()),
      new UnfinishedUpload('export.csv', 'upload', cancelled(), new Error('offline')),
    ]) {
      const { outcome, failure } = await failing(error);
      assert.deepEqual([outcome, failure?.code], ['cancelled', error.code]);
    }
    const partly = await failing(new PartlyDelivered(files, new Error('offline')));
    assert.deepEqual([partly.outcome, partly.files], ['failed', ['daily/export.csv']]);
  });

  it('takes nothing that goes wrong behind a delivery for its failure', async () => {
    const run = await recorded((recorder) =>
      assert.rejects(
        recorder.recordFailure(async () => {
          await recorder.delivered(receiptOf(), true);
          throw new Error('the terminal is gone');
        }),
      ),
    );
    assert.equal(run.outcome, 'verified');
  });

  it('never fails a push, and says why the list does not have it', async () => {
    const problems: unknown[] = [];
    const history = new RunHistory(join(__filename, 'runs'));
    const recorder = new RunRecorder(pushing, history, (error) => problems.push(error));
    await recorder.recordFailure(() => recorder.delivered(receiptOf(), true));
    assert.match(String(problems), /ENOTDIR/);
  });
});
