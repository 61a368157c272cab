// Delivers an export: one reading of the segment file through the encoder into the bucket, and the receipt of it.
import { ExportRun, type Progress } from '../export/run';
import type { Plan } from '../model/plan';
import type { Receipt, Totals } from '../model/receipt';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import type { Connection } from './connection';
import { push } from './push';

export interface DeliverOptions {
  readonly signal: AbortSignal;
  /** What has been sent so far. */
  readonly onProgress?: (progress: Progress) => void;
  /** What a person confirmed: if the export comes out differently, nothing is written. */
  readonly expected?: Pick<Totals, 'bytes' | 'sha256'>;
}

/** @throws whatever the segment room and `push` throw. Nothing was written then, unless `push` says otherwise of the failure. */
export async function deliver(
  connection: Connection,
  plan: Plan,
  source: Source,
  { signal, onProgress, expected }: DeliverOptions,
): Promise<Receipt> {
  const startedAt = new Date();
  const run = new ExportRun(plan, readRecords(source, signal));
  const outcome = await push(
    connection,
    { key: plan.key, contentType: plan.format.contentType, chunks: run.objectChunks(), expected },
    { signal, onProgress: (bytes, rows) => onProgress?.({ bytes, rows }) },
  );
  return {
    destination: connection.destination.id,
    bucket: connection.destination.bucket,
    key: plan.key,
    source: source.name,
    segment: plan.segment.id,
    format: plan.format.type,
    ...run.counts(),
    ...outcome,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
  };
}
