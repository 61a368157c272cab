// `compare`: what a push would change, row by row, against the last delivery of the export or a chosen object. Nothing is
// sent. Exit codes are those of `diff`.
import type { Connection } from '../delivery/connection';
import { download, type Downloaded } from '../delivery/download';
import { deliveryOf, lastDelivery, type DeliveredExport } from '../delivery/lastDelivery';
import { compareExports, type CompareProgress } from '../export/compare/compare';
import type { PlannedExport } from '../export/planned';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import type { CompareArguments } from './arguments';
import { comparisonJson, comparisonLines, isEqual, type Compared } from './comparisonReport';
import { findDestination } from './config';
import type { Host } from './host';
import { openExport, planAt } from './openExport';
import { receiptStore } from './receipts';
import { destinationOf } from './target';
import { counted, megabytes, printReport, withProgress, type ProgressLine } from './terminal';
import { withConnection } from './withConnection';

/** @returns the exit code: 0 when both are equal, 1 when they differ */
export async function compare(words: CompareArguments, host: Host): Promise<number> {
  const opened = await openExport(host, words.operand);
  const destination = await findDestination(host, words.config, destinationOf(words, opened.definition));
  const planned = await planAt(new Date(), opened, destination, host.signal);
  const compared = await withProgress(host, (progress) => run(words, destination, planned, progress, host));
  const json = comparisonJson(compared);
  await printReport(host, words, { json, lines: comparisonLines(compared) });
  return isEqual(compared.comparison) ? 0 : 1;
}

async function run(
  words: CompareArguments,
  destination: Destination,
  planned: PlannedExport,
  progress: ProgressLine,
  host: Host,
): Promise<Compared> {
  const { delivered, old } = await withConnection(host, destination, (connection) =>
    fetchOld(connection, words, planned, progress, host),
  );
  try {
    const { by } = words;
    const { signal } = host;
    const onProgress = (step: CompareProgress): void => progress.show(() => stepText(step));
    const comparison = await compareExports({ planned, old, by, signal, onProgress });
    const differences = await comparison.list('all', 0, words.list);
    await comparison.dispose();
    return { destination, delivered, comparison, differences };
  } finally {
    await old.dispose();
  }
}

async function fetchOld(
  connection: Connection,
  { with: chosen, state }: CompareArguments,
  { plan }: PlannedExport,
  progress: ProgressLine,
  host: Host,
): Promise<{ delivered: DeliveredExport; old: Downloaded }> {
  const { signal } = host;
  const search = { plan, receipts: receiptStore(host, state), signal };
  const delivered = await (chosen === undefined
    ? lastDelivery(connection, search)
    : deliveryOf(connection, keyOf(chosen, connection.destination), search));
  const onProgress = (read: number, all: number): void =>
    progress.show(() => `Reading what was delivered… ${megabytes(read)} of ${megabytes(all)}`);
  return { delivered, old: await download(connection, delivered, { signal, onProgress }) };
}

/** @param chosen a key or its S3 URI */
function keyOf(chosen: string, { bucket }: Destination): string {
  const start = s3Uri(bucket, '');
  return chosen.startsWith(start) ? chosen.slice(start.length) : chosen;
}

function stepText({ step, part = 0, rows }: CompareProgress): string {
  if (step === 'match') return `Comparing rows… ${Math.floor(100 * part)} %`;
  return `Reading ${step === 'old' ? 'what was delivered' : 'the export'}… ${counted(rows, 'row')}`;
}
