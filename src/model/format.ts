// How rows are written: the format of a destination, as it stands in settings and as the encoder takes it.
// Options are normalised here, once. "Adobe" is its Amazon S3 destination ("Configure file formatting options") and its
// Destination SDK ("File formatting configuration"), which hands them to Apache Spark's CSV writer.
import Type, { type Static } from 'typebox';
import { noSecretFields } from './misplacedSecret';
import { presets, textExtension } from './presets';

/** The `format` of a destination in settings. */
export const FormatSettings = Type.Object(
  {
    preset: Type.Optional(
      Type.Enum(['rfc4180', 'excel', 'adobe', 'adobe-sdk'], {
        default: 'rfc4180',
        description: 'What the other options default to.',
        markdownEnumDescriptions: [
          'What every reader takes ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)).',
          'With a byte order mark and `crlf`, so that Excel opens it right.',
          "What Adobe's Amazon S3 destination writes, which quotes nothing and so can break columns.",
          "The defaults of Adobe's Destination SDK.",
        ],
      }),
    ),
    type: Type.Optional(
      Type.Enum(['csv', 'tsv', 'json'], {
        default: 'csv',
        description:
          'What is written. JSON is always UTF-8 without a byte order mark, and of the options from `delimiter` to `formulaGuard` only `lineEnding` and `finalNewline` change it. Adobe calls this option *File type*.',
        markdownEnumDescriptions: [
          'Comma-separated values.',
          'Tab-separated values.',
          'One JSON object a line (NDJSON), with the headers as keys.',
        ],
      }),
    ),
    delimiter: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'What stands between two fields: any text, for example `|` or `::`. Default: `,` for CSV, a tab for TSV. Adobe calls this option *Delimiter*.',
      }),
    ),
    quote: Type.Optional(
      Type.String({
        maxLength: 1,
        description:
          'The character around values that need it, or nothing for no quoting at all. Default: `"`; preset `adobe`: nothing. Adobe calls this option *Quote character*.',
      }),
    ),
    escape: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1,
        description:
          'The character before a quote inside a quoted value, and before itself there. Default: the quote itself, which doubles it; presets `adobe` and `adobe-sdk`: `\\`. Adobe calls this option *Escape character*.',
      }),
    ),
    quoteMode: Type.Optional(
      Type.Enum(['needed', 'all', 'strings', 'none'], {
        default: 'needed',
        description:
          'Which values are quoted. Null never is: see `nullOutput`. In Adobe `all` is *quoteAll*.',
        markdownEnumDescriptions: [
          'Those that hold the delimiter, a quote or a line break.',
          'Every value.',
          'Every text, but not numbers and booleans.',
          'No value.',
        ],
      }),
    ),
    header: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Whether the first row has the names of the columns. Adobe calls this option *header*.',
      }),
    ),
    lineEnding: Type.Optional(
      Type.Enum(['lf', 'crlf'], {
        description:
          "What ends a row. Default: `lf`; preset `excel`: `crlf`. Adobe's sample file has `crlf`, its engine writes `lf`; most tools take either. Adobe calls this option *Line separator*.",
        markdownEnumDescriptions: ['A line feed (`\\n`).', 'A carriage return and a line feed (`\\r\\n`).'],
      }),
    ),
    finalNewline: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          "Whether the last row ends with a line ending. Adobe's sample file has none; most tools expect one.",
      }),
    ),
    encoding: Type.Optional(
      Type.Enum(['utf-8', 'utf-16le'], {
        default: 'utf-8',
        description: 'How text becomes bytes. Adobe calls this option *Encoding*.',
        enumDescriptions: ['UTF-8', 'UTF-16, little-endian'],
      }),
    ),
    bom: Type.Optional(
      Type.Boolean({
        description:
          'Whether the file begins with a byte order mark. Default: with `utf-16le` and in preset `excel`, which recognise the encoding by it. Adobe has no such option.',
      }),
    ),
    nullOutput: Type.Optional(
      Type.String({
        description:
          'What stands for null and for a missing value, as it is: `""` writes two quotes. It is quoted only if it would break its row. Default: nothing; preset `adobe`: `null`; preset `adobe-sdk`: `""`. Adobe calls this option *Null value output*.',
      }),
    ),
    emptyOutput: Type.Optional(
      Type.String({
        description:
          'What stands for an empty text, as it is: `""` writes two quotes. Default: an empty value, which `quoteMode` quotes or not; preset `adobe-sdk`: `""`. Adobe calls this option *Empty value output*.',
      }),
    ),
    trueOutput: Type.Optional(
      Type.String({ default: 'true', description: 'What stands for true. Adobe has no such option.' }),
    ),
    falseOutput: Type.Optional(
      Type.String({ default: 'false', description: 'What stands for false. Adobe has no such option.' }),
    ),
    numberStyle: Type.Optional(
      Type.Enum(['source', 'plain'], {
        default: 'source',
        description:
          'How numbers of JSON are written. Texts are left alone, also those of CSV sources that look like numbers, and so are numbers inside arrays. Adobe has no such option.',
        markdownEnumDescriptions: [
          'As they stand in the segment file.',
          'Without exponent and without zeros that say nothing (`1e3` is `1000`, `1.50` is `1.5`, `-0` is `0`), whatever the number of digits; one with an exponent beyond ±400 stays as it is.',
        ],
      }),
    ),
    decimalSeparator: Type.Optional(
      Type.Enum(['.', ','], {
        default: '.',
        description:
          'What stands before the decimals of numbers of JSON. A number with a comma is quoted where the delimiter is a comma. Texts are left alone, also those of CSV sources that look like numbers, and so are numbers inside arrays. Adobe has no such option.',
      }),
    ),
    trim: Type.Optional(
      Type.Enum(['none', 'leading', 'trailing', 'both'], {
        description:
          'Which white space around texts is left out: characters up to U+0020, as in Spark. Default: `none`; presets `adobe` and `adobe-sdk`: `both`. In Adobe *ignoreLeadingWhiteSpace* and *ignoreTrailingWhiteSpace*.',
        markdownEnumDescriptions: [
          'None.',
          'That before a text.',
          'That behind a text.',
          'That at both ends.',
        ],
      }),
    ),
    formulaGuard: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "Whether a text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets a `'` before it. This changes the data: also `-5` and `+49…` when they are texts. Numbers are left alone. Adobe has no such option.",
      }),
    ),
    corrupt: Type.Optional(
      Type.Enum(['refuse', 'allow'], {
        description:
          'What happens when a value would break its row because nothing is quoted. Default: `refuse`; preset `adobe`: `allow`, as that product does.',
        markdownEnumDescriptions: ['The export stops at that record.', 'The value is written as it is.'],
      }),
    ),
    compression: Type.Optional(
      Type.Enum(['none', 'gzip', 'zip'], {
        default: 'none',
        description:
          'How the object is compressed. A preview shows the text before compression. Adobe calls this option *Compression format*.',
        markdownEnumDescriptions: ['Not at all.', 'As one gzip file.', 'As a zip archive with one file.'],
      }),
    ),
    compressionLevel: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 9,
        default: 6,
        description: 'How hard gzip and zip try: `1` is the fastest, `9` gives the smallest object.',
      }),
    ),
    fileExtension: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*$',
        patternErrorMessage:
          'An extension has letters and digits, with single dots between them and none before, for example "csv.gz".',
        description:
          'The whole extension of the object, without a leading dot. Default: `csv` for CSV, `txt` for TSV, `ndjson` for JSON, and `.gz` or `.zip` behind it when compressed; presets `adobe` and `adobe-sdk`: `csv` for TSV, too, and `json` for JSON.',
      }),
    ),
  },
  { ...noSecretFields, additionalProperties: false, description: 'How the rows are written.' },
);
export type FormatSettings = Static<typeof FormatSettings>;
export type FormatType = NonNullable<FormatSettings['type']>;
/** A format's type in other people's words, or nothing when it is none. */
export function readFormatType(text: string | null): FormatType | undefined {
  return (['csv', 'tsv', 'json'] as const).find((type) => type === text);
}
export type Preset = NonNullable<FormatSettings['preset']>;

