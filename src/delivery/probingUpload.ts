// The upload by which a check finds out whether it may write: begun as that of an export is, with all its headers, and
// never completed. When it is refused, what the answer leaves open is asked for.
import { checkedHeaders, checkedObject } from './conditions';
import type { Connection } from './connection';
import { AccessDenied, contextOf, explaining, explainS3, S3Failure, WrongRegion } from './explain';
import { uploadChecksum, type ObjectHeaders } from './objectHeaders';
import { denialSentence } from './denial';
import type { UploadTarget } from './removeUpload';
import { findRegion } from './wrongRegion';

export interface ProbingUpload {
  readonly target: UploadTarget;
  /** Whether a key of a key service encrypts it, by the destination's wish or the bucket's. */
  readonly encryptedByKey: boolean;
}

/** @throws S3Failure */
export function beginUpload(connection: Connection): Promise<ProbingUpload> {
  return explaining(connection, 'write', undefined, () => begin(connection, checkedHeaders(connection)));
}

async function begin(connection: Connection, headers: ObjectHeaders): Promise<ProbingUpload> {
  const { CreateMultipartUploadCommand } = await import('./sdk');
  const object = checkedObject(connection);
  const command = new CreateMultipartUploadCommand({ ...object, ...headers, ...uploadChecksum });
  const { UploadId = '', ServerSideEncryption } = await connection.client.send(command);
  const encryption = ServerSideEncryption ?? headers.ServerSideEncryption;
  return { target: { ...object, UploadId }, encryptedByKey: encryption?.startsWith('aws:kms') ?? false };
}

/** Throws a failure again, with the region or the permission that its answer did not name. */
export async function tellMore(
  error: unknown,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<never> {
  const context = contextOf(connection, 'write');
  if (error instanceof S3Failure && error.code === 'wrong-region' && !(error instanceof WrongRegion)) {
    const bucketRegion = await findRegion(connection, signal);
    if (bucketRegion !== undefined) throw explainS3(error.cause, { ...context, bucketRegion });
  }
  if (error instanceof AccessDenied && denialSentence(error.cause) === undefined) {
    const missing = await findMissing(connection);
    if (missing !== undefined) throw explainS3(error.cause, { ...context, missing });
  }
  throw error;
}

/** Headers that need a permission of their own. */
const separate: readonly (readonly [action: string, ...(keyof ObjectHeaders)[]])[] = [
  ['s3:PutObjectTagging', 'Tagging'],
  ['kms:GenerateDataKey', 'SSEKMSKeyId', 'ServerSideEncryption'],
];

/** Where an upload without some of its headers is allowed, what they need is missing. */
async function findMissing(connection: Connection): Promise<string | undefined> {
  const headers = checkedHeaders(connection);
  for (const [action, ...names] of separate) {
    // Without a key of one's own, encryption needs no permission.
    if (headers[names[0] ?? 'Tagging'] === undefined) continue;
    const others = Object.entries(headers).filter(([name]) => !names.some((each) => each === name));
    if (await isAllowed(connection, Object.fromEntries(others) as unknown as ObjectHeaders)) return action;
  }
  return undefined;
}

async function isAllowed(connection: Connection, headers: ObjectHeaders): Promise<boolean> {
  const { AbortMultipartUploadCommand } = await import('./sdk');
  const upload = await begin(connection, headers).catch(() => undefined);
  if (!upload) return false;
  await connection.client.send(new AbortMultipartUploadCommand(upload.target)).catch(() => undefined);
  return true;
}
