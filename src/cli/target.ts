// Where an export goes that is looked at and not sent: a destination, or none and a format.
import { formatTarget, type Target } from '../export/plan';
import type { Definition } from '../model/definition';
import type { Destination } from '../model/destination';
import type { CompareArguments, PreviewArguments, PushArguments } from './arguments';
import { findDestination } from './config';
import type { Host } from './host';
import { UsageError } from './usageError';

/** What was asked for goes before what the definition says. @throws those of `findDestination` */
export async function targetOf(
  host: Host,
  { format, destination, config }: Pick<PreviewArguments, 'format' | 'destination' | 'config'>,
  definition: Definition,
): Promise<Destination | Target> {
  const id = destination ?? (format === undefined ? definition.destination : undefined);
  if (id !== undefined) return findDestination(host, config, id);
  return formatTarget(format ?? 'csv');
}

/** The destination that a command needs: what was asked for, else what the definition says. @throws UsageError */
export function destinationOf(
  { destination, command }: Pick<PushArguments | CompareArguments, 'destination' | 'command'>,
  definition: Definition,
): string {
  const id = destination ?? definition.destination;
  if (id === undefined)
    throw new UsageError(`The export definition has no "destination": "${command}" needs --destination ID.`);
  return id;
}
