// Turns whatever an S3 request threw into a failure that says what happened, why, and what to do next.
// Nothing of a request is ever quoted, and of a store's own sentences only those of a form known to hold no secret.
import * as l10n from '@vscode/l10n';
import type { Destination } from '../model/destination';
import { Failure, isCancelled, type Explanation } from '../model/failure';
import type { ObjectOptions } from '../model/objectSettings';
import { orCancelled, throwIfCancelled } from './cancelling';
import type { Connection } from './connection';
import { NoCredentials, stsEndpoint } from './credentials';
import { denialSentence } from './denial';
import { explainCredentials } from './explainCredentials';
import { explainNetwork } from './explainNetwork';
import { explainRefusal } from './explainRefusal';
import { keyPrefix } from './keyPrefix';
import type { Action } from './permissions';

/** Where, and in doing what, something failed. */
export interface S3Context {
  readonly bucket: string;
  /** Of all keys of the destination, with a slash behind it. Default: none. */
  readonly prefix?: string;
  /** Undefined means AWS. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly action: Action;
  /** The AWS profile that the credentials come from, if they do. */
  readonly profile?: string | undefined;
  /** The role that is assumed with them, if one is. */
  readonly role?: RoleContext | undefined;
  /** What is sent with objects, which policies may have conditions on. */
  readonly object?: ObjectOptions;
  /** The IAM action that is missing, where that was found out otherwise than from the error. */
  readonly missing?: string;
  /** Where the bucket is, where that was found out otherwise than from the error. */
  readonly bucketRegion?: string;
}

export interface RoleContext {
  readonly arn: string;
  readonly hasExternalId: boolean;
  /** Of STS. Undefined means that of AWS. */
  readonly endpoint: string | undefined;
}

/** Why a request failed and what to do next, with the stable code of the failure. */
export type Reason = Pick<Explanation, 'why' | 'next'> & {
  readonly code: string;
  /** The IAM action that is not allowed. */
  readonly missing?: string;
  /** Where the bucket is instead. */
  readonly region?: string;
};

/** A request to the store failed. Its codes are S3's own in kebab-case, or those of the tables of reasons. */
export class S3Failure extends Failure {
  constructor({ code, why, next }: Reason, what: string, cause: unknown) {
    const detail = denialSentence(cause instanceof NoCredentials ? cause.cause : cause);
    super(code, { what, why, next }, { cause, detail });
  }
}

/** The credentials may not do that. */
export class AccessDenied extends S3Failure {
  /** @param missing the IAM action, for example `s3:PutObject` */
  constructor(
    readonly missing: string,
    reason: Reason,
    context: S3Context,
    cause: unknown,
  ) {
    super(reason, notAllowed(context), cause);
  }
}

/** The bucket is in another region than its destination says. */
export class WrongRegion extends S3Failure {
  /** @param region where it is; fit for settings */
  constructor(
    readonly region: string,
    reason: Reason,
    context: S3Context,
    cause: unknown,
  ) {
    super(reason, actionFailed(context), cause);
  }
}

/** Explains an error of the AWS SDK, of its credential providers or of the network below it. */
export function explainS3(error: unknown, context: S3Context): Failure {
  const failure = error instanceof NoCredentials ? error.cause : error;
  if (failure instanceof Failure) return failure;
  const reason =
    explainCredentials(error, context) ?? explainNetwork(error, context) ?? explainRefusal(error, context);
  if (reason.missing !== undefined) return new AccessDenied(reason.missing, reason, context, error);
  if (reason.region !== undefined) return new WrongRegion(reason.region, reason, context, error);
  return new S3Failure(reason, actionFailed(context), error);
}

/**
 * Does some requests and explains what they throw. Whoever only looks need not wait for credentials that do not come, of a
 * program that waits for a person, say: to those the SDK's own signal does not reach.
 * @throws AbortError when the signal fired, whatever the requests threw then
 * @throws Failure otherwise
 */
export async function explaining<T>(
  connection: Connection,
  action: Action,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await (signal && action !== 'write' ? orCancelled(work(), signal) : work());
  } catch (error) {
    throwIfCancelled(signal);
    if (isCancelled(error)) throw error;
    throw explainS3(error, contextOf(connection, action));
  }
}

export function contextOf({ destination }: Connection, action: Action): S3Context {
  const { bucket, endpoint, region, credentials, object } = destination;
  const profile = credentials.type === 'profile' ? credentials.profile : undefined;
  const role = roleOf(destination);
  return { bucket, prefix: keyPrefix(destination), endpoint, region, action, profile, role, object };
}

function roleOf({ credentials: { assumeRole }, endpoint }: Destination): RoleContext | undefined {
  if (!assumeRole) return undefined;
  const { roleArn: arn, externalId } = assumeRole;
  return { arn, hasExternalId: externalId !== undefined, endpoint: stsEndpoint(assumeRole, endpoint) };
}

function actionFailed({ action, bucket }: S3Context): string {
  switch (action) {
    case 'write':
      return l10n.t('Writing to the bucket "{0}" failed.', bucket);
    case 'read':
      return l10n.t('Reading from the bucket "{0}" failed.', bucket);
    case 'list':
      return l10n.t('Listing the bucket "{0}" failed.', bucket);
    case 'delete':
      return l10n.t('Deleting from the bucket "{0}" failed.', bucket);
    case 'abort':
      return l10n.t('Removing an unfinished upload from the bucket "{0}" failed.', bucket);
    case 'parts':
      return l10n.t('Looking at an unfinished upload in the bucket "{0}" failed.', bucket);
  }
}

function notAllowed({ action, bucket, prefix = '' }: S3Context): string {
  const place = `${bucket}/${prefix}`.replace(/\/$/, '');
  switch (action) {
    case 'write':
      return l10n.t('Writing to {0} is not allowed.', place);
    case 'read':
      return l10n.t('Reading from {0} is not allowed.', place);
    case 'list':
      return l10n.t('Listing {0} is not allowed.', place);
    case 'delete':
      return l10n.t('Deleting from {0} is not allowed.', place);
    case 'abort':
      return l10n.t('Removing an unfinished upload from {0} is not allowed.', place);
    case 'parts':
      return l10n.t('Looking at an unfinished upload in {0} is not allowed.', place);
  }
}
