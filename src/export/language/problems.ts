// All that is wrong with a definition beyond what VS Code tells by its schema, each at its place. What a plan is refused for
// is told by the functions that plans are made with.
import { Check } from 'typebox/value';
import { asFailure, type Failure } from '../../model/failure';
import { readSourceOptions, SourceOptions } from '../../model/sourceOptions';
import type { Target } from '../plan';
import { columnProblems } from './columnProblems';
import type { DefinitionText } from './definitionText';
import type { Fields } from './fields';
import { incrementalProblems } from './incrementalProblems';
import { keyProblems } from './keyProblems';
import { textAt } from './nameOfText';
import { nameProblems } from './nameProblems';
import { nearest } from './nearest';
import type { Known } from './pathProblems';
import { problemOf, type Problem } from './problem';
import { scheduleProblems } from './scheduleProblems';
import type { SegmentOfText } from './segmentOfText';

export interface Circumstances {
  readonly segment: SegmentOfText;
  /** Undefined: the segment cannot be read. */
  readonly fields: Fields | undefined;
  /** Of the definition's destination; undefined where it names none. */
  readonly target: Target | undefined;
  /** Why there is no such destination. */
  readonly noTarget: Failure | undefined;
  /** The ids of the destinations that there are. */
  readonly destinations: readonly string[];
  /** Segment files near the definition, as they would stand in it. */
  readonly files: readonly string[];
  readonly moment: Date;
}

/** In no order. */
export function problemsOf(definition: DefinitionText, circumstances: Circumstances): Problem[] {
  const { segment, target, moment } = circumstances;
  const known = knownOf(definition, circumstances.fields);
  return [
    ...sourceProblems(circumstances),
    ...inputProblems(definition),
    ...destinationProblems(definition, circumstances),
    ...(segment.source ? nameProblems(definition, segment.source, target, moment) : []),
    ...scheduleProblems(definition, moment),
    ...columnProblems(definition, known),
    ...keyProblems(definition, known),
    ...incrementalProblems(definition),
  ];
}

/** A segment without records tells nothing. */
function knownOf(definition: DefinitionText, fields: Fields | undefined): Known | undefined {
  if (!fields || fields.records === 0) return undefined;
  return { fields, membersOf: textAt(definition, 'segment', 'id') };
}

function sourceProblems({ segment, files }: Circumstances): Problem[] {
  return segment.failures.map(({ at, failure }) =>
    problemOf(failure, at.node, { instead: nearest(at.text, files) }),
  );
}

function inputProblems(definition: DefinitionText): Problem[] {
  const node = definition.node('segment', 'input');
  const input = definition.value('segment', 'input');
  if (!node || !Check(SourceOptions, input)) return [];
  try {
    readSourceOptions(input);
    return [];
  } catch (error) {
    return [problemOf(asFailure(error), node)];
  }
}

function destinationProblems(
  definition: DefinitionText,
  { noTarget, destinations }: Circumstances,
): Problem[] {
  const at = definition.string('destination');
  if (!at || !noTarget) return [];
  return [problemOf(noTarget, at.node, { instead: nearest(at.text, destinations) })];
}
