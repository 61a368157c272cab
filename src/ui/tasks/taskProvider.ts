// Tasks of the type s3-export: each export definition of the workspace has one that pushes and one for a dry run, and
// tasks.json may have more.
import {
  CustomExecution,
  l10n,
  Task,
  TaskPanelKind,
  tasks,
  TaskScope,
  workspace,
  type Disposable,
  type Uri,
} from 'vscode';
import { definitionFileName } from '../../model/definition';
import type { Services } from '../services';
import { taskType, type TaskAction } from './exportTask';
import { runTask } from './runTask';
import { TaskTerminal } from './taskTerminal';

const problemMatcher = '$s3-destinations';

/** Registers the type. */
export function registerTasks(services: Services): Disposable {
  return tasks.registerTaskProvider(taskType, {
    provideTasks: async () => {
      if (!workspace.isTrusted) return [];
      const files = await services.definitions.all();
      return files.filter((each) => 'definition' in each).flatMap(({ uri }) => tasksOf(uri, services));
    },
    resolveTask: ({ definition, scope = TaskScope.Workspace, name }) =>
      taskOf(definition, scope, name, services),
  });
}

function tasksOf(file: Uri, services: Services): Task[] {
  const folder = workspace.getWorkspaceFolder(file);
  if (!folder) return [];
  const definition = workspace.asRelativePath(file, false);
  const name = definition.replace(definitionFileName, '');
  const of = (action: TaskAction, title: string): Task =>
    taskOf({ type: taskType, definition, action }, folder, title, services);
  return [of('push', l10n.t('push {0}', name)), of('dryRun', l10n.t('dry run {0}', name))];
}

function taskOf(
  definition: Task['definition'],
  scope: NonNullable<Task['scope']>,
  name: string,
  services: Services,
): Task {
  const folder = (typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0])?.uri;
  const execution = new CustomExecution((resolved) =>
    Promise.resolve(new TaskTerminal((streams) => runTask(resolved, folder, streams, services))),
  );
  const task = new Task(definition, scope, name, taskType, execution, problemMatcher);
  // What one push said is not mixed with what another says.
  task.presentationOptions = { panel: TaskPanelKind.Dedicated, clear: true };
  return task;
}
