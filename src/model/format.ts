// How rows are written: the format of a destination, as it stands in settings and as the encoder takes it.
import Type, { type Static } from 'typebox';

/** The `format` of a destination in settings. Later options join here, each with Adobe's name for it. */
export const FormatSettings = Type.Object(
  {
    type: Type.Enum(['csv', 'tsv'], {
      default: 'csv',
      description:
        'The delimiter: `csv` is comma-separated, `tsv` is tab-separated. Adobe calls this option *Delimiter*.',
    }),
    fileExtension: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*$',
        description:
          'The extension of the object, without a leading dot. Default: `csv` for CSV, `txt` for TSV.',
      }),
    ),
    lineEnding: Type.Optional(
      Type.Enum(['lf', 'crlf'], {
        default: 'lf',
        description:
          "What ends a row: `lf` (\\n) or `crlf` (\\r\\n). Adobe's sample file has `crlf`; most tools take either.",
      }),
    ),
    finalNewline: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          "Whether the last row ends with a line ending. Adobe's sample file has none; most tools expect one.",
      }),
    ),
  },
  { additionalProperties: false, description: 'How the rows are written.' },
);
export type FormatSettings = Static<typeof FormatSettings>;
export type FormatType = FormatSettings['type'];

/** A format with every option resolved: what the encoder writes by. */
export interface Format {
  /** Also the language id of a preview. */
  readonly type: FormatType;
  /** Between fields: one character. */
  readonly delimiter: ',' | '\t';
  /** Of the object's name, without the dot. */
  readonly fileExtension: string;
  /** What ends a row. */
  readonly lineEnding: '\n' | '\r\n';
  /** Whether the last row ends with a line ending. */
  readonly finalNewline: boolean;
  /** The object's Content-Type. `text/csv` is registered by RFC 4180, the other by IANA. */
  readonly contentType: string;
}

const defaults = {
  csv: { type: 'csv', delimiter: ',', fileExtension: 'csv', contentType: 'text/csv; charset=utf-8' },
  // The 2020 page of Adobe's Amazon S3 destination names tab-delimited files `.txt`.
  tsv: {
    type: 'tsv',
    delimiter: '\t',
    fileExtension: 'txt',
    contentType: 'text/tab-separated-values; charset=utf-8',
  },
} as const;

/** Fills in the defaults. */
export function resolveFormat(settings: FormatSettings): Format {
  const base = defaults[settings.type];
  return {
    ...base,
    fileExtension: settings.fileExtension ?? base.fileExtension,
    lineEnding: settings.lineEnding === 'crlf' ? '\r\n' : '\n',
    finalNewline: settings.finalNewline ?? true,
  };
}
