// A definition as somebody writes it in a test: `|` is where they are, and what is known around it.
import { FieldCache } from '../../../../src/export/language/fieldCache';
import { DefinitionText } from '../../../../src/export/language/definitionText';
import { type readFields, type Fields } from '../../../../src/export/language/fields';
import type { Problem } from '../../../../src/export/language/problem';
import { problemsOf, type Circumstances } from '../../../../src/export/language/problems';
import { segmentOfText } from '../../../../src/export/language/segmentOfText';
import { readDestination, type Destination } from '../../../../src/model/destination';
import { moment } from '../../collect';

export const acme: Destination = readDestination('acme', {
  ...{ name: 'Acme exports', bucket: 'acme-exports', folderPath: 'daily/%SEGMENT_NAME%' },
});

/** Takes the `|` out of a text. */
export function cursorIn(marked: string): { readonly definition: DefinitionText; readonly offset: number } {
  const offset = marked.indexOf('|');
  return { definition: new DefinitionText(marked.replace('|', '')), offset };
}

export const everywhere = (): Promise<boolean> => Promise.resolve(true);

/** What is known of a definition in a folder. */
export async function circumstancesOf(
  definition: DefinitionText,
  folder: string,
  more: Partial<Circumstances> = {},
): Promise<Circumstances> {
  const segment = await segmentOfText(definition, folder, everywhere);
  return {
    segment,
    fields: segment.source && (await fieldsOf(segment.source)),
    target: undefined,
    noTarget: undefined,
    destinations: [],
    files: [],
    moment,
    ...more,
  };
}

const fieldsOf = async (source: Parameters<typeof readFields>[0]): Promise<Fields | undefined> =>
  new FieldCache().get(source, new AbortController().signal);

/** One line a problem, in the text's order: severity, code, place, message, what was meant. */
export async function problemLines(
  text: string,
  folder: string,
  more: Partial<Circumstances> = {},
): Promise<string[]> {
  const definition = new DefinitionText(text);
  const problems = problemsOf(definition, await circumstancesOf(definition, folder, more));
  return problems.sort((a, b) => a.span.offset - b.span.offset).map((problem) => line(text, problem));
}

function line(text: string, problem: Problem): string {
  const { severity, code, span, message, instead = [], related = [], fixes = [] } = problem;
  const mended = [...instead, ...fixes.map(({ title }) => title)];
  const meant = mended.length === 0 ? '' : ` → ${mended.join(', ')}`;
  const others = related.map((each) => ` (${each.message} ${placed(text, each.span)})`).join('');
  return `${severity} ${code} ${placed(text, span)}: ${message}${meant}${others}`;
}

function placed(text: string, { offset, length }: Problem['span']): string {
  return text.slice(offset, offset + length).replace(/\s+/g, ' ');
}
