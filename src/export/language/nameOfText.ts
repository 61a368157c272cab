// Where the export of a definition would go, while a person writes it.
import { Check } from 'typebox/value';
import { defaultOptions, NameSettings } from '../../model/definition';
import { resolveFormat } from '../../model/format';
import type { Source } from '../../segment/source';
import { resolveKey, type Target } from '../plan';
import type { ResolvedName } from '../naming';
import type { DefinitionText } from './definitionText';

/** What stands for the destination of a definition that names none. */
export const anyTarget: Target = {
  ...{ folderPath: '', format: resolveFormat({}) },
  ...{ id: 'destination', name: 'destination' },
};

/**
 * The key of its first file, as a plan would have it.
 * @param nameTemplate instead of the definition's own
 * @throws those of `resolveName`
 */
export function nameOfText(
  definition: DefinitionText,
  source: Source,
  target: Target,
  moment: Date,
  nameTemplate = textAt(definition, 'fileName'),
): ResolvedName {
  const names = definition.value('names');
  return resolveKey({
    source,
    target,
    moment,
    options: { ...defaultOptions, nameTemplate, names: Check(NameSettings, names) ? names : {} },
    segment: { id: textAt(definition, 'segment', 'id'), name: textAt(definition, 'segment', 'name') },
  });
}

/** Undefined for an empty one, too: the schema refuses it. */
export function textAt(definition: DefinitionText, ...path: string[]): string | undefined {
  return definition.string(...path)?.text || undefined;
}
