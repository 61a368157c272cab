// The Runs view: its rows, and what is said of them as a whole.
import { commands as vscodeCommands, Disposable, l10n, window } from 'vscode';
import type { RunHistory } from '../../delivery/runHistory';
import { contextKeys, views } from '../contributions';
import { countText } from '../localFigures';
import { RunRows } from './rows';

export class RunsView {
  private readonly rows: RunRows;
  private readonly disposable: Disposable;

  constructor(runs: RunHistory) {
    this.rows = new RunRows(runs, ({ hasRuns, unreadable }) => {
      view.message = unreadableText(unreadable);
      void vscodeCommands.executeCommand('setContext', contextKeys.hasRuns, hasRuns);
    });
    const view = window.createTreeView(views.runs, { treeDataProvider: this.rows });
    this.disposable = Disposable.from(view, this.rows);
  }

  /** Shows older runs, too. */
  showMore(): void {
    this.rows.showMore();
  }

  dispose(): void {
    this.disposable.dispose();
  }
}

/** An empty text is none, and leaves the room to the welcome view. */
function unreadableText(files: number): string {
  if (files === 0) return '';
  return files === 1
    ? l10n.t('1 run cannot be read: another version may have written it.')
    : l10n.t('{0} runs cannot be read: another version may have written them.', countText(files));
}
