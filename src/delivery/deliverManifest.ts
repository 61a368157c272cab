// Writes the manifest of a run, when all files are delivered, in the way that files are written. Its name is that of the run
// alone, so no policy of overwriting applies to it, and what has that name already was written by the run itself.
import { Digest } from '../export/digest';
import type { Chunk } from '../export/run';
import type { DeliveredFile, ProvenObject } from '../model/receipt';
import { conditionSupport } from './conditions';
import type { Connection } from './connection';
import type { DeliverOptions } from './deliver';
import { KeyTaken, ManifestNotDelivered } from './failures';
import { free } from './guard';
import { manifestFormat } from './manifest';
import { objectHeaders } from './objectHeaders';
import { findOwnObject, prove } from './proof';
import { push } from './push';
import type { FileUpload, Started } from './upload';

/** @throws ManifestNotDelivered, whatever the reason, also when it was cancelled */
export async function deliverManifest(
  connection: Connection,
  key: string,
  text: string,
  files: readonly DeliveredFile[],
  { journal, ...options }: DeliverOptions,
): Promise<ProvenObject> {
  const bytes = Buffer.from(text);
  const target = { key, condition: free };
  const upload: FileUpload = {
    ...target,
    chunks: inOneChunk(bytes),
    headers: objectHeaders(connection.destination.object, manifestFormat),
    expected: figuresOf(bytes),
    started: journal?.record.upload,
    onStarted: async (begun: Started) =>
      journal?.write({ delivered: files, upload: { ...begun, ...target } }),
  };
  const { signal, onReadBack, partSize } = options;
  try {
    return { key, ...(await push(connection, upload, { signal, onReadBack, partSize })) };
  } catch (error) {
    const before =
      error instanceof KeyTaken ? await writtenBefore(connection, key, bytes, options) : undefined;
    if (before) return before;
    throw new ManifestNotDelivered(files, key, error);
  }
}

/** The manifest where the run was interrupted behind it, and is carried on now. */
async function writtenBefore(
  connection: Connection,
  key: string,
  body: Buffer,
  { signal, onReadBack }: DeliverOptions,
): Promise<ProvenObject | undefined> {
  const sent = figuresOf(body);
  const written = await findOwnObject(connection, key, sent);
  if (typeof written === 'string') return undefined;
  const proven = await prove(connection, key, { sent, written, body }, { signal, onProgress: onReadBack });
  const kept = (await conditionSupport(connection, 'put')) === 'kept';
  return { key, ...sent, ...proven, versionId: written.versionId, guarded: kept ? 'byStore' : 'byLook' };
}

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Chunk> {
  yield await Promise.resolve({ bytes, rows: 0 });
}

function figuresOf(bytes: Uint8Array) {
  const digest = new Digest();
  digest.update(bytes);
  return digest.figures();
}
