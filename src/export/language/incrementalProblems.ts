// What an incremental export lacks: the same that a plan is refused for, at its place.
import { Check } from 'typebox/value';
import type { Column } from '../../model/column';
import { DeduplicationSettings, readDeduplication } from '../../model/definition';
import { IncrementalSettings, resolveIncremental } from '../../model/incremental';
import { incrementalProblem } from '../../model/incrementalProblem';
import type { Deduplication } from '../../model/plan';
import { withMembership } from '../membership';
import { readableColumns } from './columnTexts';
import type { DefinitionText } from './definitionText';
import { textAt } from './nameOfText';
import type { Problem } from './problem';

export function incrementalProblems(definition: DefinitionText): Problem[] {
  const settings = definition.value('incremental') ?? {};
  if (definition.value('mode') !== 'incremental' || !Check(IncrementalSettings, settings)) return [];
  const columns = readableColumns(definition);
  const deduplication = deduplicationIn(definition, columns);
  // What it says of its keys cannot be read: that is told at the keys.
  if (definition.node('deduplicate') && !deduplication) return [];
  const meant = { columns: columns?.map((column) => ofSegment(definition, column)), deduplication };
  const problem = incrementalProblem(resolveIncremental(settings), meant);
  const node = problem && nodeAt(definition, problem.field);
  return problem && node
    ? [{ code: 'invalid-definition', severity: 'error', message: problem.text, span: node }]
    : [];
}

function deduplicationIn(
  definition: DefinitionText,
  columns: readonly Column[] | undefined,
): Deduplication | undefined {
  const settings = definition.value('deduplicate');
  if (!Check(DeduplicationSettings, settings)) return undefined;
  try {
    const read = readDeduplication(settings, columns);
    return { ...read, keys: read.keys.map((value) => ofSegment(definition, { value }).value) };
  } catch {
    return undefined;
  }
}

/** A path may be that of the membership in the export's own segment. */
function ofSegment<T extends Pick<Column, 'value'>>(definition: DefinitionText, column: T): T {
  const segmentId = textAt(definition, 'segment', 'id');
  return segmentId === undefined ? column : { ...column, value: withMembership(column.value, segmentId) };
}

/** What has a default may not be there: then it is the mode that wants it. */
function nodeAt(definition: DefinitionText, field: string): ReturnType<DefinitionText['node']> {
  const path = field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return definition.node(...path) ?? definition.node('mode');
}
