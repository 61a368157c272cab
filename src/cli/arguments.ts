// What the words of the command line mean: a command, and all that it needs to know.
import type { RuleSettings } from '../export/findings/rules';
import { definitionFileName } from '../model/definition';
import { readFormatType, type FormatType } from '../model/format';
import { readExportOperand, type ExportOperand } from './exportOptions';
import { readRuleOptions } from './findingRules';
import { workflowKinds, type WorkflowKind } from '../schedule/generate/generate';
import { UsageError } from './usageError';
import { readWords, type Words } from './words';

interface Configured {
  /** The settings file. */
  readonly config: string;
}

export interface PreviewArguments extends Configured {
  readonly command: 'preview';
  readonly operand: ExportOperand;
  readonly format: FormatType | undefined;
  readonly destination: string | undefined;
  /** Of the first file; all rows when undefined. */
  readonly rows: number | undefined;
  /** Only that one, counted from 1; all when undefined. */
  readonly file: number | undefined;
}

export interface LintArguments extends Pick<
  PreviewArguments,
  'operand' | 'format' | 'destination' | 'config'
> {
  readonly command: 'lint';
  /** Whether the settings file was named, rather than being looked for at its usual place. */
  readonly hasConfig: boolean;
  /** They go before those of the settings file. */
  readonly rules: RuleSettings;
  readonly json: boolean;
}

export interface PushArguments extends Configured {
  readonly command: 'push';
  readonly operand: ExportOperand;
  /** Goes before that of a definition. Given where there is no definition. */
  readonly destination: string | undefined;
  readonly dryRun: boolean;
  /** Sends while reading for the first time. */
  readonly singlePass: boolean;
  readonly json: boolean;
  /** Where dropped records are written to. */
  readonly dropped: string | undefined;
  /** The state folder, if it is not the usual one. */
  readonly state: string | undefined;
  /** What was written on the command line. */
  readonly words: readonly string[];
}

