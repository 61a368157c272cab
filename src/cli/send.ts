// What `push` and `resume` share: a run is sent, and what was delivered is told.
import * as l10n from '@vscode/l10n';
import type { Connection } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import { IncompleteDelivery } from '../delivery/failures';
import { keepingRecord } from '../delivery/interrupted';
import type { Target } from '../delivery/guard';
import type { RunJournal } from '../delivery/journal';
import type { RunRecorder } from '../delivery/runRecorder';
import type { PlannedExport } from '../export/planned';
import { s3Uri } from '../model/bucketName';
import { explain, Failure, sentences } from '../model/failure';
import { isReadBack, type FileFigures, type Receipt } from '../model/receipt';
import type { PushArguments } from './arguments';
import type { DroppedRecords } from './droppedRecords';
import type { Host } from './host';
import { receiptStore } from './receipts';
import { listedAtMost, incompleteJson, receiptReport } from './report';
import { atMost, figures, megabytes, OutputClosed, printJson, printReport, withProgress } from './terminal';

/** The export is in the bucket, but what is to be told of it cannot be told. */
export class ReceiptLost extends Failure {
  constructor({ bucket, files }: Receipt, cause: unknown) {
    const objects = atMost(
      files.map(({ key }) => s3Uri(bucket, key)),
      listedAtMost,
    ).join(', ');
    super(
      'receipt-lost',
      {
        what: files.every(({ proof }) => isReadBack(proof))
          ? l10n.t('The export was delivered ({0}), but that could not be reported.', objects)
          : l10n.t('The export was written ({0}), but that could not be reported.', objects),
        why: cause instanceof OutputClosed ? l10n.t('Nobody reads the output any more.') : whyLost(cause),
        next: l10n.t('There is no need to push again.'),
      },
      { cause },
    );
  }
}

function whyLost(cause: unknown): string {
  const { what, why } = explain(cause);
  return sentences({ what, why, next: '' });
}

export interface RunToSend {
  readonly planned: PlannedExport;
  /** What comes out otherwise is not written. Undefined: whatever comes out is. */
  readonly files: readonly FileFigures[] | undefined;
  /** Keeps the record of the run. */
  readonly run: RunJournal;
  /** Where the first files go. Default: what the destination's policy makes of their keys. */
  readonly targets?: readonly Target[];
  /** Is told the dropped records, and closed. */
  readonly dropped: DroppedRecords;
  /** Is told what became of the run. */
  readonly recorder: RunRecorder;
}

type Words = Pick<PushArguments, 'json' | 'state'>;

/** @throws ReceiptLost, ReceiptNotKept, and what `deliver` throws */
export async function sendRun(
  host: Host,
  words: Words,
  connection: Connection,
  toSend: RunToSend,
): Promise<void> {
  const { planned, run, dropped, recorder } = toSend;
  recorder.journal = run;
  const work = async () => {
    const receipt = await deliverRun(host, connection, toSend);
    // Before it is printed, as perhaps nobody reads it; and if it cannot be kept, it is at least printed.
    const [kept] = await Promise.allSettled([keep(host, receipt, words)]);
    await recorder.delivered(receipt, kept.status === 'fulfilled' && receipt.files.length > 0);
    return { receipt, kept };
  };
  const { receipt, kept } = await keepingRecord(run, work).catch((error: unknown) =>
    failed(host, words, connection, error),
  );
  try {
    dropped.close();
    await printReport(host, words, receiptReport(receipt, planned.plan, connection.destination));
  } catch (error) {
    throw receipt.files.length === 0 ? error : new ReceiptLost(receipt, error);
  }
  host.pushes?.delivered(receipt, connection.destination);
  if (kept.status === 'rejected') throw kept.reason;
}

/** An export that was skipped has nothing to be proved. @throws ReceiptNotKept */
async function keep(host: Host, receipt: Receipt, { state }: Words): Promise<void> {
  if (receipt.files.length > 0) await receiptStore(host, state).save(receipt);
}

function deliverRun(
  host: Host,
  connection: Connection,
  { planned, files, run, targets = [], dropped }: RunToSend,
): Promise<Receipt> {
  return withProgress(host, (progress) =>
    deliver(connection, planned, {
      signal: host.signal,
      journal: run,
      targets,
      ...(files && { expected: files }),
      onProgress: ({ rows, bytes }) => progress.show(() => `Pushing… ${figures(rows, bytes)}`),
      onReadBack: (bytes) => progress.show(() => `Reading back… ${megabytes(bytes)}`),
      onDropped: dropped.add,
    }),
  );
}

/** Programs are told in JSON which objects are in the bucket. @throws the failure itself, also when that cannot be told */
async function failed(host: Host, words: Words, { destination }: Connection, error: unknown): Promise<never> {
  if (words.json && error instanceof IncompleteDelivery)
    await printJson(host, incompleteJson(destination, error)).catch(() => undefined);
  throw error;
}
