// What the record of a push holds so that a later process can plan it again: its words, and where they were written.
import * as l10n from '@vscode/l10n';
import { CannotResume } from '../delivery/interrupted';
import type { RunRecord } from '../model/runRecord';
import { parseArguments, type PushArguments } from './arguments';

interface Request {
  readonly words: readonly string[];
  /** The working directory: paths in the words are relative to it. */
  readonly folder: string;
}

export function runRequest({ words }: PushArguments): Request {
  return { words, folder: process.cwd() };
}

/** The words, read where they were written: this process moves there. @throws CannotResume */
export function requestedPush({ request }: RunRecord): PushArguments {
  const { words, folder } = request as Partial<Request>;
  const unknown = new CannotResume(l10n.t('Another version of the program began it.'));
  if (!words || folder === undefined) throw unknown;
  enter(folder);
  const push = parseArguments(words);
  if (push.command !== 'push') throw unknown;
  return push;
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    throw new CannotResume(l10n.t('The folder that it was begun in, {0}, is not there any more.', folder));
  }
}
