// What the suite knows of the server under test, and the few tools that all its tests share.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { S3Client, type S3ClientConfig, S3ServiceException } from '@aws-sdk/client-s3';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Target {
  /** For example `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  readonly region: string;
  /** A bucket that the credentials own. The suite leaves objects in it. */
  readonly bucket: string;
  readonly credentials: Credentials;
  /** Somebody who owns no bucket, and how policies name him. */
  readonly otherUser?: Credentials & { readonly arn: string };
  /** A role that `credentials` may assume with this external id, and not without. */
  readonly sts?: { readonly roleArn: string; readonly externalId: string };
}

/** A client that shows each answer as it is: it does not try again. */
export function clientOf(target: Target, config: S3ClientConfig = {}): S3Client {
  const { endpoint, region, credentials } = target;
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });
}

/** A key that no test before has used, under `prefix`. */
export function freshKey(prefix: string): string {
  return `${prefix}/${randomBytes(6).toString('hex')}`;
}

/** A name for a bucket that is not there yet. */
export function freshBucket(): string {
  return `conformance-${randomBytes(6).toString('hex')}`;
}

/** The error of an action that must fail with that status and, but for HEAD, that code. */
export async function refused(
  action: Promise<unknown>,
  status: number,
  code?: string,
): Promise<S3ServiceException> {
  const error: unknown = await action.then(
    () => assert.fail(`expected ${status} ${code ?? ''}, but it succeeded`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof S3ServiceException, String(error));
  assert.deepEqual(
    { status: error.$metadata.httpStatusCode, code: code === undefined ? undefined : error.name },
    { status, code },
  );
  return error;
}

interface HasBytes {
  readonly Body?: { transformToByteArray(): Promise<Uint8Array> } | undefined;
}

/** The bytes of a GetObject answer. */
export async function bytesOf({ Body }: HasBytes): Promise<Buffer> {
  assert.ok(Body);
  return Buffer.from(await Body.transformToByteArray());
}

/** Fails without printing megabytes. */
export function assertSameBytes(actual: Buffer, expected: Buffer): void {
  assert.equal(actual.length, expected.length, 'length');
  assert.ok(actual.equals(expected), 'the bytes differ');
}
