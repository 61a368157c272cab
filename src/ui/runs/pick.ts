// Which run a command is about: that of its row, the last one of an export, or one of the last that a person picks.
import { l10n, window } from 'vscode';
import type { RunHistory } from '../../delivery/runHistory';
import { lastOf, type FinishedRun } from '../../model/finishedRun';
import { destinationIn, fileIn } from '../commandOrigin';
import { plainText } from '../plainText';
import { pathOf } from '../filePath';
import { runText } from './text';

/**
 * @param argument a row of the Runs view, a row of an export, or nothing
 * @param isMeant which runs a person may pick. Default: all
 * @returns nothing when the person left, or there is none
 */
export async function chooseRun(
  argument: unknown,
  runs: RunHistory,
  title: string,
  isMeant: (run: FinishedRun) => boolean = () => true,
): Promise<FinishedRun | undefined> {
  if (typeof argument === 'object' && argument !== null && 'run' in argument)
    return argument.run as FinishedRun;
  const recent = await runs.recent();
  const [file, destination] = [fileIn(argument), destinationIn(argument)];
  if (!file || !destination) return pick(recent.filter(isMeant), title);
  const last = lastOf(recent, pathOf(file), destination.id);
  if (!last) tellNone(l10n.t('This export was not pushed to {0} yet.', destination.name));
  return last;
}

async function pick(recent: readonly FinishedRun[], title: string): Promise<FinishedRun | undefined> {
  if (recent.length === 0) {
    tellNone(l10n.t('Nothing was pushed from this workspace yet.'));
    return undefined;
  }
  const items = recent.map((run) => ({ label: run.exportName, description: runText(run), run }));
  const placeHolder = l10n.t('Choose a run');
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.run;
}

function tellNone(text: string): void {
  void window.showInformationMessage(plainText(text));
}
