// An export definition, `NAME.s3export.json`: one segment, one destination, and what becomes of it. A team commits it; it
// holds no secrets. This schema is the one that VS Code checks the file with: a test holds `media/s3export.schema.json` to it.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { headerOf, type Column, type Value } from './column';
import { parseCommentedJson } from './commentedJson';
import { DuplicateHeader } from './duplicateHeader';
import { Failure } from './failure';
import { IncrementalSettings, resolveIncremental, type Incremental } from './incremental';
import { incrementalProblem } from './incrementalProblem';
import type { Deduplication, EmptyExport } from './plan';
import { pathText } from './path';
import { ScheduleSettings } from './scheduleSettings';
import { schemaProblem } from './schemaProblem';
import { SourceOptions } from './sourceOptions';
import { firstPath, pathDescription, readValue, ValueSettings } from './valueSettings';

export const ColumnSettings = Type.Object(
  {
    path: Type.Optional(
      Type.String({
        minLength: 1,
        description: `${pathDescription} An array or object is written as JSON. With \`segment.id\`, \`segmentMembership.status\` is the status in that segment: \`Active\` or \`Expired\`.`,
      }),
    ),
    value: Type.Optional(ValueSettings),
    header: Type.Optional(
      Type.String({
        description:
          'The name in the header row. Default: the path with `_` for each dot, as in Adobe: `person_name_firstName`. A column without a path needs one.',
      }),
    ),
    mandatory: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether a record without a value here is dropped: null, missing or an empty text. Adobe calls this *Mandatory attribute*.',
      }),
    ),
  },
  { additionalProperties: false, description: 'A column: either `path` or `value`.' },
);

const SegmentSettings = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The id of the segment, which names have as `%SEGMENT_ID%`. With it, records whose `segmentMembership` does not have them in the segment are dropped. Default: the UUID in the name of the segment file, else that name; then all records are written.',
      }),
    ),
    name: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The name of the segment, which names have as `%SEGMENT_NAME%`. Default: the name of the segment file.',
      }),
    ),
    source: Type.Union(
      [Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
      {
        description:
          'The segment file, or several files and patterns that are one segment: `luxury.ndjson`, `daily/part-*.json.gz`. Relative to the folder of this definition.',
      },
    ),
    input: Type.Optional(SourceOptions),
  },
  { additionalProperties: false, description: 'What is exported.' },
);

export const DeduplicationSettings = Type.Object(
  {
    keys: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description:
        'What makes two records the same person: headers of columns, or paths. Adobe calls this *Deduplication key*.',
    }),
    keep: Type.Optional(
      Type.Enum(['first', 'last', 'latest'], {
        description:
          'Which of the records with one key is written: the `first` in the segment file, the `last`, or the `latest` by `time`; of several that are the latest, the one whose other columns come first in lexicographic order. Default: `latest` with `time`, else `first`.',
      }),
    ),
    time: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'For `latest`: header or path of the time by which records are compared, in ISO 8601 (without a time zone: UTC) or in seconds or milliseconds since 1970. A record without a time is older than any other.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Writes one record of those with the same key.' },
);

export const NameSettings = Type.Object(
  {
    organization: Type.Optional(Type.String({ description: '`%ORGANIZATION_NAME%` in names.' })),
    sandbox: Type.Optional(Type.String({ description: '`%SANDBOX_NAME%` in names.' })),
    customText: Type.Optional(Type.String({ description: '`%CUSTOM_TEXT%` in names.' })),
    mergePolicyId: Type.Optional(Type.String({ description: '`%MERGE_POLICY_ID%` in names.' })),
    mergePolicyName: Type.Optional(Type.String({ description: '`%MERGE_POLICY_NAME%` in names.' })),
  },
  { additionalProperties: false, description: 'What some macros in folder path and file name stand for.' },
);
export type NameSettings = Static<typeof NameSettings>;

