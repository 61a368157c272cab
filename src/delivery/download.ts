// Brings a delivery onto this machine, to be compared: each object into a file without a name, held against its length and
// the store's checksum.
import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { OldExport } from '../export/compare/oldSide';
import { Digest } from '../export/digest';
import { openWorkingFile, type WorkingFile } from '../export/workingFile';
import { asFailure, Failure } from '../model/failure';
import type { Connection } from './connection';
import { explaining } from './explain';
import type { DeliveredExport } from './lastDelivery';
import { readContent } from './readBack';
import { hasStatus } from './s3Error';
import { look, type Found } from './verify';

/** The object is not there any more. */
export class ObjectGone extends Failure {
  constructor(key: string, cause: unknown) {
    super(
      'object-gone',
      {
        what: l10n.t('"{0}" is not in the bucket.', key),
        why: l10n.t('Somebody removed it, or a rule of the bucket did.'),
        next: l10n.t('Choose another object to compare with.'),
      },
      { cause },
    );
  }
}

/** What was read is not what the store says that it has. */
export class DownloadDiffers extends Failure {
  constructor(key: string) {
    super('download-differs', {
      what: l10n.t('"{0}" could not be read as it is in the bucket.', key),
      why: l10n.t(
        'Its length or checksum is not that of what was read: somebody may have replaced it meanwhile.',
      ),
      next: l10n.t('Try again.'),
    });
  }
}

export interface DownloadOptions {
  /** Where the files are made. Default: the folder for temporary files. */
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In bytes, of all objects. */
  readonly onProgress?: ((read: number, all: number) => void) | undefined;
}

export interface Downloaded extends OldExport {
  /** Lets go of the files. */
  dispose(): Promise<void>;
}

/** @throws ObjectGone, DownloadDiffers, S3Failure (AccessDenied without s3:GetObject), AbortError */
export async function download(
  connection: Connection,
  { keys }: Pick<DeliveredExport, 'keys'>,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  const opened: WorkingFile[] = [];
  const dispose = async (): Promise<void> => {
    for (const file of opened) await file.close();
  };
  try {
    const found = await lookAtAll(connection, keys, options.signal);
    const all = found.reduce((sum, { bytes }) => sum + bytes, 0);
    let before = 0;
    for (const [index, key] of keys.entries()) {
      const object = found[index] as Found;
      const file = await openWorkingFile(options.folder);
      opened.push(file);
      const onProgress = (read: number): void => options.onProgress?.(before + read, all);
      await fetchInto(file, connection, key, object, { signal: options.signal, onProgress });
      before += object.bytes;
    }
    const files = opened.map((file, index) => fileOf(file, found[index]?.bytes ?? 0));
    return { name: posix.basename(keys[0] ?? ''), files, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function lookAtAll(
  connection: Connection,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const key of keys) {
    const looking = explaining(connection, 'read', signal, async () => {
      try {
        return await look(connection, { Key: key }, signal);
      } catch (error) {
        throw hasStatus(error, 404) ? new ObjectGone(key, error) : error;
      }
    });
    found.push(await looking);
  }
  return found;
}

async function fetchInto(
  { handle }: WorkingFile,
  connection: Connection,
  key: string,
  { bytes, crc32 }: Found,
  options: Parameters<typeof readContent>[3],
): Promise<void> {
  const digest = new Digest();
  await explaining(connection, 'read', options?.signal, async () => {
    for await (const piece of readContent(connection, key, bytes, options)) {
      digest.update(piece);
      // What the disk refuses is not the store's doing.
      await handle.appendFile(piece).catch((error: unknown) => {
        throw asFailure(error);
      });
    }
  });
  const figures = digest.figures();
  if (figures.bytes !== bytes || (crc32 !== undefined && figures.crc32 !== crc32))
    throw new DownloadDiffers(key);
}

/** Large reads are faster. */
const readBytes = 1024 * 1024;

function fileOf({ handle }: WorkingFile, bytes: number): OldExport['files'][number] {
  return {
    size: () => Promise.resolve(bytes),
    // A stream of the handle would close it when somebody stops early, and the next one reads it again.
    read: async function* (signal) {
      for (let position = 0; position < bytes;) {
        signal?.throwIfAborted();
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(readBytes), 0, readBytes, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
  };
}
