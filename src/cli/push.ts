// `push FILE...`: delivers the export, or with --dry-run says what would be delivered.
import { connect } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import { planExport } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import { bytesOf, type Proof, type Receipt, type Totals } from '../model/receipt';
import { openSource } from '../segment/source';
import type { PushArguments } from './arguments';
import { findDestination, withReachableCredentials } from './config';
import { counted, figures, print, table, withProgress } from './terminal';

export async function push(words: PushArguments, signal: AbortSignal): Promise<void> {
  const destination = await findDestination(words.config, words.destination);
  const source = await openSource(words.files, words.input);
  const planned = await planExport({ source, target: destination, moment: new Date() }, signal);
  const report = words.dryRun
    ? dryRunReport(destination, planned, await dryRun(planned, signal))
    : receiptReport(await send(destination, planned, signal));
  await print(words.json ? `${JSON.stringify(report.json, undefined, 2)}\n` : table(report.lines));
}

function dryRun(planned: PlannedExport, signal: AbortSignal): Promise<Totals> {
  return withProgress((progress) =>
    planned.scan({
      signal,
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
    }),
  );
}

async function send(destination: Destination, planned: PlannedExport, signal: AbortSignal): Promise<Receipt> {
  const connection = await connect(withReachableCredentials(destination), () => Promise.resolve(undefined));
  try {
    return await withProgress((progress) =>
      deliver(connection, planned, {
        signal,
        onProgress: ({ rows, bytes }) => progress.show(() => `Pushing… ${figures(rows, bytes)}`),
      }),
    );
  } finally {
    connection.close();
  }
}

/** The same facts as lines for people and as JSON for programs. */
interface Report {
  readonly lines: readonly (readonly [string, string])[];
  readonly json: unknown;
}

function dryRunReport(destination: Destination, { plan }: PlannedExport, totals: Totals): Report {
  const headers = plan.columns.map(({ header }) => header);
  return {
    json: { destination: destination.id, bucket: destination.bucket, headers, ...totals },
    lines: [
      ['dry run', 'nothing was sent'],
      ...totals.files.map(({ key }): [string, string] => ['object', s3Uri(destination.bucket, key)]),
      ['columns', headers.join(', ')],
      ...totalLines(totals),
    ],
  };
}

function receiptReport(receipt: Receipt): Report {
  return {
    json: receipt,
    lines: [
      ...receipt.files.map(({ proof, key }): [string, string] => [
        isReadBack(proof) ? 'delivered' : 'written',
        s3Uri(receipt.bucket, key),
      ]),
      ...totalLines(receipt),
      ...receipt.files.map(({ proof }): [string, string] => ['proof', proofText[proof]]),
    ],
  };
}

function isReadBack(proof: Proof): boolean {
  return proof === 'checksum' || proof === 'size';
}

const proofText: Record<Proof, string> = {
  checksum: "verified: the store's own checksum equals that of the export",
  size: 'verified by size only: the store gives no checksum of the object',
  answer:
    "not read back: the store's answer had the right checksum, the object itself could not be looked at",
  none: 'not verified: the object could not be looked at, and the answer of the store had no checksum',
};

function totalLines(totals: Totals): [string, string][] {
  const lines: [string, string][] = [
    ['rows', totals.rowsWritten.toLocaleString('en-US')],
    ['bytes', bytesOf(totals).toLocaleString('en-US')],
    ...totals.files.map(({ sha256 }): [string, string] => ['SHA-256', sha256]),
  ];
  if (totals.unmappedValues > 0) {
    const values = counted(totals.unmappedValues, 'value');
    lines.push(['left out', `${values} at paths that the first 1,000 records do not have`]);
  }
  return lines;
}
