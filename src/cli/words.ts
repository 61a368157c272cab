// The words of the command line as Node takes them apart: which options there are, and which command takes which.
import { parseArgs } from 'node:util';
import { exportOptionTypes } from './exportOptions';
import { UsageError } from './usageError';

const optionTypes = {
  ...exportOptionTypes,
  config: { type: 'string', default: '.vscode/settings.json' },
  destination: { type: 'string' },
  format: { type: 'string' },
  rows: { type: 'string' },
  file: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'single-pass': { type: 'boolean', default: false },
  due: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  dropped: { type: 'string' },
  state: { type: 'string' },
  rule: { type: 'string', multiple: true },
  with: { type: 'string' },
  by: { type: 'string', multiple: true },
  'whole-rows': { type: 'boolean', default: false },
  list: { type: 'string' },
  content: { type: 'boolean', default: false },
  output: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

const exportOptions = Object.keys(exportOptionTypes);

/** Which options each command takes beside `--config`. */
const allowedOptions: Record<string, readonly string[]> = {
  preview: ['format', 'destination', 'rows', 'file', ...exportOptions],
  lint: ['format', 'destination', 'rule', 'json', ...exportOptions],
  push: ['destination', 'dry-run', 'single-pass', 'json', 'dropped', 'state', ...exportOptions],
  compare: ['destination', 'with', 'by', 'whole-rows', 'list', 'json', 'state', ...exportOptions],
  run: ['due', 'dry-run', 'json', 'state'],
  reset: ['state'],
  generate: ['output'],
  uploads: ['json', 'state'],
  resume: ['json', 'state'],
  abort: ['state'],
  receipts: ['json', 'state'],
  receipt: ['state'],
  verify: ['content', 'json', 'state'],
  check: ['json'],
  policy: [],
  list: [],
};

export interface Words {
  /** Undefined with `--help` and `--version`. */
  readonly command: string | undefined;
  readonly operands: readonly string[];
  readonly values: ReturnType<typeof parse>['values'];
  /** Whether `--config` was given. */
  readonly hasConfig: boolean;
}

/** @throws UsageError */
export function readWords(words: readonly string[]): Words {
  const { values, positionals, tokens } = parse(words);
  const [command, ...operands] = positionals;
  if (values.help || values.version) return { command: undefined, operands, values, hasConfig: false };
  if (command === undefined) throw new UsageError('No command was given.');
  const allowed = Object.hasOwn(allowedOptions, command) ? allowedOptions[command] : undefined;
  if (!allowed) throw new UsageError(`There is no command "${command}".`);
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name !== 'config' && !allowed.includes(token.name))
      throw new UsageError(`"${command}" takes no option ${token.rawName}.`);
    if (token.value === '') throw new UsageError(`${token.rawName} needs a value.`);
  }
  const hasConfig = tokens.some((token) => token.kind === 'option' && token.name === 'config');
  return { command, operands, values, hasConfig };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: optionTypes, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new UsageError(inOneLine((error as Error).message));
  }
}

/** Node's message, which may have several lines, and takes a value that begins with a dash for another option. */
function inOneLine(message: string): string {
  const [, option] = /^Option '(?:-\w, )?(--[\w-]+)' argument is ambiguous/.exec(message) ?? [];
  if (option !== undefined)
    return `${option} needs a value. One that begins with a dash is joined to it: ${option}=-VALUE.`;
  return (message.split(/\.\s/, 1)[0] ?? message).replace(/\.?$/, '.');
}
