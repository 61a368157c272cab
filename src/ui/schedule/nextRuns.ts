// Show Next Runs: the scheduled exports of the window, the next one first, with what became of their last runs. Enter opens the
// definition.
import {
  commands as vscodeCommands,
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPickItem,
  type QuickPickItemButtonEvent,
} from 'vscode';
import { byTime, type Look } from '../../schedule/agenda';
import { commands } from '../contributions';
import { openDefinition } from '../definitionFailure';
import { frequencyText } from '../scheduleText';
import { bothTimes } from '../treeRow';
import { pauseSchedules, resumeSchedules } from './pauseAll';
import type { WindowExport } from './scheduledExports';
import type { Schedules } from './schedules';
import { lastTexts, nextText, runningText } from './texts';
import type { SchedulesView } from './view';

interface Button extends QuickInputButton {
  run(): unknown;
}

interface Choice extends QuickPickItem {
  readonly buttons?: readonly Button[];
  run?(): unknown;
}

/** Shows the list, and does what is chosen. @param fail is told what goes wrong then */
export function showNextRuns(schedules: Schedules, fail: (error: unknown) => unknown): void {
  const { view } = schedules;
  if (view.looks.length === 0) return tellNone();
  const pick = window.createQuickPick<Choice>();
  const leaveAndRun = async (chosen: { run?(): unknown } | undefined): Promise<void> => {
    pick.hide();
    await chosen?.run?.();
  };
  pick.title = l10n.t('Next Runs');
  pick.placeholder = l10n.t('Choose an export to open its definition');
  pick.matchOnDescription = true;
  pick.items = [...choicesOf(schedules), { label: '', kind: QuickPickItemKind.Separator }, pausing(view)];
  pick.onDidAccept(() => void leaveAndRun(pick.activeItems[0]).catch(fail));
  pick.onDidTriggerItemButton(
    ({ button }: QuickPickItemButtonEvent<Choice>) => void leaveAndRun(button as Button).catch(fail),
  );
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function tellNone(): void {
  void window.showInformationMessage(
    l10n.t('No export definition of the workspace has a schedule and a destination that is there.'),
  );
}

function choicesOf(schedules: Schedules): Choice[] {
  const now = new Date();
  return byTime(schedules.view.looks).map((look) => {
    const { name, schedule, file } = look.what;
    const running = runningOf(look, schedules.view);
    return {
      label: name,
      description: running ? runningText(running) : nextTexts(look, now).join(' · '),
      detail: [frequencyText(schedule), ...lastTexts(look, schedules.view.recent)].join(' · '),
      buttons: buttonsOf(look, schedules),
      run: () => openDefinition(file),
    };
  });
}

function nextTexts(look: Look<WindowExport>, now: Date): string[] {
  return [nextText(look, now), ...(look.at && look.at > now ? [bothTimes(look.at)] : [])];
}

function buttonsOf(look: Look<WindowExport>, schedules: Schedules): Button[] {
  const { what, state } = look;
  if (runningOf(look, schedules.view))
    return [button('debug-stop', l10n.t('Cancel'), () => schedules.cancel())];
  const isPaused = what.schedule.enabled === false;
  const retry = button('debug-restart', l10n.t('Retry'), () => schedules.run(what));
  return [
    ...(state.failed ? [retry] : []),
    commandButton('cloud-upload', l10n.t('Export Now'), commands.exportNow, what),
    isPaused
      ? commandButton('debug-start', l10n.t('Resume Schedule'), commands.resumeSchedule, what)
      : commandButton('debug-pause', l10n.t('Pause Schedule'), commands.pauseSchedule, what),
  ];
}

function button(icon: string, tooltip: string, run: () => unknown): Button {
  return { iconPath: new ThemeIcon(icon), tooltip, run };
}

/** Its command is handed the export, as by a row of the tree. */
function commandButton(icon: string, tooltip: string, command: string, what: WindowExport): Button {
  return button(icon, tooltip, () => vscodeCommands.executeCommand(command, what));
}

function runningOf({ what }: Look<WindowExport>, { running }: SchedulesView): SchedulesView['running'] {
  return running?.what.subject === what.subject ? running : undefined;
}

function pausing({ isEnabled }: SchedulesView): Choice {
  return isEnabled
    ? { label: `$(debug-pause) ${l10n.t('Pause All Schedules')}`, run: pauseSchedules }
    : { label: `$(debug-start) ${l10n.t('Resume All Schedules')}`, run: resumeSchedules };
}
