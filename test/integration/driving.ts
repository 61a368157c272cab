// Small ways to drive the host from a test.
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, window, workspace, type CodeLens, type TextDocument, type Uri } from 'vscode';

/** Waits for something to become so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100 && !(await isSo()); attempt++) await sleep(200);
  assert(await isSo(), what);
}

/** The preview in front, if one is. */
export function shownPreview(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.uri.scheme === 's3-export' ? document : undefined;
}

/**
 * Previews a file.
 * @param row which format is chosen, counted from 0: CSV, TSV, JSON. Undefined where nothing is asked
 */
export async function preview(file: Uri, row?: number): Promise<TextDocument> {
  const done = commands.executeCommand('s3Destinations.openPreviewAsText', file);
  // A quick pick tells nobody that it is open: it is answered again until the editor is there.
  for (let attempt = 0; row !== undefined && attempt < 40; attempt++) {
    await sleep(250);
    if (shownPreview()) break;
    for (let step = 0; step < row; step++)
      await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await commands.executeCommand(acceptPick);
  }
  await done;
  const document = shownPreview();
  assert(document, 'no preview was opened');
  return document;
}

/** The bytes of a preview. */
export async function bytesOf({ uri }: TextDocument): Promise<string> {
  return Buffer.from(await workspace.fs.readFile(uri)).toString();
}

/** What is said above the first line of a document, a line for each. */
export async function lensesOf(file: Uri): Promise<string> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', file);
  return lenses.map(({ command }) => command?.title ?? '').join('\n');
}

export const acceptPick = 'workbench.action.acceptSelectedQuickOpenItem';

/** Presses the first button of the notification in front. */
export const acceptNotification = 'notification.acceptPrimaryAction';

/** Runs commands until they had their effect: notifications and quick picks tell nobody that they are there. */
export async function answered(isSo: () => boolean, ...answers: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 40 && !isSo(); attempt++) {
    await sleep(250);
    for (const answer of answers) await commands.executeCommand(answer);
  }
}
