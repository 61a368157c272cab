// The commands of one export's schedule. Each takes the row, the lens or the editor that it was started from, or asks which
// export is meant.
import { commands as vscodeCommands, Disposable, l10n } from 'vscode';
import { commands } from '../contributions';
import { destinationIn } from '../commandOrigin';
import { push } from '../pushExport';
import { showSegmentFailure } from '../segmentFailure';
import type { Services } from '../services';
import { showFailure } from '../showFailure';
import { chooseExport, type ChosenExport, type Wanted } from './chooseExport';
import { generateWorkflow } from './generateWorkflow';
import { askAndReset } from './resetIncremental';
import { pauseSchedule, removeSchedule, resumeSchedule, setSchedule } from './setSchedule';

/** Registers the commands. */
export function registerScheduleCommands(services: Services): Disposable {
  const { log } = services;
  const register = (
    command: string,
    title: string,
    wanted: Wanted,
    run: (chosen: ChosenExport, argument: unknown) => Promise<void>,
  ): Disposable =>
    vscodeCommands.registerCommand(command, async (argument?: unknown) => {
      const chosen = await chooseExport(argument, title, wanted, services);
      if (!chosen) return;
      await run(chosen, argument).catch((error: unknown) => showSegmentFailure(error, chosen.file, log));
    });
  return Disposable.from(
    register(commands.setSchedule, l10n.t('Set Schedule'), anyExport, setSchedule),
    register(commands.removeSchedule, l10n.t('Remove Schedule'), withSchedule, removeSchedule),
    register(commands.pauseSchedule, l10n.t('Pause Schedule'), running, pauseSchedule),
    register(commands.resumeSchedule, l10n.t('Resume Schedule'), paused, resumeSchedule),
    register(commands.exportNow, l10n.t('Export Now'), withSchedule, ({ file }, argument) =>
      push(file, destinationIn(argument), services),
    ),
    register(commands.resetIncremental, l10n.t('Reset Incremental Export'), incremental, (chosen) =>
      askAndReset(chosen, services),
    ),
    vscodeCommands.registerCommand(commands.generateWorkflow, () =>
      generateWorkflow(services).catch((error: unknown) => showFailure(error, log)),
    ),
  );
}

const anyExport: Wanted = {
  isMeant: () => true,
  none: l10n.t('The workspace has no export definition yet.'),
};

const withSchedule: Wanted = {
  isMeant: ({ schedule }) => schedule !== undefined,
  none: l10n.t('No export of the workspace has a schedule.'),
};

const running: Wanted = {
  isMeant: ({ schedule }) => schedule !== undefined && schedule.enabled !== false,
  none: l10n.t('No export of the workspace has a schedule that is not paused.'),
};

const paused: Wanted = {
  isMeant: ({ schedule }) => schedule?.enabled === false,
  none: l10n.t('No schedule of the workspace is paused.'),
};

const incremental: Wanted = {
  isMeant: (definition) => definition.incremental !== undefined,
  none: l10n.t('No export of the workspace is incremental.'),
};
