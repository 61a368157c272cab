// How a segment file is read, where its content does not tell: as it stands in settings, and checked once.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { Failure } from './failure';

/** Every option is absent by default: then the file's content decides, see `detectLayout`. */
export const SourceOptions = Type.Object(
  {
    format: Type.Optional(
      Type.Enum(['ndjson', 'json', 'csv', 'tsv'], {
        description: 'What the segment file is. Default: what its content looks like.',
        markdownEnumDescriptions: [
          'One JSON object a line.',
          'A JSON array of objects, or objects of several lines.',
          'Delimited text; `delimiter` says by what.',
          'Text delimited by tabs.',
        ],
      }),
    ),
    delimiter: Type.Optional(
      Type.String({
        minLength: 1,
        pattern: '^[^"\\r\\n]*$',
        patternErrorMessage: 'A delimiter has no quotes and no line breaks.',
        description:
          'What stands between the fields of delimited text: any characters but quotes and line breaks. Default: the one of `,` `;` tab and `|` that the first line has most of.',
      }),
    ),
    header: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          'Whether the first row of delimited text names the columns. Without a header they are `column_1`, `column_2` and so on.',
      }),
    ),
    encoding: Type.Optional(
      Type.Enum(['utf-8', 'utf-16le', 'utf-16be'], {
        description:
          'How the bytes of the file are text. Default: UTF-16 where a byte-order mark says so, else UTF-8.',
        enumDescriptions: ['UTF-8', 'UTF-16, little-endian', 'UTF-16, big-endian'],
      }),
    ),
  },
  { additionalProperties: false, description: 'How the segment file is read.' },
);
export type SourceOptions = Static<typeof SourceOptions>;
export type Encoding = NonNullable<SourceOptions['encoding']>;

/** The options of a segment file contradict the schema or each other. */
export class InvalidSourceOptions extends Failure {
  constructor(why: string) {
    super('invalid-source-options', {
      what: l10n.t('The segment file cannot be read with these options.'),
      why,
      next: l10n.t('Correct the options, or leave them out: then the content of the file decides.'),
    });
  }
}

/** @throws InvalidSourceOptions naming the first option that is wrong */
export function readSourceOptions(settings: unknown): SourceOptions {
  if (!Check(SourceOptions, settings)) throw new InvalidSourceOptions(firstProblem(settings));
  const { format, delimiter, header } = settings;
  if ((format === 'ndjson' || format === 'json') && (delimiter !== undefined || header !== undefined)) {
    throw new InvalidSourceOptions(l10n.t('JSON has neither a delimiter nor a header row.'));
  }
  if (format === 'tsv' && delimiter !== undefined && delimiter !== '\t') {
    throw new InvalidSourceOptions(
      l10n.t('The delimiter of TSV is a tab. With another one the format is CSV.'),
    );
  }
  return settings;
}

function firstProblem(settings: unknown): string {
  const option = Errors(SourceOptions, settings)[0]?.instancePath.slice(1) ?? '';
  if (option === 'format') return l10n.t('The format is one of {0}.', 'ndjson, json, csv, tsv');
  if (option === 'encoding') return l10n.t('The encoding is one of {0}.', 'utf-8, utf-16le, utf-16be');
  if (option === 'delimiter')
    return l10n.t('A delimiter has at least one character, and no quote or line break.');
  if (option === 'header') return l10n.t('The header is there or not: true or false.');
  return l10n.t('There is an option that is not known.');
}
