// The Runs view and its commands. Each takes the row that it was started from, or asks which run is meant.
import { commands as vscodeCommands, Disposable, l10n, window } from 'vscode';
import type { FinishedRun } from '../../model/finishedRun';
import { commands } from '../contributions';
import { copyUris } from '../pushOutcome';
import type { Schedules } from '../schedule/schedules';
import type { Services } from '../services';
import { showFailure } from '../showFailure';
import { runDocuments, showRun } from './documents';
import { chooseRun } from './pick';
import { pushAgain, retryRun } from './retry';
import { RunsView } from './view';

/** Registers the view, its commands, and the file system of its editors. */
export function registerRuns(services: Services, schedules: Schedules): Disposable {
  const { runs, log } = services;
  const view = new RunsView(runs);
  const documents = runDocuments(runs);

  const register = (command: string, run: (argument: unknown) => unknown): Disposable =>
    vscodeCommands.registerCommand(command, async (argument?: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        await showFailure(error, log);
      }
    });
  const registerForOne = (
    command: string,
    title: string,
    work: (run: FinishedRun) => unknown,
    isMeant?: (run: FinishedRun) => boolean,
  ): Disposable =>
    register(command, async (argument) => {
      const run = await chooseRun(argument, runs, title, isMeant);
      if (run) await work(run);
    });

  return Disposable.from(
    view,
    documents,
    registerForOne(commands.showRun, l10n.t('Show Run'), (run) => showRun(run, documents)),
    registerForOne(commands.retryRun, l10n.t('Retry Push'), (run) => retryRun(run, schedules, services)),
    registerForOne(commands.pushAgain, l10n.t('Push Again'), (run) => pushAgain(run, services)),
    registerForOne(
      commands.copyRunUris,
      l10n.t('Copy S3 URIs'),
      ({ bucket, files = [] }) => copyUris(bucket, files),
      ({ files = [] }) => files.length > 0,
    ),
    registerForOne(commands.removeRun, l10n.t('Remove from List'), (run) => runs.remove(run)),
    register(commands.clearRuns, () => clear(services)),
    register(commands.showMoreRuns, () => view.showMore()),
  );
}

async function clear({ runs }: Services): Promise<void> {
  const clearAll = l10n.t('Clear');
  const detail = l10n.t('What was delivered and its receipts stay.');
  const message = l10n.t('Remove all runs from the list?');
  if ((await window.showWarningMessage(message, { modal: true, detail }, clearAll)) === clearAll)
    await runs.clear();
}
