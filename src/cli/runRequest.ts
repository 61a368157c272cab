// What the record of a push holds so that a later process can plan it again: its words, and where they were written.
import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { CannotResume } from '../delivery/interrupted';
import type { RunRecord } from '../model/runRecord';
import { readScheduledRequest } from '../schedule/scheduledRequest';
import { parseArguments, type PushArguments } from './arguments';
import { inFolder, type Host } from './host';

interface Request {
  readonly words: readonly string[];
  /** Where relative paths in the words begin. */
  readonly folder: string;
}

export function runRequest({ words }: Pick<PushArguments, 'words'>, { folder }: Host): Request {
  return { words, folder };
}

/** The words, with a host for the folder in which they were written. @throws CannotResume */
export async function requestedPush(
  record: RunRecord,
  host: Host,
): Promise<{ words: PushArguments; there: Host }> {
  if (readScheduledRequest(record))
    throw new CannotResume(
      l10n.t('It belongs to a schedule: {0} continues it.', 's3-destinations run --due'),
    );
  const { words, folder } = record.request as Partial<Request>;
  const unknown = new CannotResume(l10n.t('Another version of the program began it.'));
  if (!words || folder === undefined) throw unknown;
  await requireFolder(folder);
  const push = parseArguments(words);
  if (push.command !== 'push') throw unknown;
  return { words: push, there: inFolder(host, folder) };
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new CannotResume(l10n.t('The folder that it was begun in, {0}, is not there any more.', folder));
}
