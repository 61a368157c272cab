// What an object's preview shows: the beginning of what the bucket holds, cut at the end of a line.
import { readObject } from '../delivery/objects';
import type { Destination } from '../model/destination';
import type { AccessKeySource } from './accessKeyStore';
import type { Content } from './readOnlyDocuments';
import { withConnection } from './withConnection';

export interface ObjectContent extends Content {
  readonly destination: Destination;
  readonly key: string;
  /** Size of the whole object, in bytes. */
  readonly total: number;
  /** Whether it is a gzip or zip file: nothing of it is shown. */
  readonly compressed: boolean;
}

/** What is read at most, in bytes. */
const maxBytes = 1_000_000;

/** @throws S3Failure, MissingAccessKey, the signal's AbortError */
export async function loadObject(
  destination: Destination,
  key: string,
  keys: AccessKeySource,
  signal?: AbortSignal,
): Promise<ObjectContent> {
  const { bytes, total } = await withConnection(destination, keys, (connection) =>
    readObject(connection, key, { maxBytes, signal }),
  );
  const compressed = isCompressed(bytes);
  const shown = compressed ? new Uint8Array() : bytes.length < total ? wholeLines(bytes) : bytes;
  return { bytes: shown, total, compressed, destination, key, languageId: languageOf(key, destination) };
}

/** Gzip and zip files by their first bytes. */
function isCompressed(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return head.startsWith('\x1f\x8b') || head === 'PK\x03\x04';
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

function languageOf(key: string, { format }: Destination): string | undefined {
  return key.endsWith(`.${format.fileExtension}`) ? format.languageId : undefined;
}
