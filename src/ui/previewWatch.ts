// Notices that something changed in some folders, wherever they lie.
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** Programs write in steps; looking after the last one spares the steps between. */
const settleMs = 300;

/** Calls back after each change of files in the folders, also of new ones. */
export function watchFolders(folders: readonly Uri[], onChange: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };
  const watchers = folders.map((folder) => {
    // A pattern of a file's own name would take its brackets for wildcards.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*'));
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  });
  return Disposable.from(...watchers, new Disposable(() => clearTimeout(timer)));
}

/** The folders that some files lie in, each once. */
export function foldersOf(files: readonly Uri[]): Uri[] {
  const folders = files.map((file) => Uri.joinPath(file, '..'));
  return [...new Map(folders.map((folder) => [folder.toString(), folder])).values()];
}
