// The way to write an export that fits into one part: a single request.
import type { Figures } from '../export/digest';
import { throwIfCancelled } from './cancelling';
import type { Part } from './parts';
import { readWritten, type Written } from './proof';
import { checkExpected, commit, sendAgain, type Upload } from './upload';

/** Writes the only part of an export as an object, unless its key is taken. */
export async function putObject(upload: Upload, part: Part): Promise<{ sent: Figures; written: Written }> {
  const { PutObjectCommand } = await import('./sdk');
  const { connection, digest, export: export_ } = upload;
  digest.update(part.bytes);
  const sent = digest.figures();
  checkExpected(export_, sent);
  const input = {
    Bucket: connection.destination.bucket,
    Key: export_.key,
    ContentType: export_.contentType,
    Metadata: { sha256: sent.sha256 },
    Body: part.bytes,
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: sent.crc32,
    IfNoneMatch: '*',
  } as const;
  throwIfCancelled(upload.signal);
  const written = await commit(upload, sent, () =>
    sendAgain(async () => readWritten(await connection.client.send(new PutObjectCommand(input)))),
  );
  upload.onSent(part.bytes.length, part.rows);
  return { sent, written };
}
