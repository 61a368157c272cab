// The segment that a definition names while a person writes it: each file or pattern by itself, so that what is wrong has a
// place.
import { Check } from 'typebox/value';
import { asFailure, type Failure } from '../../model/failure';
import { SourceOptions } from '../../model/sourceOptions';
import { fixedPart } from '../../segment/glob';
import type { Source } from '../../segment/source';
import { openSegment } from '../openDefinition';
import type { DefinitionText, StringAt } from './definitionText';

export interface SegmentOfText {
  /** Undefined where it cannot be opened, or may not be looked at. */
  readonly source: Source | undefined;
  readonly failures: readonly { readonly at: StringAt; readonly failure: Failure }[];
}

/**
 * Finds the files. Their content is not looked at.
 * @param folder of the definition
 * @param mayLook whether a file or folder may be looked at
 */
export async function segmentOfText(
  definition: DefinitionText,
  folder: string,
  mayLook: (path: string) => Promise<boolean>,
): Promise<SegmentOfText> {
  const named = definition.strings('source').filter(({ text }) => text !== '');
  const failures: { at: StringAt; failure: Failure }[] = [];
  const opened: Source[] = [];
  for (const at of named) {
    if (!(await mayLook(fixedPart(at.text, folder)))) continue;
    try {
      opened.push(await openSegment(at.text, {}, folder));
    } catch (error) {
      failures.push({ at, failure: asFailure(error) });
    }
  }
  const paths = opened.flatMap(({ files }) => files.map(({ path }) => path));
  const mayRead = (await Promise.all(paths.map(mayLook))).every(Boolean);
  const isComplete = named.length > 0 && opened.length === named.length;
  return { source: isComplete && mayRead ? await open(definition, named, folder) : undefined, failures };
}

/** Undefined for options that do not fit: they are told by themselves. */
async function open(
  definition: DefinitionText,
  named: readonly StringAt[],
  folder: string,
): Promise<Source | undefined> {
  const input = definition.value('segment', 'input') ?? {};
  if (!Check(SourceOptions, input)) return undefined;
  const patterns = named.map(({ text }) => text);
  return openSegment(patterns, input, folder).catch(() => undefined);
}
