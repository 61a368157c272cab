// What keeps a definition from having a name for its object: told where the name is written, or at the destination whose
// folder path it is.
import { asFailure, type Failure } from '../../model/failure';
import type { Source } from '../../segment/source';
import { MacroWithoutValue, macroTexts, UnfinishedMacro, UnknownMacro } from '../macros';
import type { Target } from '../plan';
import type { DefinitionText, Span, StringAt } from './definitionText';
import { anyTarget, nameOfText } from './nameOfText';
import { nearest } from './nearest';
import { problemOf, type Problem } from './problem';

/** @param target undefined where the definition names no destination, or one that is not there */
export function nameProblems(
  definition: DefinitionText,
  source: Source,
  target: Target | undefined,
  moment: Date,
): Problem[] {
  const refused = (folderPath: string): Failure | undefined => {
    try {
      nameOfText(definition, source, { ...(target ?? anyTarget), folderPath }, moment);
      return undefined;
    } catch (error) {
      return asFailure(error);
    }
  };
  const inName = refused('');
  const name = definition.string('fileName');
  if (inName && name) return [problemOf(inName, placeIn(name, inName), { instead: insteadOf(inName) })];
  const failure = inName ?? (target && refused(target.folderPath));
  const place = definition.node('destination') ?? definition.node('segment');
  return failure && place ? [problemOf(failure, place)] : [];
}

/** The macro itself, if it stands in the text as it is. */
function placeIn({ node }: StringAt, failure: Failure): Span {
  const macro = macroOf(failure);
  const raw = JSON.stringify(node.value);
  const at = macro === undefined || raw.length !== node.length ? -1 : raw.indexOf(macro);
  return macro === undefined || at === -1 ? node : { offset: node.offset + at, length: macro.length };
}

function macroOf(failure: Failure): string | undefined {
  if (failure instanceof UnknownMacro) return failure.macro;
  if (failure instanceof UnfinishedMacro) return failure.rest;
  return failure instanceof MacroWithoutValue ? `%${failure.macro}%` : undefined;
}

function insteadOf(failure: Failure): readonly string[] {
  return failure instanceof UnknownMacro ? nearest(failure.macro, macroTexts) : [];
}
