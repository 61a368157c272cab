// Runs a task: the command line's own program, in the terminal of the task.
import { workspace, type TaskDefinition, type Uri } from 'vscode';
import { run } from '../../cli/run';
import { say } from '../../cli/terminal';
import { asFailure, shownText } from '../../model/failure';
import { readSourceOptions } from '../../model/sourceOptions';
import { settings } from '../contributions';
import type { Services } from '../services';
import { isDefinition } from '../subject';
import { readTask, type ExportTask, type TaskAction } from './exportTask';
import { taskHost } from './taskHost';
import type { TerminalStreams } from './taskTerminal';

/** @returns the exit code: that of the command, or 2 for a task that cannot run */
export async function runTask(
  definition: TaskDefinition,
  folder: Uri | undefined,
  streams: TerminalStreams,
  services: Services,
): Promise<number> {
  try {
    const task = await readTask(definition, folder, services.store);
    const work = (): Promise<number> => run(wordsOf(task), taskHost(task, streams, services));
    const destination = task.action === 'push' ? services.store.get(task.destination ?? '') : undefined;
    return await (destination ? services.running.only(task.file, destination, work) : work());
  } catch (error) {
    say(streams, shownText(asFailure(error)));
    return 2;
  }
}

const commandOf: Record<TaskAction, readonly string[]> = {
  push: ['push'],
  dryRun: ['push', '--dry-run'],
  lint: ['lint'],
};

function wordsOf({ action, file, destination }: ExportTask): string[] {
  return [
    ...commandOf[action],
    file.fsPath,
    ...(destination === undefined ? [] : [`--destination=${destination}`]),
    ...(isDefinition(file) ? [] : inputWords(file)),
  ];
}

/** A segment file is read as the settings say, so that what is pushed is what was previewed. */
function inputWords(file: Uri): string[] {
  const setting = workspace.getConfiguration(settings.section, file).get<object>(settings.input);
  const { format, delimiter, header, encoding } = readSourceOptions({ ...setting });
  return [
    ...(format === undefined ? [] : [`--input-format=${format}`]),
    ...(delimiter === undefined ? [] : [`--input-delimiter=${delimiter}`]),
    ...(header === false ? ['--no-input-header'] : []),
    ...(encoding === undefined ? [] : [`--input-encoding=${encoding}`]),
  ];
}
