// Notices that a file changed on disk, wherever it lies.
import { RelativePattern, Uri, workspace, type Disposable } from 'vscode';

/** Programs write in steps; looking after the last one spares the steps between. */
const settleMs = 300;

/** Calls back after each change of a file. */
export function watchFile(file: Uri, onChange: () => void): Disposable {
  // A pattern of the file's own name would take its brackets for wildcards.
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), '*'));
  let timer: NodeJS.Timeout | undefined;
  const changed = ({ fsPath }: Uri): void => {
    if (fsPath !== file.fsPath) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return {
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
    },
  };
}
