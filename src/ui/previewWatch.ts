// Notices that files changed, or others in their folders, wherever these lie.
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** Programs write in steps; looking after the last one spares the steps between. In milliseconds. */
const settles = 300;

/** Watches the folders of some files, which may be others from time to time. */
export class FolderWatch implements Disposable {
  private watching: { readonly folders: string; readonly watcher: Disposable } | undefined;
  private isDisposed = false;

  /**
   * @param onChange is called after changes of files in the folders, also of new ones
   * @param stillFor how long there must be no further one, in milliseconds. Default: 300
   */
  constructor(
    private readonly onChange: () => void,
    private readonly stillFor = settles,
  ) {}

  /** Watches these from now on. Watching anew has blind moments, so the same folders are not watched anew. */
  follow(files: readonly Uri[]): void {
    const folders = foldersOf(files);
    const key = folders.join('\n');
    if (this.isDisposed || this.watching?.folders === key) return;
    const watcher = watchFolders(folders, this.onChange, this.stillFor);
    this.watching?.watcher.dispose();
    this.watching = { folders: key, watcher };
  }

  dispose(): void {
    this.isDisposed = true;
    this.watching?.watcher.dispose();
  }
}

function watchFolders(folders: readonly Uri[], onChange: () => void, stillFor: number): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, stillFor);
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
function foldersOf(files: readonly Uri[]): Uri[] {
  const folders = files.map((file) => Uri.joinPath(file, '..'));
  return [...new Map(folders.map((folder) => [folder.toString(), folder])).values()];
}
