// Delivers an export: one reading of the segment through the encoder into the bucket, file after file, and the receipt of it.
import { randomUUID } from 'node:crypto';
import type { PlannedExport, Progress } from '../export/planned';
import type { OnDropped } from '../export/rows';
import type { DeliveredFile, FileFigures, Receipt } from '../model/receipt';
import { configSha256 } from './configSha256';
import type { Connection } from './connection';
import { ExportChanged, PartlyDelivered } from './failures';
import { targetOf, type Target } from './guard';
import { objectHeaders } from './objectHeaders';
import { push } from './push';

export interface DeliverOptions {
  readonly signal: AbortSignal;
  /** What has been sent so far. */
  readonly onProgress?: (progress: Progress) => void;
  /** How many bytes of an object have been read back, where the store shows no checksum of it. */
  readonly onReadBack?: (bytesRead: number) => void;
  /** What a person confirmed: a file that comes out differently, or is one more, is not written. */
  readonly expected?: readonly Pick<FileFigures, 'bytes' | 'sha256'>[];
  /** Keys and conditions that were looked up before, file by file. Those that are missing are looked up now. */
  readonly targets?: readonly Target[];
  /** What it throws ends the delivery. */
  readonly onDropped?: OnDropped | undefined;
}

/**
 * @throws whatever the segment room, the export room and `push` throw. Nothing was written then, unless `push` says
 * otherwise of the failure; PartlyDelivered when some files are in the bucket already
 */
export async function deliver(
  connection: Connection,
  planned: PlannedExport,
  { signal, onProgress, onReadBack, expected, targets, onDropped }: DeliverOptions,
): Promise<Receipt> {
  const startedAt = new Date();
  const { plan, source } = planned;
  const run = await planned.run({ signal, onDropped });
  const files: DeliveredFile[] = [];
  let [bytes, rows] = [0, 0];
  const { overwrite } = connection.destination.object;
  const headers = objectHeaders(connection.destination.object, plan.format);
  const extension = plan.format.fileExtension;
  try {
    for await (const file of run.files()) {
      const number = files.length;
      if (number === expected?.length) throw new ExportChanged(file.key);
      const target =
        targets?.[number] ?? (await targetOf(connection, file.key, extension, overwrite, signal));
      const upload = { chunks: file.chunks, headers, ...target, expected: expected?.[number] };
      const progress = (fileBytes: number, fileRows: number) =>
        onProgress?.({ bytes: bytes + fileBytes, rows: rows + fileRows });
      const outcome = await push(connection, upload, { signal, onProgress: progress, onReadBack });
      files.push({ key: target.key, rows: file.rows(), ...outcome });
      [bytes, rows] = [bytes + outcome.bytes, rows + file.rows()];
    }
    if (expected && files.length < expected.length) throw new ExportChanged(plan.key);
  } catch (error) {
    if (files.length === 0) throw error;
    throw new PartlyDelivered(
      files.map(({ key }) => key),
      error,
    );
  }
  const { destination } = connection;
  return {
    id: randomUUID(),
    destination: destination.id,
    bucket: destination.bucket,
    endpoint: destination.endpoint,
    source: source.name,
    sourceSha256: await planned.sourceSha256(),
    configSha256: configSha256(plan, destination),
    segment: plan.segment.id,
    format: plan.format.type,
    ...run.counts(),
    files,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
  };
}
