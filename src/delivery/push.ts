// The push of one file: its bytes become an object in the bucket, once and whole, or nothing does.
import { Digest } from '../export/digest';
import type { ProvenObject } from '../model/receipt';
import { untilCancelled } from './cancelling';
import type { Connection } from './connection';
import { multipartUpload } from './multipartUpload';
import { collectParts, defaultPartSize, PartBuffers, partSizes, type Part } from './parts';
import { prove } from './proof';
import { putObject } from './putObject';
import type { FileUpload, Upload } from './upload';

export interface PushOptions {
  /**
   * Cancels. Until the object is about to appear this leaves nothing in the bucket. When it comes too late, the push
   * ends as if nobody had cancelled.
   */
  readonly signal: AbortSignal;
  /** How much has been sent so far. Rows are those of whole parts; within a single request, in proportion to its bytes. */
  readonly onProgress?: ((bytesSent: number, rows: number) => void) | undefined;
  /** How many bytes of the object have been read back, where the store shows no checksum of it. */
  readonly onReadBack?: ((bytesRead: number) => void) | undefined;
  /** Of the first part, in bytes; S3 takes no less than 5 MiB. Default: 8 MiB. An export below it goes in one request. */
  readonly partSize?: number | undefined;
}

/** What a push brought about. */
export type Outcome = Omit<ProvenObject, 'key'>;

/**
 * Delivers a file of an export and proves it. It never overwrites. Memory: five parts.
 * @throws DeliveryUnknown when the answer got lost and the bucket could not be asked: the object may be there
 * @throws DeliveryMismatch when the store has something else than was sent
 * @throws UnfinishedUpload: no object was written, but parts remain
 * @throws KeyTaken, KeyContested, ExportChanged, S3Failure, AbortError, and whatever `chunks` throws: as far as the
 *   store tells, nothing of the file is in the bucket
 */
export async function push(
  connection: Connection,
  file: FileUpload,
  { signal, onProgress, onReadBack, partSize = defaultPartSize }: PushOptions,
): Promise<Outcome> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const buffers = new PartBuffers();
  const firstSize = file.started?.partSize ?? partSize;
  const sizes = partSizes(firstSize, file.expected?.bytes);
  const parts = collectParts(untilCancelled(file.chunks, either), sizes, buffers);
  const upload: Upload = {
    connection,
    file,
    digest: new Digest(),
    buffers,
    partSize: firstSize,
    signal: either,
    stop,
    onSent: progress(onProgress),
  };
  try {
    const first = await firstOf(parts);
    const single = first.bytes.length < sizes(1);
    const { sent, written, guarded } = await (single
      ? putObject(upload, first)
      : multipartUpload(upload, startingWith(first, parts)));
    const sending = { sent, written, body: single ? first.bytes : undefined };
    const { proof, etag } = await prove(connection, file.key, sending, { signal, onProgress: onReadBack });
    return { ...sent, etag, versionId: written.versionId, proof, guarded };
  } finally {
    // The source may have a file to close.
    await parts.return(undefined);
  }
}

function progress(onProgress: PushOptions['onProgress']): Upload['onSent'] {
  let bytesSent = 0;
  let rowsSent = 0;
  return (bytes, rows) => onProgress?.((bytesSent += bytes), (rowsSent += rows));
}

async function firstOf(parts: AsyncGenerator<Part>): Promise<Part> {
  const first = await parts.next();
  if (first.done) throw new Error('An upload has at least one part.');
  return first.value;
}

/** Puts back what was read to see how large the export is. */
async function* startingWith(first: Part, rest: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield first;
  yield* rest;
}
