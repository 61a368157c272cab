// Presigned addresses: whoever has one can read the object until it ends, without credentials. An address is a secret.
// Source: "Download and upload objects with presigned URLs" in the Amazon S3 User Guide.
import type { Connection } from './connection';
import { explaining } from './explain';

export interface PresignedAddress {
  readonly url: string;
  /** When the store takes it no longer. Temporary credentials end it with themselves. */
  readonly endsAt: Date;
  /** Whether it ends with temporary credentials of which nobody tells when they end: then perhaps before `endsAt`. */
  readonly mayEndEarlier: boolean;
}

export interface PresignOptions {
  /** How long it is good for, in seconds: at most 604,800, which are seven days. */
  readonly seconds: number;
  /** From when on. */
  readonly moment: Date;
  readonly signal?: AbortSignal | undefined;
}

/** Signs an address for reading one object. Nothing is sent to the store. @throws S3Failure when there are no credentials */
export async function presign(
  connection: Connection,
  key: string,
  { seconds, moment, signal }: PresignOptions,
): Promise<PresignedAddress> {
  const { GetObjectCommand, getSignedUrl } = await import('./sdk');
  const { client, destination } = connection;
  const command = new GetObjectCommand({ Bucket: destination.bucket, Key: key });
  return explaining(connection, 'read', signal, async () => {
    const { expiration, sessionToken } = await client.config.credentials();
    const url = await getSignedUrl(client, command, { expiresIn: seconds, signingDate: moment });
    const end = moment.getTime() + seconds * 1000;
    const endsAt = new Date(Math.min(end, expiration?.getTime() ?? end));
    return { url, endsAt, mayEndEarlier: sessionToken !== undefined && expiration === undefined };
  });
}
