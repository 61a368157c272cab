// The way to write an export that fits into one part: a single request.
import { Attempts } from './attempts';
import { throwIfCancelled } from './cancelling';
import type { Part } from './parts';
import { guardWrite } from './guard';
import { readWritten } from './proof';
import { checkExpected, commit, headersOf, sendAgain, type Sent, type Upload } from './upload';

/**
 * Writes the only part of an export as an object, unless its key is taken.
 *
 * Cancelling cuts the connection. If the last piece had not left by then, nothing can appear. Otherwise the operating
 * system still delivers what it holds, so `commit` asks the bucket, twice, before it lets the AbortError pass. What
 * remains possible is an object that appears later than that, over a slow line or in a slow store.
 */
export async function putObject(upload: Upload, part: Part): Promise<Sent> {
  const { PutObjectCommand } = await import('./sdk');
  const { connection, digest, file, signal } = upload;
  const { guarded, condition } = await guardWrite(connection, file, 'put');
  digest.update(part.bytes);
  const sent = digest.figures();
  checkExpected(file, sent);
  const input = {
    Bucket: connection.destination.bucket,
    Key: file.key,
    ...headersOf(file, sent.sha256),
    Body: part.bytes,
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: sent.crc32,
    ...condition,
  } as const;
  throwIfCancelled(signal);
  const tell = progressOf(upload, part);
  const attempts = new Attempts(tell);
  const send = async () => {
    const command = attempts.watch(new PutObjectCommand(input));
    return readWritten(await connection.client.send(command, { abortSignal: signal }));
  };
  const written = await commit(upload, attempts, sent, () => sendAgain(send, signal));
  tell(part.bytes.length);
  return { sent, written, guarded };
}

/** The progress of a request that may be sent several times never goes back. Rows are told in proportion to bytes. */
function progressOf({ onSent }: Upload, part: Part): (bytesSent: number) => void {
  let bytes = 0;
  let rows = 0;
  return (bytesSent) => {
    if (bytesSent <= bytes) return;
    const rowsSent = Math.floor((part.rows * bytesSent) / part.bytes.length);
    onSent(bytesSent - bytes, rowsSent - rows);
    bytes = bytesSent;
    rows = rowsSent;
  };
}