/** A format with every option resolved: what the encoder writes by. What an option means stands in `FormatSettings`. */
export interface Format {
  readonly type: FormatType;
  /** VS Code's language id for the text: `jsonl` for JSON. */
  readonly languageId: string;
  /** At least one character. */
  readonly delimiter: string;
  /** One character, or nothing when nothing is quoted. */
  readonly quote: string;
  /** One character; the quote itself to double it. Nothing when there is no quote. */
  readonly escape: string;
  readonly quoteMode: 'needed' | 'all' | 'strings' | 'none';
  readonly header: boolean;
  readonly lineEnding: '\n' | '\r\n';
  readonly finalNewline: boolean;
  readonly encoding: 'utf-8' | 'utf-16le';
  readonly bom: boolean;
  readonly nullOutput: string;
  /** Undefined: an empty text is a value like any other. */
  readonly emptyOutput: string | undefined;
  readonly trueOutput: string;
  readonly falseOutput: string;
  readonly numberStyle: 'source' | 'plain';
  readonly decimalSeparator: '.' | ',';
  readonly trim: 'none' | 'leading' | 'trailing' | 'both';
  readonly formulaGuard: boolean;
  readonly corrupt: 'refuse' | 'allow';
  readonly compression: 'none' | 'gzip' | 'zip';
  /** From 1 to 9. */
  readonly compressionLevel: number;
  /** Of the object's name, without the dot. */
  readonly fileExtension: string;
  /** The object's Content-Type: of a compressed one that of the compression, as it is what it is. */
  readonly contentType: string;
  /** The Content-Type of the text before compression. */
  readonly textType: string;
}