export const DefinitionSettings = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'The schema of this file.' })),
    segment: SegmentSettings,
    destination: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The id of the destination, as in the setting `s3Destinations.destinations`. It may be left out of a definition that is only previewed.',
      }),
    ),
    columns: Type.Optional(
      Type.Array(ColumnSettings, {
        minItems: 1,
        description:
          'What stands in each row, in this order. Default: every value that the first 1,000 records have. Adobe calls this *Mapping*.',
      }),
    ),
    deduplicate: Type.Optional(DeduplicationSettings),
    fileName: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          "The name of the object without its extension; macros are those of the README. Default: Adobe's `amazon-s3_segment%SEGMENT_ID%_%DATETIME(yyyyMMddHHmmss)%`.",
      }),
    ),
    names: Type.Optional(NameSettings),
    rowsPerFile: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 5_000_000,
        description:
          'How many rows a file has at most. What is more goes to `name_2.csv`, `name_3.csv` and so on. In Adobe *maxFileRowCount*.',
      }),
    ),
    headerInEachFile: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Whether the second file and those after it have a header row, too.',
      }),
    ),
    emptyExport: Type.Optional(
      Type.Enum(['write', 'skip', 'fail'], {
        default: 'write',
        description:
          'What happens when no row is left: `write` an object without rows, `skip` it, or `fail`, so that somebody looks.',
      }),
    ),
    mode: Type.Optional(
      Type.Enum(['full', 'incremental'], {
        default: 'full',
        description:
          'What scheduled runs write: `full` every record each time, `incremental` all of them once and then what changed. A preview and a push by hand are always full.',
      }),
    ),
    incremental: Type.Optional(IncrementalSettings),
    schedule: Type.Optional(ScheduleSettings),
  },
  {
    additionalProperties: false,
    title: 'S3 Destinations: export definition',
    description: 'An export: one segment, one destination, and what becomes of it.',
    allowComments: true,
    allowTrailingCommas: true,
  },
);
export type DefinitionSettings = Static<typeof DefinitionSettings>;

/** What an export does, whatever its segment and destination are. */
export interface ExportOptions {
  /** Undefined: all leaf paths of the first records. */
  readonly columns: readonly Column[] | undefined;
  readonly deduplication: Deduplication | undefined;
  /** Undefined: Adobe's default name. */
  readonly nameTemplate: string | undefined;
  readonly names: NameSettings;
  readonly rowsPerFile: number;
  readonly headerInEachFile: boolean;
  readonly emptyExport: EmptyExport;
}

/** A definition with every option resolved. */
export interface Definition extends ExportOptions {
  readonly segment: {
    readonly id: string | undefined;
    readonly name: string | undefined;
    /** Paths and patterns as they stand in the file; at least one. */
    readonly source: readonly string[];
    readonly input: SourceOptions;
  };
  readonly destination: string | undefined;
  /** Undefined: scheduled runs are full. */
  readonly incremental: Incremental | undefined;
  readonly schedule: ScheduleSettings | undefined;
}

/** A file is no export definition. */
export class InvalidDefinition extends Failure {
  /**
   * @param problem one sentence, for whoever sees the place
   * @param field where it is, as `columns.2`, unless the sentence says so itself
   */
  constructor(
    readonly problem: string,
    readonly field?: string,
  ) {
    super('invalid-definition', {
      what: l10n.t('The export definition cannot be used.'),
      why: field === undefined ? problem : `${field}: ${problem}`,
      next: l10n.t('Correct the definition. VS Code marks what does not follow its schema.'),
    });
  }
}

/** The names of definition files. */
export const definitionFileName = /\.s3export\.json$/i;

/** What an export without a definition does. */
export const defaultOptions: ExportOptions = {
  columns: undefined,
  deduplication: undefined,
  nameTemplate: undefined,
  names: {},
  rowsPerFile: 5_000_000,
  headerInEachFile: true,
  emptyExport: 'write',
};

