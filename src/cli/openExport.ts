// From what a command is to export to its plan.
import { openDefinition, type OpenedDefinition } from '../export/openDefinition';
import { planExport, type Target } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import { openSource } from '../segment/source';
import type { ExportOperand } from './exportOptions';

/** @throws those of `openDefinition`, and NoSuchFiles */
export async function openExport(operand: ExportOperand): Promise<OpenedDefinition> {
  if ('definitionFile' in operand) return openDefinition(operand.definitionFile);
  const { definition } = operand;
  return { definition, source: await openSource(definition.segment.source, definition.segment.input) };
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
