// What language models may hand to the tools. package.json has the same schemas; a test holds the two together.
import Type, { type Static } from 'typebox';

const strict = { additionalProperties: false } as const;

const File = Type.String({
  minLength: 1,
  maxLength: 4096,
  description:
    'Path of an export definition (NAME.s3export.json) or a segment file (NDJSON, JSON, CSV or TSV, also gzipped) inside the workspace; relative to a workspace folder, or absolute.',
});
const DestinationId = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 200,
    description:
      'Id of a destination, as s3destinations_list_destinations tells it. Default: the one that the export definition names.',
  }),
);

const ExportInput = Type.Object({ file: File, destination: DestinationId }, strict);

export const previewRows = { default: 10, maximum: 100 } as const;

/** By tool. */
export const toolInputs = {
  s3destinations_list_destinations: Type.Object({}, strict),
  s3destinations_preview_export: Type.Object(
    {
      ...ExportInput.properties,
      rows: Type.Optional(
        Type.Integer({ minimum: 1, ...previewRows, description: 'How many rows are shown. Default: 10.' }),
      ),
    },
    strict,
  ),
  s3destinations_lint_export: ExportInput,
  s3destinations_dry_run_export: ExportInput,
  s3destinations_push_export: ExportInput,
} as const;

export type ToolName = keyof typeof toolInputs;
export type ToolInput<Name extends ToolName> = Static<(typeof toolInputs)[Name]>;
export type ExportInput = Static<typeof ExportInput>;
