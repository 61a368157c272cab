// Save as Export Definition: an edited mapping goes into the definition that is previewed, or into a new one.
import { readFile } from 'node:fs/promises';
import { posix, relative, sep } from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { editedDefinition, withSource } from '../../export/editDefinition';
import { definitionName, newDefinitionText } from '../../export/newDefinition';
import { Failure } from '../../model/failure';
import { replaceFile } from '../replaceFile';
import { isDefinition, openSubject, stateOf } from '../subject';
import type { LoadedExport } from './loadExport';

/** What is in an editor only would be lost, or come back. */
export class UnsavedDefinition extends Failure {
  constructor() {
    super('unsaved-definition', {
      what: l10n.t('The mapping was not saved.'),
      why: l10n.t('The export definition has unsaved changes in an editor.'),
      next: l10n.t('Save or revert the definition there, and save the mapping again.'),
    });
  }
}

/** The mapping was made of other columns than there are now. */
export class ChangedDefinition extends Failure {
  constructor() {
    super('changed-definition', {
      what: l10n.t('The mapping was not saved.'),
      why: l10n.t('The export definition or its segment has changed since the preview was read.'),
      next: l10n.t('Wait until the preview shows the change, and save the mapping again.'),
    });
  }
}

/**
 * @param file the definition or segment file that is previewed
 * @returns the definition; nothing when the person left
 * @throws UnsavedDefinition, ChangedDefinition, HiddenKey, MappingNotWritten, and what reading and writing throw
 */
export async function saveMapping(file: Uri, loaded: LoadedExport): Promise<Uri | undefined> {
  return isDefinition(file) ? saveInto(file, loaded) : saveAsNew(file, loaded);
}

async function saveInto(file: Uri, { state, own, columns }: LoadedExport): Promise<Uri> {
  refuseUnsaved(file);
  const text = await readFile(file.fsPath, 'utf8');
  // Looked at after the text was read: a change in between is seen, too.
  if ((await stateOf(await openSubject(file))) !== state) throw new ChangedDefinition();
  await replaceFile(file.fsPath, editedDefinition(text, own, columns));
  return file;
}

async function saveAsNew(
  file: Uri,
  { subject, own, columns, destination }: LoadedExport,
): Promise<Uri | undefined> {
  const beside = Uri.joinPath(file, '..', definitionName(posix.basename(file.path)));
  const target = await askForDefinition(beside);
  if (!target) return undefined;
  refuseUnsaved(target);
  const text = await newDefinitionText({ source: subject.source, destination: destination?.id });
  const from = relative(Uri.joinPath(target, '..').fsPath, file.fsPath).replaceAll(sep, '/');
  await replaceFile(target.fsPath, withSource(editedDefinition(text, own, columns), from));
  return target;
}

/**
 * Asks where to save. A name that is not a definition's is made one and asked for again, as the dialog alone looks whether a
 * file is there already. (It takes what stands behind the last dot for the extension, so the filter is no more than that.)
 */
async function askForDefinition(proposed: Uri): Promise<Uri | undefined> {
  const chosen = await window.showSaveDialog({
    title: l10n.t('Save as Export Definition'),
    defaultUri: proposed,
    filters: { [l10n.t('Export definitions')]: ['json'] },
  });
  if (!chosen || isDefinition(chosen)) return chosen;
  return askForDefinition(chosen.with({ path: `${chosen.path.replace(/\.json$/, '')}.s3export.json` }));
}

/** @throws UnsavedDefinition */
function refuseUnsaved({ fsPath }: Uri): void {
  const isUnsaved = workspace.textDocuments.some(({ isDirty, uri }) => isDirty && uri.fsPath === fsPath);
  if (isUnsaved) throw new UnsavedDefinition();
}
