// Where the extension keeps what outlives a window: the workspace's own storage, which goes with it.
import type { ExtensionContext } from 'vscode';

/** A path. The folder may not be there yet. A window without a folder shares that of all windows. */
export function stateFolder({ storageUri, globalStorageUri }: ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
