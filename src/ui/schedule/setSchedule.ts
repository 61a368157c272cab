// Set Schedule, Remove Schedule, Pause Schedule and Resume Schedule: each writes the definition, where it can be undone.
import { l10n, window, workspace } from 'vscode';
import { withEnabled, withoutSchedule } from '../../export/editSchedule';
import { runMultiStep } from '../multiStep';
import type { ChosenExport } from './chooseExport';
import { editDefinition } from './editDefinition';
import { draftOf, withDraft } from './scheduleDraft';
import { schedulePages } from './schedulePages';

/** Asks, and shows the definition with what was written. @throws InvalidDefinition, DefinitionNotWritten */
export async function setSchedule({ file, name }: ChosenExport): Promise<void> {
  const start = draftOf((await workspace.openTextDocument(file)).getText());
  const { draft, finished } = await runMultiStep(l10n.t('Schedule of {0}', name), schedulePages(), start);
  if (!finished) return;
  const document = await editDefinition(file, (text) => withDraft(text, draft));
  await window.showTextDocument(document, { preview: false });
}

/** @throws InvalidDefinition, DefinitionNotWritten */
export async function removeSchedule({ file, name }: ChosenExport): Promise<void> {
  await editDefinition(file, withoutSchedule);
  window.setStatusBarMessage(l10n.t('{0} runs by hand alone', name), 5_000);
}

/** @throws InvalidDefinition, DefinitionNotWritten */
export async function pauseSchedule({ file, name }: ChosenExport): Promise<void> {
  await editDefinition(file, (text) => withEnabled(text, false));
  window.setStatusBarMessage(l10n.t('The schedule of {0} is paused', name), 5_000);
}

/** @throws InvalidDefinition, DefinitionNotWritten */
export async function resumeSchedule({ file, name }: ChosenExport): Promise<void> {
  await editDefinition(file, (text) => withEnabled(text, true));
  window.setStatusBarMessage(l10n.t('The schedule of {0} counts again', name), 5_000);
}
