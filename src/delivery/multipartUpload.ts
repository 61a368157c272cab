// The way to write an export of any size: parts, a few at a time, and a last request that makes the object appear.
// Until then nothing is visible in the bucket, and on every way out but success the parts are removed again.
import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Figures } from '../export/digest';
import { Attempts } from './attempts';
import { throwIfCancelled } from './cancelling';
import { alreadyWritten, carryOn, type Begun } from './carryOn';
import { explaining } from './explain';
import { guardWrite } from './guard';
import { uploadChecksum } from './objectHeaders';
import type { Part } from './parts';
import { readWritten, type Written } from './proof';
import { removeUpload, type UploadTarget } from './removeUpload';
import { storedPart } from './storedParts';
import { checkExpected, commit, headersOf, sendAgain, type Sent, type Upload } from './upload';

/** How many parts are sent at the same time. One more is being filled. */
const maxInFlight = 4;

/** Writes an export part by part, unless its key is taken. An upload that was begun before is carried on. */
export async function multipartUpload(upload: Upload, parts: AsyncIterable<Part>): Promise<Sent> {
  const begun = await carryOn(upload);
  if (begun && 'written' in begun) return alreadyWritten(upload, parts, begun.written);
  const target = begun?.target ?? (await create(upload));
  const inFlight = new Set<Promise<void>>();
  try {
    throwIfCancelled(upload.signal);
    const { partSize, file } = upload;
    if (!begun) await file.onStarted?.({ uploadId: target.UploadId, partSize });
    const completed = await sendParts(upload, { target, stored: begun?.stored }, parts, inFlight);
    const sent = upload.digest.figures();
    checkExpected(file, sent);
    throwIfCancelled(upload.signal);
    const { guarded, condition } = await guardWrite(upload.connection, file, 'complete');
    return { sent, written: await complete(upload, target, completed, sent, condition), guarded };
  } catch (error) {
    upload.stop.abort(error);
    await Promise.allSettled(inFlight);
    const interruption: unknown = upload.stop.signal.reason;
    const removal = await removeUpload(upload.connection, target, interruption);
    if (removal !== 'kept') await upload.file.onRemoved?.();
    throw interruption;
  }
}

/** Not cancellable: an upload whose id got lost could not be removed. */
async function create({ connection, file }: Upload): Promise<UploadTarget> {
  const { CreateMultipartUploadCommand } = await import('./sdk');
  const object = { Bucket: connection.destination.bucket, Key: file.key };
  const command = new CreateMultipartUploadCommand({
    ...object,
    ...headersOf(file, file.expected?.sha256),
    ...uploadChecksum,
  });
  const { UploadId = '' } = await explaining(connection, 'write', undefined, () =>
    connection.client.send(command),
  );
  return { ...object, UploadId };
}

/** Sends the parts while they are being made. The source is not read faster than they are sent. */
async function sendParts(
  upload: Upload,
  begun: Begun,
  parts: AsyncIterable<Part>,
  inFlight: Set<Promise<void>>,
): Promise<CompletedPart[]> {
  const completed: CompletedPart[] = [];
  for await (const part of parts) {
    const checksum = upload.digest.updatePart(part.bytes);
    while (inFlight.size >= maxInFlight) await Promise.race(inFlight);
    const sending = sendPart(upload, begun, part, checksum)
      .then((completedPart) => void (completed[part.number - 1] = completedPart))
      .finally(() => inFlight.delete(sending));
    // The first part that fails ends the others and the reading of the source.
    sending.catch((error: unknown) => upload.stop.abort(error));
    inFlight.add(sending);
  }
  await Promise.all(inFlight);
  return completed;
}

async function sendPart(upload: Upload, begun: Begun, part: Part, checksum: string): Promise<CompletedPart> {
  const stored = begun.stored && storedPart(begun.stored, part.number, part.bytes, checksum);
  const completed = stored ?? (await uploadPart(upload, begun.target, part, checksum));
  upload.onSent(part.bytes.length, part.rows);
  upload.buffers.giveBack(part.bytes);
  return completed;
}

async function uploadPart(
  { connection, signal }: Upload,
  target: UploadTarget,
  part: Part,
  checksum: string,
): Promise<CompletedPart> {
  const { UploadPartCommand } = await import('./sdk');
  const input = {
    ...target,
    PartNumber: part.number,
    Body: part.bytes,
    ChecksumCRC32: checksum,
    // Ceph looks at a checksum only if its algorithm is named as well.
    ChecksumAlgorithm: 'CRC32',
  } as const;
  const { ETag } = await explaining(connection, 'write', signal, () =>
    sendAgain(() => connection.client.send(new UploadPartCommand(input), { abortSignal: signal }), signal),
  );
  return { PartNumber: part.number, ETag, ChecksumCRC32: checksum };
}

/** Makes the object appear. The store compares size and checksum of the whole before it does. */
async function complete(
  upload: Upload,
  target: UploadTarget,
  completed: CompletedPart[],
  sent: Figures,
  condition: Awaited<ReturnType<typeof guardWrite>>['condition'],
): Promise<Written> {
  const { CompleteMultipartUploadCommand } = await import('./sdk');
  const command = new CompleteMultipartUploadCommand({
    ...target,
    MultipartUpload: { Parts: completed },
    ChecksumCRC32: sent.crc32,
    ChecksumType: 'FULL_OBJECT',
    MpuObjectSize: sent.bytes,
    ...condition,
  });
  const attempts = new Attempts();
  const send = async () => readWritten(await upload.connection.client.send(attempts.watch(command)));
  return commit(upload, attempts, sent, send);
}
