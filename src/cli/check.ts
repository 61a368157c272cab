// `check ID`: whether a destination can be written to, and what else its credentials allow, by IAM actions.
import { checkConnection, permissionsOf, type CheckedPermission } from '../delivery/check';
import { AccessDenied, WrongRegion } from '../delivery/explain';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled } from '../model/failure';
import type { CheckArguments } from './arguments';
import { findDestination } from './config';
import type { Host } from './host';
import { printJson, printReport } from './terminal';
import { withConnection } from './withConnection';

export async function check(words: CheckArguments, host: Host): Promise<void> {
  const destination = await findDestination(host, words.config, words.destination);
  const permissions = await tryPermissions(destination, host).catch(async (error: unknown) => {
    if (words.json && !isCancelled(error)) await printJson(host, failureJson(destination, error));
    throw error;
  });
  await printReport(host, words, {
    json: { ...placeOf(destination), ready: true, permissions },
    lines: permissions.map(({ use, access, action }) => [use, `${access.padEnd(7)}  ${action}`]),
  });
}

function tryPermissions(destination: Destination, host: Host): Promise<CheckedPermission[]> {
  return withConnection(host, destination, async (connection) =>
    permissionsOf(destination, await checkConnection(connection, host.signal)),
  );
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
