// Download…: saves an object as a file where a person says.
import { homedir } from 'node:os';
import { posix } from 'node:path';
import { commands as vscodeCommands, l10n, Uri, window, workspace } from 'vscode';
import { saveObject } from '../delivery/download';
import { Failure } from '../model/failure';
import { sizeText } from './localFigures';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import type { Services } from './services';
import type { ObjectNode } from './treeNodes';
import { withConnection } from './withConnection';

/** A place that only VS Code can write to takes no stream. */
export class NoFilePlace extends Failure {
  constructor() {
    super('no-file-place', {
      what: l10n.t('The object was not downloaded.'),
      why: l10n.t(
        'The place that you chose is not in a file system of the machine where the extension runs.',
      ),
      next: l10n.t('Choose a folder of that machine.'),
    });
  }
}

/** @throws NoFilePlace, and what `saveObject` throws */
export async function downloadObject(
  { destination, key }: ObjectNode,
  { asking }: Pick<Services, 'asking'>,
): Promise<void> {
  const name = posix.basename(key);
  const target = await askPlace(name);
  if (!target) return;
  if (target.scheme !== 'file') throw new NoFilePlace();
  const title = l10n.t('Downloading {0}', name);
  const bytes = await withConnection(destination, asking, (connection) =>
    withCancellableProgress(title, (signal, reporter) => {
      const onProgress = (read: number, all: number): void =>
        reporter.report(
          l10n.t('{0} of {1}', sizeText(read), sizeText(all)),
          Math.floor((100 * read) / Math.max(all, 1)),
        );
      return saveObject(connection, key, target.fsPath, { signal, onProgress });
    }),
  );
  const open = l10n.t('Open');
  const done = l10n.t('Downloaded {0} ({1}).', posix.basename(target.path), sizeText(bytes));
  if ((await window.showInformationMessage(plainText(done), open)) === open)
    await vscodeCommands.executeCommand('vscode.open', target);
}

/** The dialog itself asks before it names a file that is there. */
function askPlace(name: string): Thenable<Uri | undefined> {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  return window.showSaveDialog({
    title: l10n.t('Download {0}', name),
    saveLabel: l10n.t('Download'),
    defaultUri: Uri.joinPath(folder ?? Uri.file(homedir()), name),
  });
}
