// Where the extension keeps what outlives a window: the workspace's own storage, which goes with it.
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';

/** A path. The folder may not be there yet. A window without a folder shares that of all windows. */
export function stateFolder({ storageUri, globalStorageUri }: ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}

/** A path. What is kept of the schedules is that of all windows: they share it, and a lock lets one of them run. */
export function schedulesFolder({ globalStorageUri }: ExtensionContext): string {
  return join(globalStorageUri.fsPath, 'schedules');
}
