// Changes the text of an export definition as a person would in its editor: what was done can be undone there, and is saved
// unless there is more in the editor that is not.
import { posix } from 'node:path';
import { l10n, Range, window, workspace, WorkspaceEdit, type TextDocument, type Uri } from 'vscode';
import { Failure } from '../../model/failure';
import { plainText } from '../plainText';

export class DefinitionNotWritten extends Failure {
  constructor() {
    super('definition-not-written', {
      what: l10n.t('The export definition was not changed.'),
      why: l10n.t('VS Code could not write it.'),
      next: l10n.t('Look whether the file can be written, and whether its editor has unsaved changes.'),
    });
  }
}

/** @throws DefinitionNotWritten, and what `change` throws */
export async function editDefinition(file: Uri, change: (text: string) => string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(file);
  const { isDirty } = document;
  const before = document.getText();
  const after = change(before);
  if (after === before) return document;
  if (!(await workspace.applyEdit(replacement(document, before, after)))) throw new DefinitionNotWritten();
  if (isDirty) void tellUnsaved(document);
  else if (!(await document.save())) throw new DefinitionNotWritten();
  return document;
}

/** One edit, of the part that differs: the cursor and all else in the editor stay where they are. */
function replacement(document: TextDocument, before: string, after: string): WorkspaceEdit {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let end = 0;
  while (end < limit - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = new Range(document.positionAt(start), document.positionAt(before.length - end));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, after.slice(start, after.length - end));
  return edit;
}

/** What counts is the file. */
async function tellUnsaved(document: TextDocument): Promise<void> {
  const name = posix.basename(document.uri.path);
  const save = l10n.t('Save');
  const message = l10n.t('{0} has unsaved changes. Its schedule counts as soon as it is saved.', name);
  if ((await window.showInformationMessage(plainText(message), save)) === save) await document.save();
}
