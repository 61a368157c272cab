// The status bar's word on schedules: the next run, the one that is under way, or that all are paused. A press lists them.
import { l10n, StatusBarAlignment, ThemeColor, window, type Disposable } from 'vscode';
import { commands } from '../contributions';
import { facts } from '../treeRow';
import { failedOf, nextFacts, statusText } from './texts';
import type { SchedulesView } from './view';

export class ScheduleStatus implements Disposable {
  private readonly item = window.createStatusBarItem('s3Destinations.schedules', StatusBarAlignment.Left);

  constructor() {
    this.item.name = l10n.t('S3 Destinations: schedules');
    this.item.command = commands.showNextRuns;
  }

  /** Nothing is shown where nothing has a schedule. */
  show(view: SchedulesView, now: Date): void {
    const { looks, running } = view;
    if (looks.length === 0 && !running) return this.item.hide();
    const text = statusText(view, now);
    this.item.text = `$(${iconOf(view)}) ${text}`;
    this.item.tooltip = facts(l10n.t('Scheduled exports'), nextFacts(view, now));
    this.item.accessibilityInformation = { label: l10n.t('Scheduled exports: {0}', text) };
    this.item.backgroundColor = hasFailed(view)
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function iconOf(view: SchedulesView): string {
  if (view.running) return 'sync~spin';
  if (!view.isEnabled) return 'debug-pause';
  return hasFailed(view) ? 'warning' : 'clock';
}

/** What is said is that a run failed. */
function hasFailed({ looks, running, isEnabled }: SchedulesView): boolean {
  return isEnabled && !running && failedOf(looks) !== undefined;
}
