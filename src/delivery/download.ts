// Brings objects onto this machine, held against their length and the store's checksum: those of a delivery into files
// without a name, to be compared, or one into a file of a person's own.
import type { FileHandle } from 'node:fs/promises';
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
import { replaceBy } from './replaceBy';
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
        next: l10n.t('Refresh the list, and choose another one.'),
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
      await fetchInto(file.handle, connection, key, object, { signal: options.signal, onProgress });
      before += object.bytes;
    }
    const files = opened.map((file, index) => fileOf(file, found[index]?.bytes ?? 0));
    return { name: posix.basename(keys[0] ?? ''), files, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * Brings one object into a file, new or in place of another one: wholly or not at all.
 * @returns its size in bytes
 * @throws ObjectGone, DownloadDiffers, S3Failure (AccessDenied without s3:GetObject), AbortError, and what the file system
 * throws; what had the name before has it still then
 */
export async function saveObject(
  connection: Connection,
  key: string,
  path: string,
  { signal, onProgress }: Omit<DownloadOptions, 'folder'> = {},
): Promise<number> {
  const object = await lookAt(connection, key, signal);
  const { bytes } = object;
  await replaceBy(path, (handle) =>
    fetchInto(handle, connection, key, object, { signal, onProgress: (read) => onProgress?.(read, bytes) }),
  );
  return bytes;
}

async function lookAtAll(
  connection: Connection,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const key of keys) found.push(await lookAt(connection, key, signal));
  return found;
}

function lookAt(connection: Connection, key: string, signal: AbortSignal | undefined): Promise<Found> {
  return explaining(connection, 'read', signal, async () => {
    try {
      return await look(connection, { Key: key }, signal);
    } catch (error) {
      throw hasStatus(error, 404) ? new ObjectGone(key, error) : error;
    }
  });
}

async function fetchInto(
  handle: FileHandle,
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
