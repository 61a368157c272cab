#!/usr/bin/env node
// Entry for the command line `s3-destinations`: the same rooms without VS Code.
import { version } from '../package.json';
import { parseArguments, usage, UsageError, type Arguments } from './cli/arguments';
import { check } from './cli/check';
import { list } from './cli/list';
import { preview } from './cli/preview';
import { push } from './cli/push';
import { print } from './cli/terminal';
import { asFailure, isCancelled, shownText } from './model/failure';

function run(words: Arguments, signal: AbortSignal): Promise<void> {
  switch (words.command) {
    case 'preview':
      return preview(words, signal);
    case 'push':
      return push(words, signal);
    case 'check':
      return check(words, signal);
    case 'list':
      return list(words);
    case 'help':
      return print(usage);
    case 'version':
      return print(`${version}\n`);
  }
}

/** Ctrl+C stops the work cleanly; a second one stops the program. */
function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

/** Says on standard error, in one line, what went wrong. @param words undefined where they are what went wrong @returns the exit code */
function complain(error: unknown, words: Arguments | undefined): number {
  const say = (line: string) => process.stderr.write(`s3-destinations: ${line}\n`);
  if (error instanceof UsageError) {
    say(`${error.message} See s3-destinations --help.`);
    return 2;
  }
  // Whoever reads the output has seen enough, as `head` does.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
  if (isCancelled(error)) {
    const writes = words?.command === 'push' && !words.dryRun;
    say(writes ? 'Cancelled. Nothing was written to the bucket.' : 'Cancelled.');
    return 130;
  }
  say(shownText(asFailure(error)));
  return 1;
}

async function main(): Promise<number> {
  let words: Arguments | undefined;
  try {
    words = parseArguments(process.argv.slice(2));
    await run(words, cancelOnInterrupt());
    return 0;
  } catch (error) {
    return complain(error, words);
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
