// Turns whatever an S3 request threw into a failure that says what happened, why, and what to do next.
// Nothing of a request is ever quoted, and of a store's own sentences only those of a form known to hold no secret.
import * as l10n from '@vscode/l10n';
import type { Destination } from '../model/destination';
import { Failure, isCancelled, type Explanation } from '../model/failure';
import { throwIfCancelled } from './cancelling';
import type { Connection } from './connection';
import { NoCredentials, stsEndpoint } from './credentials';
import { explainCredentials } from './explainCredentials';
import { explainNetwork } from './explainNetwork';
import { explainRefusal } from './explainRefusal';
import { readS3Error } from './s3Error';

/** What was being done. */
export type Action = 'write' | 'read' | 'list' | 'abort';

/** Where, and in doing what, something failed. */
export interface S3Context {
  readonly bucket: string;
  /** Undefined means AWS. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly action: Action;
  /** The AWS profile that the credentials come from, if they do. */
  readonly profile?: string | undefined;
  /** The role that is assumed with them, if one is. */
  readonly role?: RoleContext | undefined;
}

export interface RoleContext {
  readonly arn: string;
  readonly hasExternalId: boolean;
  /** Of STS. Undefined means that of AWS. */
  readonly endpoint: string | undefined;
}

/** Why a request failed and what to do next, with the stable code of the failure. */
export type Reason = Pick<Explanation, 'why' | 'next'> & { readonly code: string };

/** A request to the store failed. Its codes are S3's own in kebab-case, or those of the tables of reasons. */
export class S3Failure extends Failure {
  constructor({ code, ...reason }: Reason, context: S3Context, cause: unknown) {
    const options = { cause, detail: harmlessMessage(cause) };
    super(code, { what: actionFailed(context), ...reason }, options);
  }
}

/** Explains an error of the AWS SDK, of its credential providers or of the network below it. */
export function explainS3(error: unknown, context: S3Context): Failure {
  const failure = error instanceof NoCredentials ? error.cause : error;
  if (failure instanceof Failure) return failure;
  const reason =
    explainCredentials(error, context) ?? explainNetwork(error, context) ?? explainRefusal(error, context);
  return new S3Failure(reason, context, error);
}

/**
 * Does some requests and explains what they throw.
 * @throws AbortError when the signal fired, whatever the requests threw then
 * @throws Failure otherwise
 */
export async function explaining<T>(
  { destination }: Connection,
  action: Action,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throwIfCancelled(signal);
    if (isCancelled(error)) throw error;
    const { bucket, endpoint, region, credentials } = destination;
    const profile = credentials.type === 'profile' ? credentials.profile : undefined;
    throw explainS3(error, { bucket, endpoint, region, action, profile, role: roleOf(destination) });
  }
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
    case 'abort':
      return l10n.t('Removing an unfinished upload from the bucket "{0}" failed.', bucket);
  }
}

/** AWS's sentence on which policy denied what to whom, which is the best hint there is and holds no secret. */
function harmlessMessage(error: unknown): string | undefined {
  const { message } = readS3Error(error instanceof NoCredentials ? error.cause : error);
  const form = /^User: arn:\S+ is not authorized to perform: (s3:|sts:AssumeRole )/;
  return form.test(message) ? message : undefined;
}
