// Reset Incremental Export: forgets what was delivered, so that the next run writes all rows. Nothing in the bucket changes.
import { l10n, window } from 'vscode';
import { resetIncremental } from '../../schedule/reset';
import { pathOf } from '../filePath';
import { namedDestination } from '../findDestination';
import { pickDestination } from '../pickDestination';
import { plainText } from '../plainText';
import type { Services } from '../services';
import { schedulesFolder } from '../stateFolder';
import { openSubject } from '../subject';
import type { ChosenExport } from './chooseExport';

/** Asks once. @throws ExportBusy, UnknownDestination, and what `openSubject` throws */
export async function askAndReset({ file, name }: ChosenExport, services: Services): Promise<void> {
  const { store, tree, context } = services;
  const title = l10n.t('Reset Incremental Export');
  const destination =
    namedDestination(store, await openSubject(file)) ?? (await pickDestination(store, title));
  if (!destination) return;
  const reset = l10n.t('Reset');
  const question = l10n.t(
    'Begin the incremental export {0} to {1} anew? Its next run writes all rows.',
    name,
    destination.name,
  );
  if ((await window.showWarningMessage(plainText(question), reset)) !== reset) return;
  const outside = { folder: schedulesFolder(context), signal: new AbortController().signal };
  await resetIncremental({ subject: pathOf(file), destination }, outside);
  tree.refreshExports();
  window.setStatusBarMessage(l10n.t('The next run of {0} writes all rows', name), 5_000);
}
