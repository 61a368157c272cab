// One command from its words to its exit code: in a terminal, or wherever there is a host for it.
import { version } from '../../package.json';
import { abort } from './abort';
import { parseArguments, type Arguments } from './arguments';
import { check } from './check';
import { compare } from './compare';
import { complain } from './complain';
import { generate } from './generate';
import type { Host } from './host';
import { lint } from './lint';
import { list } from './list';
import { policy } from './policy';
import { preview } from './preview';
import { push } from './push';
import { receipt, receipts } from './receipts';
import { reset } from './reset';
import { resume } from './resume';
import { runExports } from './runExports';
import { print } from './terminal';
import { uploads } from './uploads';
import { usage } from './usage';
import { verify } from './verify';

/**
 * Runs a command, and says on the host's error stream what goes wrong. Never fails.
 * @param words those behind the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 cancelled; of `compare` those of `diff`
 */
export async function run(words: readonly string[], host: Host): Promise<number> {
  let parsed: Arguments | undefined;
  try {
    parsed = parseArguments(words);
    return (await command(parsed, host)) ?? 0;
  } catch (error) {
    return complain(error, parsed, host);
  }
}

/** @returns the exit code, where that is not 0 */
function command(words: Arguments, host: Host): Promise<number | void> {
  switch (words.command) {
    case 'preview':
      return preview(words, host);
    case 'lint':
      return lint(words, host);
    case 'push':
      return push(words, host);
    case 'compare':
      return compare(words, host);
    case 'check':
      return check(words, host);
    case 'policy':
      return policy(words, host);
    case 'list':
      return list(words, host);
    case 'run':
      return runExports(words, host);
    case 'reset':
      return reset(words, host);
    case 'generate':
      return generate(words, host);
    case 'uploads':
      return uploads(words, host);
    case 'resume':
      return resume(words, host);
    case 'abort':
      return abort(words, host);
    case 'receipts':
      return receipts(words, host);
    case 'receipt':
      return receipt(words, host);
    case 'verify':
      return verify(words, host);
    case 'help':
      return print(host, usage);
    case 'version':
      return print(host, `${version}\n`);
  }
}
