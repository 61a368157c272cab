// From what a command is to export to its plan.
import { openDefinition, type OpenedDefinition } from '../export/openDefinition';
import { planExport, type Target } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import { openSource } from '../segment/source';
import type { ExportOperand } from './exportOptions';
import type { Host } from './host';

/** @throws those of `openDefinition`, and NoSuchFiles */
export async function openExport(host: Host, operand: ExportOperand): Promise<OpenedDefinition> {
  if ('definitionFile' in operand) return openDefinition(host.path(operand.definitionFile));
  const { definition } = operand;
  const { source, input } = definition.segment;
  return { definition, source: await openSource([source].flat().map(host.path), input) };
}

/** Plans an export of a moment. @throws those of `planExport` */
export function planAt(
  moment: Date,
  { definition, source }: OpenedDefinition,
  target: Target,
  signal: AbortSignal,
): Promise<PlannedExport> {
  return planExport({ source, target, moment, options: definition, segment: definition.segment }, signal);
}