/**
 * Reads a definition from its text, JSON that may have comments.
 * @throws InvalidDefinition, InvalidPath, DuplicateHeader
 */
export function readDefinition(text: string): Definition {
  const settings = parseCommentedJson(text);
  if (settings === undefined) throw invalid(l10n.t('It is not JSON.'));
  return definitionOf(settings);
}

/**
 * Checks the settings of a definition and resolves its options, also where they stand in no file.
 * @throws InvalidDefinition, InvalidPath, DuplicateHeader
 */
export function definitionOf(settings: unknown): Definition {
  if (!Check(DefinitionSettings, settings)) throw invalid(schemaProblem(DefinitionSettings, settings));
  const { segment, destination, mode, schedule, fileName, ...rest } = settings;
  const columns = settings.columns && uniqueHeaders(settings.columns.map(readColumn));
  const { names, rowsPerFile, headerInEachFile, emptyExport } = { ...defaultOptions, ...rest };
  const deduplication = settings.deduplicate && readDeduplication(settings.deduplicate, columns);
  const incremental = mode === 'incremental' ? resolveIncremental(settings.incremental) : undefined;
  if (incremental) refuseIncremental(incremental, { columns, deduplication });
  return {
    segment: {
      id: segment.id,
      name: segment.name,
      source: [segment.source].flat(),
      input: segment.input ?? {},
    },
    destination,
    columns,
    deduplication: incremental && deduplication ? { ...deduplication, keyRequired: true } : deduplication,
    nameTemplate: fileName,
    ...{ names, rowsPerFile, headerInEachFile, emptyExport, schedule },
    incremental,
  };
}

function refuseIncremental(...of: Parameters<typeof incrementalProblem>): void {
  const problem = incrementalProblem(...of);
  if (problem) throw new InvalidDefinition(problem.text, problem.field);
}

function invalid(why: string): InvalidDefinition {
  return new InvalidDefinition(why);
}

/**
 * One column of a definition.
 * @param index its place among the columns, counted from 0
 * @throws InvalidDefinition, InvalidPath
 */
export function readColumn(column: Static<typeof ColumnSettings>, index: number): Column {
  const { path, value, header, mandatory = false } = column;
  const invalidHere = (why: string): InvalidDefinition => new InvalidDefinition(why, `columns.${index}`);
  const settings = path ?? value;
  if (settings === undefined || (path !== undefined && value !== undefined))
    throw invalidHere(l10n.t('A column has exactly one of {0}.', 'path, value'));
  const made = readValue(settings, invalidHere);
  const from = firstPath(made);
  if (header === undefined && !from) throw invalidHere(l10n.t('A column without a path needs a "header".'));
  return { header: header ?? headerOf(from ?? []), value: made, mandatory };
}

function uniqueHeaders(columns: readonly Column[]): readonly Column[] {
  const seen = new Map<string, Column>();
  for (const column of columns) {
    const twin = seen.get(column.header);
    if (twin) throw new DuplicateHeader(column.header, [originOf(twin), originOf(column)]);
    seen.set(column.header, column);
  }
  return columns;
}

function originOf({ value, header }: Column): string {
  const path = firstPath(value);
  return path ? pathText(path) : header;
}

/**
 * How duplicates are left out.
 * @param columns of the definition; default: it leaves them to the segment
 * @throws InvalidDefinition, InvalidPath
 */
export function readDeduplication(
  { keys, time, keep = time === undefined ? 'first' : 'latest' }: Static<typeof DeduplicationSettings>,
  columns: readonly Column[] = [],
): Deduplication {
  if ((keep === 'latest') !== (time !== undefined))
    throw invalid(l10n.t('"keep": "latest" needs a "time", and nothing else takes one.'));
  // What is in the export is what a person sees, so a header comes before a path of the same spelling.
  const find = (name: string): Value =>
    columns.find(({ header }) => header === name)?.value ?? readValue(name, invalid);
  return { keys: keys.map(find), keep, time: time === undefined ? undefined : find(time) };
}
