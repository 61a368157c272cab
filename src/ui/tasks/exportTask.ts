// What a task of the type s3-export is to do, as tasks.json says it: which file, to which destination, and how far.
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { l10n, Uri, workspace, type TaskDefinition } from 'vscode';
import { Failure } from '../../model/failure';
import type { DestinationStore } from '../destinationStore';
import { namedDestination } from '../findDestination';
import { isDefinition, isSubject, openSubject, type Subject } from '../subject';

export const taskType = 's3-export';

export const actions = ['push', 'dryRun', 'lint'] as const;
export type TaskAction = (typeof actions)[number];

export interface ExportTask {
  readonly file: Uri;
  readonly action: TaskAction;
  /** An id. Undefined only where a task to lint names none. */
  readonly destination: string | undefined;
}

/** A field of a task in tasks.json says something that it cannot say. */
export class InvalidTask extends Failure {
  constructor(why: string) {
    super('invalid-task', {
      what: l10n.t('The task cannot run as tasks.json has it.'),
      why,
      next: l10n.t('Correct that field and run the task again.'),
    });
  }
}

/** Workspaces of other file systems have no tasks. */
export class NoTasksHere extends Failure {
  constructor() {
    super('no-tasks-here', {
      what: l10n.t('The task cannot run here.'),
      why: l10n.t('Tasks work with files on disk, and those of this workspace are in a virtual file system.'),
      next: l10n.t('Use the command Push Export instead.'),
    });
  }
}

/** What a repository brings along is not run before it is trusted. */
export class UntrustedTask extends Failure {
  constructor() {
    super('untrusted-task', {
      what: l10n.t('The task does not run in restricted mode.'),
      why: l10n.t('What it sends, and where to, is said by files of a workspace that you have not trusted.'),
      next: l10n.t('Trust the workspace to run its tasks.'),
    });
  }
}

/**
 * Reads the fields of a task, and checks what can be checked before it runs.
 * @param definition with all variables in place
 * @param folder that a relative path begins in
 * @throws InvalidTask, NoTasksHere, UntrustedTask; UnknownDestination for one that an export definition names
 */
export async function readTask(
  { definition: path, action = 'push', destination }: TaskDefinition,
  folder: Uri | undefined,
  store: DestinationStore,
): Promise<ExportTask> {
  if (!workspace.isTrusted) throw new UntrustedTask();
  const file = await fileOf(path, folder);
  const chosen = actions.find((each) => each === action);
  if (!chosen) throw new InvalidTask(l10n.t('"action" must be {0}.', l10n.t('"push", "dryRun" or "lint"')));
  return { file, action: chosen, destination: await destinationOf(destination, file, chosen, store) };
}

async function fileOf(path: unknown, folder: Uri | undefined): Promise<Uri> {
  if (typeof path !== 'string' || path === '')
    throw new InvalidTask(l10n.t('"definition" must be the path of an export definition or a segment file.'));
  if (folder && folder.scheme !== 'file') throw new NoTasksHere();
  const file = isAbsolute(path) || !folder ? Uri.file(path) : Uri.joinPath(folder, path);
  if (!isSubject(file))
    throw new InvalidTask(
      l10n.t('"definition" names {0}, which is no export definition or segment file.', path),
    );
  if (!(await stat(file.fsPath).catch(() => undefined)))
    throw new InvalidTask(l10n.t('"definition" names {0}, which is not there.', path));
  return file;
}

async function destinationOf(
  named: unknown,
  file: Uri,
  action: TaskAction,
  store: DestinationStore,
): Promise<string | undefined> {
  if (named !== undefined) return known(named, store);
  // What is wrong in a definition is told when it runs.
  const subject: Subject | undefined = await openSubject(file).catch(() => undefined);
  const own = subject && namedDestination(store, subject)?.id;
  if (own !== undefined || action === 'lint' || (!subject && isDefinition(file))) return own;
  throw new InvalidTask(l10n.t('"destination" is missing, and the file names none itself.'));
}

function known(id: unknown, store: DestinationStore): string {
  const ids = store.entries().map((entry) => entry.id);
  const found = ids.find((each) => each === id);
  if (found !== undefined) return found;
  const choice = ids.length === 0 ? l10n.t('None is registered.') : ids.join(', ');
  throw new InvalidTask(l10n.t('"destination" must be the id of a destination: {0}', choice));
}