export interface CompareArguments extends Configured {
  readonly command: 'compare';
  readonly operand: ExportOperand;
  /** Goes before that of a definition. Given where there is no definition. */
  readonly destination: string | undefined;
  /** A key or S3 URI. Default: the last delivery. */
  readonly with: string | undefined;
  /** Headers by which rows are matched; none: whole rows. Default: the deduplication keys. */
  readonly by: readonly string[] | undefined;
  /** How many differences are listed. */
  readonly list: number;
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface RunArguments extends Configured {
  readonly command: 'run';
  /** Whether `--config` was given. */
  readonly hasConfig: boolean;
  /** Paths of definitions. None: all with a schedule below the folder. */
  readonly definitions: readonly string[];
  /** What is due by the schedules alone. Otherwise all of them, now, whole and apart from their schedules. */
  readonly due: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface GenerateArguments extends Configured {
  readonly command: 'generate';
  readonly kind: WorkflowKind;
  /** Paths of definitions; at least one. */
  readonly definitions: readonly string[];
  /** Whether the settings file was named: then it stands in what is generated. */
  readonly hasConfig: boolean;
  /** The folder that files go to. Undefined: to standard output. */
  readonly output: string | undefined;
}

export interface ResetArguments extends Configured {
  readonly command: 'reset';
  /** Path of the definition. */
  readonly definition: string;
  readonly state: string | undefined;
}

/** Of `uploads`: the pushes that were interrupted. */
export interface UploadsArguments {
  readonly command: 'uploads';
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface ResumeArguments {
  readonly command: 'resume';
  /** Or the beginning of one. */
  readonly id: string;
  /** The settings file, if it is not that of the push. */
  readonly config: string | undefined;
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface AbortArguments extends Configured {
  readonly command: 'abort';
  /** Or the beginning of one. */
  readonly id: string;
  readonly state: string | undefined;
}

export interface ReceiptsArguments {
  readonly command: 'receipts';
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface ReceiptArguments {
  readonly command: 'receipt';
  /** Or the beginning of one. */
  readonly id: string;
  readonly state: string | undefined;
}

export interface VerifyArguments extends Configured {
  readonly command: 'verify';
  /** A key, an S3 URI, or the id of a receipt. Default: the last delivery. */
  readonly operand: string | undefined;
  /** Read the whole content. */
  readonly content: boolean;
  readonly json: boolean;
  readonly state: string | undefined;
}

export interface CheckArguments extends Configured {
  readonly command: 'check';
  readonly destination: string;
  readonly json: boolean;
}

export interface PolicyArguments extends Configured {
  readonly command: 'policy';
  readonly destination: string;
}

export interface ListArguments extends Configured {
  readonly command: 'list';
}

export type Arguments =
  | PreviewArguments
  | LintArguments
  | PushArguments
  | CompareArguments
  | RunArguments
  | ResetArguments
  | GenerateArguments
  | UploadsArguments
  | ResumeArguments
  | AbortArguments
  | ReceiptsArguments
  | ReceiptArguments
  | VerifyArguments
  | CheckArguments
  | PolicyArguments
  | ListArguments
  | { readonly command: 'help' | 'version' };

/** @throws UsageError */
export function parseArguments(words: readonly string[]): Arguments {
  const read = readWords(words);
  const { config } = read.values;
  switch (read.command) {
    case undefined:
      return { command: read.values.help ? 'help' : 'version' };
    case 'preview':
      return previewArguments(read);
    case 'lint':
      return lintArguments(read);
    case 'push':
      return pushArguments(read, words);
    case 'compare':
      return compareArguments(read);
    case 'run':
      return runArguments(read);
    case 'generate':
      return generateArguments(read);
    case 'reset': {
      const definition = only(read.operands, 'reset DEFINITION');
      requireDefinitions([definition]);
      return { command: 'reset', definition, state: read.values.state, config };
    }
    case 'uploads':
      none(read.operands, 'uploads');
      return { command: 'uploads', json: read.values.json, state: read.values.state };
    case 'resume': {
      const { json, state } = read.values;
      const own = read.hasConfig ? config : undefined;
      return { command: 'resume', id: only(read.operands, 'resume ID'), config: own, json, state };
    }
    case 'abort':
      return { command: 'abort', id: only(read.operands, 'abort ID'), state: read.values.state, config };
    case 'receipts':
      none(read.operands, 'receipts');
      return { command: 'receipts', json: read.values.json, state: read.values.state };
    case 'receipt':
      return { command: 'receipt', id: only(read.operands, 'receipt ID'), state: read.values.state };
    case 'verify':
      return verifyArguments(read);
    case 'check':
      return {
        command: 'check',
        destination: only(read.operands, 'check ID'),
        json: read.values.json,
        config,
      };
    case 'policy':
      return { command: 'policy', destination: only(read.operands, 'policy ID'), config };
    default:
      none(read.operands, 'list');
      return { command: 'list', config };
  }
}

function lintArguments({ operands, values, hasConfig }: Words): LintArguments {
  const { json, config, rule } = values;
  const operand = readExportOperand(some(operands, 'lint FILE...'), values);
  return {
    command: 'lint',
    operand,
    ...targetArguments(values),
    rules: readRuleOptions(rule),
    json,
    config,
    hasConfig,
  };
}

function targetArguments({
  format,
  destination,
}: Words['values']): Pick<PreviewArguments, 'format' | 'destination'> {
  if (format !== undefined && destination !== undefined)
    throw new UsageError('Give either --format or --destination: a destination has a format of its own.');
  return { format: formatOf(format), destination };
}

function previewArguments({ operands, values }: Words): PreviewArguments {
  const { rows, file, config } = values;
  if (rows !== undefined && file !== undefined)
    throw new UsageError('Give either --rows or --file: --rows are those of the first file.');
  return {
    command: 'preview',
    operand: readExportOperand(some(operands, 'preview FILE...'), values),
    ...targetArguments(values),
    rows: countOf('--rows', rows),
    file: countOf('--file', file),
    config,
  };
}

function compareArguments({ operands, values }: Words): CompareArguments {
  const { destination, by, json, state, config } = values;
  const operand = readExportOperand(some(operands, 'compare FILE...'), values);
  requireDestination('compare', operand, destination);
  if (by !== undefined && values['whole-rows'])
    throw new UsageError('Give either --by or --whole-rows: rows are matched by one of them.');
  return {
    ...{ command: 'compare', operand, destination, with: values.with },
    by: values['whole-rows'] ? [] : by,
    list: countOf('--list', values.list) ?? 0,
    ...{ json, state, config },
  };
}

/** @throws UsageError where nothing says where the export goes */
function requireDestination(command: string, operand: ExportOperand, destination: string | undefined): void {
  if (destination === undefined && 'definition' in operand)
    throw new UsageError(`"${command}" needs --destination ID.`);
}

function pushArguments({ operands, values }: Words, words: readonly string[]): PushArguments {
  const { destination, json, dropped, state, config } = values;
  const operand = readExportOperand(some(operands, 'push FILE...'), values);
  requireDestination('push', operand, destination);
  const dryRun = values['dry-run'];
  const singlePass = values['single-pass'];
  return { command: 'push', operand, destination, dryRun, singlePass, json, dropped, state, config, words };
}

function runArguments({ operands, values, hasConfig }: Words): RunArguments {
  const { due, json, state, config, 'dry-run': dryRun } = values;
  const definitions = due ? operands : some(operands, 'run DEFINITION... | run --due');
  requireDefinitions(definitions);
  return { command: 'run', definitions, due, dryRun, json, state, config, hasConfig };
}

function generateArguments({ operands, values, hasConfig }: Words): GenerateArguments {
  const [word, ...definitions] = some(operands, 'generate KIND DEFINITION...');
  const kind = workflowKinds.find((each) => each === word);
  if (!kind) throw new UsageError(`generate makes ${workflowKinds.join(', ')}.`);
  requireDefinitions(some(definitions, `generate ${kind} DEFINITION...`));
  const { config, output } = values;
  return { command: 'generate', kind, definitions, config, hasConfig, output };
}

/** @throws UsageError for any other file: what runs by itself has a destination and a schedule of its own */
function requireDefinitions(files: readonly string[]): void {
  const other = files.find((file) => !definitionFileName.test(file));
  if (other !== undefined) throw new UsageError(`${other} is no export definition (NAME.s3export.json).`);
}

function verifyArguments({ operands, values: { content, json, state, config } }: Words): VerifyArguments {
  const form = 'verify [KEY | S3-URI | RECEIPT-ID]';
  const operand = operands.length === 0 ? undefined : only(operands, form);
  return { command: 'verify', operand, content, json, state, config };
}

function none(operands: readonly string[], command: string): void {
  if (operands.length > 0) throw new UsageError(`"${command}" takes nothing more.`);
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

function formatOf(value: string | undefined): FormatType | undefined {
  if (value === undefined) return undefined;
  const type = readFormatType(value);
  if (type === undefined) throw new UsageError('--format is csv, tsv or json.');
  return type;
}

function countOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value) || Number(value) === 0)
    throw new UsageError(`${option} is a whole number from 1.`);
  return Number(value);
}
