// Scheduled exports in a window: they begin when its start is over and the workspace is trusted. And the commands for all of
// them.
import { commands as vscodeCommands, Disposable, workspace } from 'vscode';
import { afterStart } from '../afterStart';
import { commands } from '../contributions';
import type { Services } from '../services';
import { showFailure } from '../showFailure';
import { showNextRuns } from './nextRuns';
import { pauseSchedules, resumeSchedules } from './pauseAll';
import type { Schedules } from './schedules';

/** Registers the commands, and has the schedules begin. */
export function registerSchedules(schedules: Schedules, { log }: Pick<Services, 'log'>): Disposable {
  const fail = (error: unknown): Promise<void> => showFailure(error, log);
  const register = (command: string, run: () => unknown): Disposable =>
    vscodeCommands.registerCommand(command, async () => {
      try {
        await run();
      } catch (error) {
        await fail(error);
      }
    });
  return Disposable.from(
    schedules,
    afterStart(() => schedules.start()),
    workspace.onDidGrantWorkspaceTrust(() => schedules.start()),
    register(commands.showNextRuns, () => showNextRuns(schedules, fail)),
    register(commands.pauseSchedules, pauseSchedules),
    register(commands.resumeSchedules, resumeSchedules),
    register(commands.cancelScheduledRun, () => schedules.cancel()),
  );
}
