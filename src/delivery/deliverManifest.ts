// Writes the manifest of a run, when all files are delivered, in the way that files are written. Its name is that of the run
// alone, so no policy of overwriting applies to it, and what has that name already was written by the run itself.
import { Digest } from '../export/digest';
import type { Chunk } from '../export/run';
import type { DeliveredFile, ProvenObject } from '../model/receipt';
import type { Connection } from './connection';
import type { DeliverOptions } from './deliver';
import { KeyTaken, ManifestNotDelivered } from './failures';
import { free } from './guard';
import { manifestFormat } from './manifest';
import { objectHeaders } from './objectHeaders';
import { push } from './push';
import type { FileUpload, Started } from './upload';
import { writtenBefore } from './writtenBefore';

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
    started: journal?.record.current?.started,
    onStarted: async (started: Started) =>
      journal?.write({ delivered: files, current: { ...target, started } }),
    onRemoved: async () => journal?.write({ delivered: files, current: target }),
  };
  const { signal, onReadBack, partSize } = options;
  try {
    return { key, ...(await push(connection, upload, { signal, onReadBack, partSize })) };
  } catch (error) {
    const before =
      error instanceof KeyTaken
        ? await writtenBefore(connection, key, figuresOf(bytes), options, bytes)
        : undefined;
    if (before) return before;
    throw new ManifestNotDelivered(files, key, error);
  }
}

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Chunk> {
  yield await Promise.resolve({ bytes, rows: 0 });
}

function figuresOf(bytes: Uint8Array) {
  const digest = new Digest();
  digest.update(bytes);
  return digest.figures();
}
