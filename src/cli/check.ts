// `check ID`: whether a destination can be written to, and what else its credentials allow, by IAM actions.
import { checkConnection, permissionsOf, type CheckedPermission } from '../delivery/check';
import { connect } from '../delivery/connection';
import { AccessDenied, WrongRegion } from '../delivery/explain';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled } from '../model/failure';
import type { CheckArguments } from './arguments';
import { findDestination, withReachableCredentials } from './config';
import { print, table } from './terminal';

export async function check(words: CheckArguments, signal: AbortSignal): Promise<void> {
  const destination = withReachableCredentials(await findDestination(words.config, words.destination));
  const permissions = await tryPermissions(destination, signal).catch(async (error: unknown) => {
    if (words.json && !isCancelled(error)) await print(json(failureJson(destination, error)));
    throw error;
  });
  await print(
    words.json
      ? json({ ...placeOf(destination), ready: true, permissions })
      : table(permissions.map(({ use, access, action }) => [use, `${access.padEnd(7)}  ${action}`])),
  );
}

async function tryPermissions(destination: Destination, signal: AbortSignal): Promise<CheckedPermission[]> {
  const connection = await connect(destination, () => Promise.resolve(undefined));
  try {
    return permissionsOf(destination, await checkConnection(connection, signal));
  } finally {
    connection.close();
  }
}

/** What programs are told of a destination that cannot be written to. */
function failureJson(destination: Destination, error: unknown): unknown {
  const { code, explanation } = asFailure(error);
  return {
    ...placeOf(destination),
    ready: false,
    error: {
      code,
      ...explanation,
      ...(error instanceof AccessDenied && { missing: error.missing }),
      ...(error instanceof WrongRegion && { region: error.region }),
    },
  };
}

function placeOf({ id, bucket, region }: Destination) {
  return { destination: id, bucket, region };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
