// Save as Export Definition: an edited mapping goes into the definition that is previewed, or into a new one.
import { posix } from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { editedDefinition, withSource } from '../../export/editDefinition';
import { definitionName, newDefinitionText } from '../../export/newDefinition';
import { Failure } from '../../model/failure';
import { locate } from '../fileSystems';
import { isDefinition, openSubject, stateOf } from '../subject';
import { writeFile } from '../writeFile';
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

/** Where it would lie, its segment could not be named from it. */
export class SavedElsewhere extends Failure {
  constructor() {
    super('saved-elsewhere', {
      what: l10n.t('The mapping was not saved.'),
      why: l10n.t('An export definition must lie in the same file system as its segment file.'),
      next: l10n.t('Choose a folder beside or above the segment file.'),
    });
  }
}

/**
 * @param file the definition or segment file that is previewed
 * @returns the definition; nothing when the person left
 * @throws UnsavedDefinition, ChangedDefinition, SavedElsewhere, HiddenKey, MappingNotWritten, and what reading and writing throw
 */
export async function saveMapping(file: Uri, loaded: LoadedExport): Promise<Uri | undefined> {
  return isDefinition(file) ? saveInto(file, loaded) : saveAsNew(file, loaded);
}

async function saveInto(file: Uri, { state, own, columns }: LoadedExport): Promise<Uri> {
  refuseUnsaved(file);
  const text = Buffer.from(await workspace.fs.readFile(file)).toString();
  // Looked at after the text was read: a change in between is seen, too.
  if ((await stateOf(await openSubject(file))) !== state) throw new ChangedDefinition();
  await writeFile(file, editedDefinition(text, own, columns));
  return file;
}

async function saveAsNew(
  file: Uri,
  { subject, own, columns, destination }: LoadedExport,
): Promise<Uri | undefined> {
  const beside = Uri.joinPath(file, '..', definitionName(posix.basename(file.path)));
  const target = await askForDefinition(beside);
  if (!target) return undefined;
  if (target.scheme !== file.scheme || target.authority !== file.authority) throw new SavedElsewhere();
  refuseUnsaved(target);
  const text = await newDefinitionText({ source: subject.source, destination: destination?.id });
  await writeFile(target, withSource(editedDefinition(text, own, columns), wayTo(file, target)));
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

/** The path from a definition to its segment, which a definition has with slashes everywhere. */
function wayTo(segment: Uri, definition: Uri): string {
  const { paths } = locate(segment).files;
  const folder = paths.dirname(locate(definition).path);
  return paths.relative(folder, locate(segment).path).replaceAll(paths.sep, '/');
}

/** @throws UnsavedDefinition */
function refuseUnsaved(file: Uri): void {
  const name = file.toString();
  const isUnsaved = workspace.textDocuments.some(({ isDirty, uri }) => isDirty && uri.toString() === name);
  if (isUnsaved) throw new UnsavedDefinition();
}