/** By type: the delimiter, VS Code's language, and the media type. `text/csv` is registered by RFC 4180, the next by IANA. */
const types = {
  csv: { delimiter: ',', languageId: 'csv', mediaType: 'text/csv' },
  tsv: { delimiter: '\t', languageId: 'tsv', mediaType: 'text/tab-separated-values' },
  json: { delimiter: ',', languageId: 'jsonl', mediaType: 'application/x-ndjson' },
} as const;

const defaults = {
  quote: '"',
  quoteMode: 'needed',
  header: true,
  finalNewline: true,
  encoding: 'utf-8',
  nullOutput: '',
  trueOutput: 'true',
  falseOutput: 'false',
  numberStyle: 'source',
  decimalSeparator: '.',
  trim: 'none',
  formulaGuard: false,
  corrupt: 'refuse',
  compression: 'none',
  compressionLevel: 6,
} as const;

const compressedExtension = { none: '', gzip: '.gz', zip: '.zip' } as const;

/** Fills in the defaults. `formatProblem` tells what the result cannot be written by. */
export function resolveFormat(settings: FormatSettings): Format {
  const { preset = 'rfc4180', type = 'csv', ...own } = settings;
  const chosen = { ...defaults, ...presets[preset], ...own };
  const { delimiter, languageId } = types[type];
  const text = textEncoding(type, chosen);
  return {
    ...chosen,
    ...text,
    type,
    languageId,
    delimiter: chosen.delimiter ?? delimiter,
    escape: chosen.quote === '' ? '' : (chosen.escape ?? chosen.quote),
    emptyOutput: chosen.emptyOutput,
    lineEnding: chosen.lineEnding === 'crlf' ? '\r\n' : '\n',
    fileExtension:
      chosen.fileExtension ?? textExtension(preset, type) + compressedExtension[chosen.compression],
    contentType: chosen.compression === 'none' ? textType(type, text) : `application/${chosen.compression}`,
    textType: textType(type, text),
  };
}

type TextEncoding = Pick<Format, 'encoding' | 'bom'>;

/** RFC 8259 has JSON in UTF-8 without a byte order mark. */
function textEncoding(
  type: FormatType,
  { encoding, bom }: { encoding: Format['encoding']; bom?: boolean },
): TextEncoding {
  if (type === 'json') return { encoding: 'utf-8', bom: false };
  return { encoding, bom: bom ?? encoding === 'utf-16le' };
}

function textType(type: FormatType, { encoding, bom }: TextEncoding): string {
  // RFC 2781: text labelled utf-16le has no byte order mark.
  return `${types[type].mediaType}; charset=${encoding === 'utf-16le' && bom ? 'utf-16' : encoding}`;
}
