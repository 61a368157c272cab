// The command line's words: what they mean, and the help that lists them.
import { parseArgs } from 'node:util';
import { readFormatType, type FormatType } from '../model/format';

export const usage = `Usage: s3-destinations COMMAND

  preview FILE [--format csv|tsv|json | --destination ID] [--rows N]
                     write the export, or its first N rows, to standard output
  push FILE --destination ID [--dry-run] [--json]
                     deliver the export and print what was delivered;
                     with --dry-run nothing is sent
  check ID           see whether a destination can be written to
  list               list the destinations

Options
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

export interface PreviewArguments extends Configured {
  readonly command: 'preview';
  readonly file: string;
  readonly format: FormatType | undefined;
  readonly destination: string | undefined;
  /** All rows when undefined. */
  readonly rows: number | undefined;
}

export interface PushArguments extends Configured {
  readonly command: 'push';
  readonly file: string;
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
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** Which options each command takes beside `--config`. */
const allowedOptions: Record<string, readonly string[]> = {
  preview: ['format', 'destination', 'rows'],
  push: ['destination', 'dry-run', 'json'],
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
      const file = only(operands, 'preview FILE');
      return {
        command,
        file,
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
        file: only(operands, 'push FILE'),
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
