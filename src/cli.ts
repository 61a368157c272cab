#!/usr/bin/env node
// Entry for the command line `s3-destinations`: the same rooms without VS Code.
import { version } from '../package.json';
import { parseArguments, type Arguments } from './cli/arguments';
import { abort } from './cli/abort';
import { check } from './cli/check';
import { lint } from './cli/lint';
import { compare } from './cli/compare';
import { list } from './cli/list';
import { policy } from './cli/policy';
import { preview } from './cli/preview';
import { push } from './cli/push';
import { receipt, receipts } from './cli/receipts';
import { resume } from './cli/resume';
import { OutputClosed, print } from './cli/terminal';
import { uploads } from './cli/uploads';
import { usage } from './cli/usage';
import { UsageError } from './cli/usageError';
import { verify } from './cli/verify';
import { IncompleteDelivery } from './delivery/failures';
import { asFailure, isCancelled, shownText } from './model/failure';

/** @returns the exit code, where that is not 0 */
function run(words: Arguments, signal: AbortSignal): Promise<number | void> {
  switch (words.command) {
    case 'preview':
      return preview(words, signal);
    case 'lint':
      return lint(words, signal);
    case 'push':
      return push(words, signal);
    case 'compare':
      return compare(words, signal);
    case 'check':
      return check(words, signal);
    case 'policy':
      return policy(words);
    case 'list':
      return list(words);
    case 'uploads':
      return uploads(words);
    case 'resume':
      return resume(words, signal);
    case 'abort':
      return abort(words);
    case 'receipts':
      return receipts(words);
    case 'receipt':
      return receipt(words);
    case 'verify':
      return verify(words, signal);
    case 'help':
      return print(usage);
    case 'version':
      return print(`${version}\n`);
  }
}

/** Ctrl+C, or a terminal that is closed, stops the work cleanly; a second one stops the program. */
function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(controller));
  return controller.signal;
}

function stop(controller: AbortController): void {
  if (controller.signal.aborted) {
    process.stderr.write(
      's3-destinations: Stopped. What a push has left is listed by s3-destinations uploads.\n',
    );
    process.exit(130);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[KCancelling… (once more: stop at once)\n');
  controller.abort();
}

/** Says on standard error, in one line, what went wrong. @param words undefined where they are what went wrong @returns the exit code */
function complain(error: unknown, words: Arguments | undefined): number {
  const say = (line: string) => process.stderr.write(`s3-destinations: ${line}\n`);
  if (error instanceof UsageError) {
    say(`${error.message} See s3-destinations --help.`);
    return 2;
  }
  if (error instanceof OutputClosed) return 0;
  if (isCancelled(error)) {
    const writes = words?.command === 'push' && !words.dryRun;
    say(writes ? 'Cancelled. Nothing was written to the bucket.' : 'Cancelled.');
    return 130;
  }
  const failure = asFailure(error);
  say(shownText(failure));
  if (failure instanceof IncompleteDelivery && isCancelled(failure.cause)) return 130;
  if (failure.cause instanceof OutputClosed) return 0;
  // As with diff: 1 says that there are differences.
  return words?.command === 'compare' ? 2 : 1;
}

async function main(): Promise<number> {
  let words: Arguments | undefined;
  try {
    words = parseArguments(process.argv.slice(2));
    return (await run(words, cancelOnInterrupt())) ?? 0;
  } catch (error) {
    return complain(error, words);
  }
}

// A closed terminal, a full disk: then there is nobody left to tell, and the exit code still says how it went.
process.stderr.on('error', () => undefined);
void main().then((exitCode) => {
  process.exitCode = exitCode;
});
