// A bucket in another region than its destination says: what of it an answer tells, and what a question to the store does.
import * as l10n from '@vscode/l10n';
import { cancelledBy } from './cancelling';
import type { Connection } from './connection';
import type { Reason, S3Context } from './explain';
import { readS3Error, type S3Error } from './s3Error';

/** Codes that always mean another region, or another endpoint. */
const redirects = ['PermanentRedirect', 'AuthorizationHeaderMalformed'];

/** The reason if an answer is about the region: by its code, or because it is refused and names another region. */
export function explainRegion(code: string, context: S3Context, error: S3Error): Reason | undefined {
  const region = error.bucketRegion ?? context.bucketRegion;
  const elsewhere = region !== undefined && region !== context.region;
  if (!redirects.includes(code) && !(code === 'BadRequest' && elsewhere)) return undefined;
  if (!elsewhere) {
    return {
      code: 'wrong-region',
      why: l10n.t('The bucket is not in the region "{0}".', context.region),
      next: l10n.t("Set the destination's region to that of the bucket, and check its endpoint."),
    };
  }
  return {
    code: 'wrong-region',
    region,
    why: l10n.t('The bucket is in the region "{0}", not in "{1}".', region, context.region),
    next: l10n.t('Set the destination\'s region to "{0}".', region),
  };
}

/**
 * Asks where the bucket is. AWS answers whoever asks, and in any region. Source: "HeadBucket" in the Amazon S3 API
 * Reference.
 * @returns nothing when the store does not tell
 */
export async function findRegion(connection: Connection, signal?: AbortSignal): Promise<string | undefined> {
  const { HeadBucketCommand } = await import('./sdk');
  const command = new HeadBucketCommand({ Bucket: connection.destination.bucket });
  try {
    return (await connection.client.send(command, cancelledBy(signal))).BucketRegion;
  } catch (error) {
    return readS3Error(error).bucketRegion;
  }
}
