// Writes a generated file where it belongs in the workspace, and opens it. One that is there is replaced after a question.
import { l10n, Uri, window, workspace } from 'vscode';
import type { GeneratedFile } from '../../schedule/generate/unattended';
import { plainText } from '../plainText';
import { writeFile, writeNewFile } from '../writeFile';

/** @returns false when one that is there was to stay @throws what the file system throws */
export async function writeWorkflow(folder: Uri, { name, text }: GeneratedFile): Promise<boolean> {
  const file = Uri.joinPath(folder, name);
  await workspace.fs.createDirectory(Uri.joinPath(file, '..'));
  const isWritten = (await writeNewFile(file, text)) || (await replace(file, name, text));
  await window.showTextDocument(await workspace.openTextDocument(file), { preview: false });
  return isWritten;
}

async function replace(file: Uri, name: string, text: string): Promise<boolean> {
  const replaceIt = l10n.t('Replace');
  const openIt = l10n.t('Open It');
  const question = plainText(l10n.t('{0} is there already.', name));
  if ((await window.showWarningMessage(question, replaceIt, openIt)) !== replaceIt) return false;
  await writeFile(file, text);
  return true;
}
