// Where an export goes that is looked at and not sent: a destination, or none and a format.
import type { Target } from '../export/plan';
import type { Definition } from '../model/definition';
import { resolveFormat } from '../model/format';
import type { PreviewArguments } from './arguments';
import { findDestination } from './config';

/** What was asked for goes before what the definition says. @throws those of `findDestination` */
export async function targetOf(
  { format, destination, config }: Pick<PreviewArguments, 'format' | 'destination' | 'config'>,
  definition: Definition,
): Promise<Target> {
  const id = destination ?? (format === undefined ? definition.destination : undefined);
  if (id !== undefined) return findDestination(config, id);
  return { folderPath: '', format: resolveFormat({ type: format ?? 'csv' }) };
}
