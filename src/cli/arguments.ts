// The command line's words: what they mean, and the help that lists them.
import { parseArgs } from 'node:util';
import { explain } from '../model/failure';
import { readFormatType, type FormatType } from '../model/format';
import { readSourceOptions, type SourceOptions } from '../model/sourceOptions';

export const usage = `Usage: s3-destinations COMMAND

  preview FILE... [--format csv|tsv|json | --destination ID] [--rows N]
                     write the export, or its first N rows, to standard output
  push FILE... --destination ID [--dry-run] [--json]
                     deliver the export and print what was delivered;
                     with --dry-run nothing is sent
  check ID           see whether a destination can be written to
  list               list the destinations

Several files are one segment and are read in natural order. A pattern with * or ?
in quotes stands for the files that it matches: 'daily/part-*.json.gz'.

Options
  --input-format ndjson|json|csv|tsv
                     what the files are (default: what they look like)
  --input-delimiter TEXT
                     what stands between fields; \\t is a tab
  --no-input-header  the first row is data; the columns are column_1, column_2, ...
  --input-encoding utf-8|utf-16le|utf-16be
                     (default: by the byte-order mark, else utf-8)
  --config FILE      read destinations from FILE (default: .vscode/settings.json)
  --help, --version

Destinations stand under "s3Destinations.destinations". Credentials come from
the destination's AWS profile, else from the environment and the AWS default chain.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.
`;

interface Configured {
  /** The settings file. */
  readonly config: string;
}

/** What is read. */
interface Input {
  /** Paths and patterns; at least one. */
  readonly files: readonly string[];
  readonly input: SourceOptions;
}

export interface PreviewArguments extends Configured, Input {
  readonly command: 'preview';
  readonly format: FormatType | undefined;
  readonly destination: string | undefined;
  /** All rows when undefined. */
  readonly rows: number | undefined;
}

export interface PushArguments extends Configured, Input {
  readonly command: 'push';
  readonly destination: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export interface CheckArguments extends Configured {
  readonly command: 'check';
  readonly destination: string;
}

export interface ListArguments extends Configured {
  readonly command: 'list';
}

export type Arguments =
  | PreviewArguments
  | PushArguments
  | CheckArguments
  | ListArguments
  | { readonly command: 'help' | 'version' };

/** The words do not make a command. */
export class UsageError extends Error {}

const optionTypes = {
  config: { type: 'string', default: '.vscode/settings.json' },
  destination: { type: 'string' },
  format: { type: 'string' },
  rows: { type: 'string' },
  'input-format': { type: 'string' },
  'input-delimiter': { type: 'string' },
  'no-input-header': { type: 'boolean' },
  'input-encoding': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

const inputOptions = ['input-format', 'input-delimiter', 'no-input-header', 'input-encoding'] as const;

/** Which options each command takes beside `--config`. */
const allowedOptions: Record<string, readonly string[]> = {
  preview: ['format', 'destination', 'rows', ...inputOptions],
  push: ['destination', 'dry-run', 'json', ...inputOptions],
  check: [],
  list: [],
};

/** @throws UsageError */
export function parseArguments(words: readonly string[]): Arguments {
  const { values, positionals, tokens } = parse(words);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...operands] = positionals;
  if (command === undefined) throw new UsageError('No command was given.');
  const allowed = allowedOptions[command];
  if (!allowed) throw new UsageError(`There is no command "${command}".`);
  for (const token of tokens) {
    if (token.kind === 'option' && token.name !== 'config' && !allowed.includes(token.name)) {
      throw new UsageError(`"${command}" takes no option ${token.rawName}.`);
    }
  }
  const { config, destination } = values;
  switch (command) {
    case 'preview': {
      if (values.format !== undefined && destination !== undefined) {
        throw new UsageError('Give either --format or --destination: a destination has a format of its own.');
      }
      return {
        command,
        files: some(operands, 'preview FILE...'),
        input: inputOf(values),
        format: formatOf(values.format),
        destination,
        rows: rowsOf(values.rows),
        config,
      };
    }
    case 'push':
      if (destination === undefined) throw new UsageError('"push" needs --destination ID.');
      return {
        command,
        files: some(operands, 'push FILE...'),
        input: inputOf(values),
        destination,
        dryRun: values['dry-run'],
        json: values.json,
        config,
      };
    case 'check':
      return { command, destination: only(operands, 'check ID'), config };
    default:
      if (operands.length > 0) throw new UsageError('"list" takes nothing more.');
      return { command: 'list', config };
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: optionTypes, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ', 1)[0]?.replace(/\.?$/, '.'));
  }
}

function only(operands: readonly string[], form: string): string {
  const [operand, ...more] = operands;
  if (operand === undefined || operand === '' || more.length > 0)
    throw new UsageError(`The form is: ${form}.`);
  return operand;
}

function some(operands: readonly string[], form: string): readonly string[] {
  if (operands.length === 0 || operands.includes('')) throw new UsageError(`The form is: ${form}.`);
  return operands;
}

type Values = ReturnType<typeof parse>['values'];

function inputOf(values: Values): SourceOptions {
  const options = {
    format: values['input-format'],
    // Few shells write a tab between quotes without being asked for it.
    delimiter: values['input-delimiter']?.replaceAll('\\t', '\t'),
    header: values['no-input-header'] ? false : undefined,
    encoding: values['input-encoding'],
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  try {
    return readSourceOptions(Object.fromEntries(given));
  } catch (error) {
    throw new UsageError(explain(error).why);
  }
}

function formatOf(value: string | undefined): FormatType | undefined {
  if (value === undefined) return undefined;
  const type = readFormatType(value);
  if (type === undefined) throw new UsageError('--format is csv, tsv or json.');
  return type;
}

function rowsOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value) || Number(value) === 0)
    throw new UsageError('--rows is a whole number from 1.');
  return Number(value);
}
