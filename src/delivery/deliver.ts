// Delivers an export: one reading of the segment through the encoder into the bucket, file after file, the manifest behind
// them, and the receipt of it.
import { randomUUID } from 'node:crypto';
import { Digest } from '../export/digest';
import type { PlannedExport, Progress } from '../export/planned';
import type { OnDropped } from '../export/rows';
import type { ExportFile, ExportRun } from '../export/run';
import type { Plan } from '../model/plan';
import type { DeliveredFile, FileFigures, Receipt } from '../model/receipt';
import { configSha256 } from './configSha256';
import type { Connection } from './connection';
import { dueMark, type Scheduled } from './dueMark';
import { deliverManifest } from './deliverManifest';
import { ExportChanged, PartlyDelivered } from './failures';
import { targetOf, type Target } from './guard';
import { headersFigures } from './headersFigures';
import type { RunJournal } from './journal';
import { manifestKey, manifestText } from './manifest';
import { objectHeaders } from './objectHeaders';
import { push } from './push';
import type { Started } from './upload';
import { writtenBefore } from './writtenBefore';

export interface DeliverOptions {
  readonly signal: AbortSignal;
  /** What has been sent so far. */
  readonly onProgress?: (progress: Progress) => void;
  /** How many bytes of an object have been read back, where the store shows no checksum of it. */
  readonly onReadBack?: (bytesRead: number) => void;
  /** What a person confirmed: a file that comes out differently, or is one more, is not written. */
  readonly expected?: readonly FileFigures[];
  /** Keeps the record of the run. Where that is of a run that was interrupted, the run is carried on. */
  readonly journal?: RunJournal | undefined;
  /** Keys and conditions that were looked up before, file by file. Those that are missing are looked up now. */
  readonly targets?: readonly (Target | undefined)[];
  /** A run of a schedule: its objects and its receipt say so. */
  readonly scheduled?: Scheduled | undefined;
  /** Of the first part of each file, in bytes: see `PushOptions`. */
  readonly partSize?: number | undefined;
  /** What it throws ends the delivery. */
  readonly onDropped?: OnDropped | undefined;
}

/**
 * @throws NameTooLong, KeyTooLong of the manifest, and whatever the segment room, the export room and `push` throw. Nothing
 * was written then, unless `push` says otherwise of the failure
 * @throws PartlyDelivered, ManifestNotDelivered when files are in the bucket already
 */
export async function deliver(
  connection: Connection,
  planned: PlannedExport,
  options: DeliverOptions,
): Promise<Receipt> {
  const { signal, onDropped, journal, scheduled } = options;
  const startedAt = new Date();
  const id = journal?.record.id ?? randomUUID();
  const { plan, source } = planned;
  const { destination } = connection;
  const keyOfManifest = destination.object.manifest ? manifestKey(plan.key, destination.id, id) : undefined;
  const files: DeliveredFile[] = [];
  let run: ExportRun;
  try {
    run = await planned.run({ signal, onDropped });
    await deliverFiles(connection, plan, run, files, options);
  } catch (error) {
    throw incomplete(files, journal, error);
  }
  const delivered = {
    id,
    destination: destination.id,
    bucket: destination.bucket,
    endpoint: destination.endpoint,
    source: source.name,
    sourceSha256: await planned.sourceSha256(),
    configSha256: configSha256(plan, destination),
    segment: plan.segment.id,
    format: plan.format.type,
    headers: headersFigures(plan),
    ...run.counts(),
    files,
    ...(scheduled && { due: scheduled.due.toISOString() }),
    ...(scheduled?.changes && { changes: scheduled.changes }),
    startedAt: journal?.record.startedAt ?? startedAt.toISOString(),
  };
  const manifest =
    keyOfManifest !== undefined && files.length > 0
      ? await deliverManifest(connection, keyOfManifest, manifestText(delivered, plan), files, options)
      : undefined;
  return { ...delivered, manifest, finishedAt: new Date().toISOString() };
}

/** Files are in the bucket also when an earlier process of the run has put them there. */
function incomplete(
  files: readonly DeliveredFile[],
  journal: RunJournal | undefined,
  error: unknown,
): unknown {
  const before = journal?.record.delivered ?? [];
  const inBucket = files.length > before.length ? files : before;
  return inBucket.length === 0 ? error : new PartlyDelivered(inBucket, error);
}

/** @param files are added to, one by one */
async function deliverFiles(
  connection: Connection,
  plan: Plan,
  run: ExportRun,
  files: DeliveredFile[],
  options: DeliverOptions,
): Promise<void> {
  const { onProgress, expected, journal } = options;
  let [bytes, rows] = [0, 0];
  for await (const file of run.files()) {
    if (files.length === expected?.length) throw new ExportChanged(file.key);
    const progress = (fileBytes: number, fileRows: number) =>
      onProgress?.({ bytes: bytes + fileBytes, rows: rows + fileRows });
    const before = journal?.record.delivered[files.length];
    const delivered = before
      ? await holdTo(before, file)
      : await send(connection, plan, file, { ...options, delivered: files, onProgress: progress });
    files.push(delivered);
    [bytes, rows] = [bytes + delivered.bytes, rows + delivered.rows];
    if (!before) await journal?.write({ delivered: files });
  }
  if (expected && files.length < expected.length) throw new ExportChanged(plan.key);
}

interface SendOptions extends Pick<
  DeliverOptions,
  'signal' | 'expected' | 'targets' | 'journal' | 'partSize' | 'onReadBack' | 'scheduled'
> {
  /** The files before. */
  readonly delivered: readonly DeliveredFile[];
  readonly onProgress: (bytes: number, rows: number) => void;
}

/** Sends a file, or goes on where an interrupted run was in it. */
async function send(
  connection: Connection,
  { format }: Plan,
  file: ExportFile,
  { expected, targets, journal, delivered, scheduled, ...options }: SendOptions,
): Promise<DeliveredFile> {
  const { object } = connection.destination;
  const number = delivered.length;
  const interrupted = journal?.record.current;
  const target: Target =
    interrupted ??
    targets?.[number] ??
    (await targetOf(connection, file.key, format.fileExtension, object.overwrite, options.signal));
  const { key, condition } = target;
  const figures = expected?.[number];
  if (interrupted && !interrupted.started && figures) {
    const before = await writtenBefore(connection, key, figures, options);
    if (before) return holdTo({ ...before, rows: figures.rows }, file);
  }
  // Of several files each is named before it is written: killed right after that, a run must know its own object again.
  if (expected && expected.length > 1 && !interrupted)
    await journal?.write({ delivered, current: { key, condition } });
  const upload = {
    ...{ key, condition, chunks: file.chunks, started: interrupted?.started, expected: figures },
    headers: objectHeaders(object, format, scheduled && dueMark(scheduled, expected?.length ?? 1)),
    onStarted: async (started: Started) =>
      journal?.write({ delivered, current: { key, condition, started } }),
    onRemoved: async () => journal?.write({ delivered, current: { key, condition } }),
  };
  const outcome = await push(connection, upload, options);
  return { key, rows: file.rows(), ...outcome };
}

/** A file that an interrupted run has delivered is read again, for those behind it, and must still be the same. */
async function holdTo(before: DeliveredFile, file: ExportFile): Promise<DeliveredFile> {
  const digest = new Digest();
  for await (const { bytes } of file.chunks) digest.update(bytes);
  if (digest.figures().sha256 !== before.sha256) throw new ExportChanged(file.key);
  return before;
}
