// `push`: delivers an export, or with --dry-run says what would be delivered.
import * as l10n from '@vscode/l10n';
import { connect } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import { IncompleteDelivery } from '../delivery/failures';
import type { PlannedExport } from '../export/planned';
import { s3Uri } from '../model/bucketName';
import type { Definition } from '../model/definition';
import type { Destination } from '../model/destination';
import { explain, Failure, sentences } from '../model/failure';
import { isReadBack, type Receipt, type Totals } from '../model/receipt';
import type { PushArguments } from './arguments';
import { findDestination, withReachableCredentials } from './config';
import { DroppedRecords } from './droppedRecords';
import { receiptStore } from './receipts';
import { openExport, planNow } from './openExport';
import { dryRunReport, incompleteJson, listedAtMost, receiptReport, type Report } from './report';
import { atMost, figures, megabytes, OutputClosed, print, table, withProgress } from './terminal';
import { UsageError } from './usageError';

/** How many dropped records the JSON of a dry run has at most. */
const droppedInJson = 1000;

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

export async function push(words: PushArguments, signal: AbortSignal): Promise<void> {
  const opened = await openExport(words.operand);
  const destination = await findDestination(words.config, destinationOf(words, opened.definition));
  const planned = await planNow(opened, destination, signal);
  await (words.dryRun ? dryRun : send)(words, destination, planned, signal);
}

function destinationOf({ destination }: PushArguments, definition: Definition): string {
  const id = destination ?? definition.destination;
  if (id === undefined)
    throw new UsageError('The export definition has no "destination": "push" needs --destination ID.');
  return id;
}

async function dryRun(
  words: PushArguments,
  destination: Destination,
  planned: PlannedExport,
  signal: AbortSignal,
): Promise<void> {
  const dropped = new DroppedRecords(words.json ? droppedInJson : listedAtMost, words.dropped);
  const totals = await telling(dropped, () => scan(planned, dropped, signal));
  dropped.close();
  await printReport(words, dryRunReport(destination, planned.plan, totals, dropped.first));
}

async function send(
  words: PushArguments,
  destination: Destination,
  planned: PlannedExport,
  signal: AbortSignal,
): Promise<void> {
  const dropped = new DroppedRecords(0, words.dropped);
  const receipt = await telling(dropped, () => deliverTo(destination, planned, dropped, signal)).catch(
    (error: unknown) => failed(words, destination, error),
  );
  // Before it is printed, as perhaps nobody reads it; and if it cannot be kept, it is at least printed.
  const [kept] = await Promise.allSettled([keep(receipt, words)]);
  try {
    dropped.close();
    await printReport(words, receiptReport(receipt, planned.plan));
  } catch (error) {
    throw receipt.files.length === 0 ? error : new ReceiptLost(receipt, error);
  }
  if (kept.status === 'rejected') throw kept.reason;
}

/** An export that was skipped has nothing to be proved. @throws ReceiptNotKept */
async function keep(receipt: Receipt, { state }: PushArguments): Promise<void> {
  if (receipt.files.length > 0) await receiptStore(state).save(receipt);
}

/** Programs are told in JSON which objects are in the bucket. @throws the failure itself, also when that cannot be told */
async function failed(words: PushArguments, destination: Destination, error: unknown): Promise<never> {
  if (words.json && error instanceof IncompleteDelivery)
    await printJson(incompleteJson(destination, error)).catch(() => undefined);
  throw error;
}

/** Work that tells dropped records: when it fails, no incomplete file of them stays behind. */
async function telling<T>(dropped: DroppedRecords, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    dropped.giveUp(error);
    throw error;
  }
}

function scan(planned: PlannedExport, dropped: DroppedRecords, signal: AbortSignal): Promise<Totals> {
  return withProgress((progress) =>
    planned.scan({
      signal,
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
      onDropped: dropped.add,
    }),
  );
}

async function deliverTo(
  destination: Destination,
  planned: PlannedExport,
  dropped: DroppedRecords,
  signal: AbortSignal,
): Promise<Receipt> {
  const connection = await connect(withReachableCredentials(destination), () => Promise.resolve(undefined));
  try {
    return await withProgress((progress) =>
      deliver(connection, planned, {
        signal,
        onProgress: ({ rows, bytes }) => progress.show(() => `Pushing… ${figures(rows, bytes)}`),
        onReadBack: (bytes) => progress.show(() => `Reading back… ${megabytes(bytes)}`),
        onDropped: dropped.add,
      }),
    );
  } finally {
    connection.close();
  }
}

async function printReport({ json }: PushArguments, report: Report): Promise<void> {
  await (json ? printJson(report.json) : print(table(report.lines)));
}

function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value, undefined, 2)}\n`);
}
