// The sample segment: a made-up audience to try everything on without a file of one's own. It ships with the extension and is
// copied into the extension's storage, where a definition can be written beside it. The walkthrough's steps use it.
import {
  commands as vscodeCommands,
  Disposable,
  FileSystemError,
  Uri,
  workspace,
  type ExtensionContext,
} from 'vscode';
import { commands } from './contributions';
import type { Services } from './services';
import { showFailure } from './showFailure';

const name = 'luxury-audience-12341e18-abcd-49c2-836d-123c88e76c39.ndjson';

/** Registers the commands. */
export function registerSample({ context, store, log }: Services): Disposable {
  const register = (command: string, run: () => string): Disposable =>
    vscodeCommands.registerCommand(command, async () => {
      try {
        await vscodeCommands.executeCommand(run(), await sampleFile(context));
      } catch (error) {
        await showFailure(error, log);
      }
    });
  return Disposable.from(
    register(commands.previewSample, () => commands.previewExport),
    // A push that has nowhere to go is tried without the write.
    register(commands.pushSample, () =>
      store.destinations().length === 0 ? commands.dryRunExport : commands.pushExport,
    ),
    register(commands.createSampleDefinition, () => commands.createDefinition),
  );
}

/** A copy that is there stays as it is. @returns where it is */
async function sampleFile({ extensionUri, globalStorageUri }: ExtensionContext): Promise<Uri> {
  const file = Uri.joinPath(globalStorageUri, 'sample', name);
  try {
    await workspace.fs.copy(Uri.joinPath(extensionUri, 'media', 'sample', name), file, { overwrite: false });
  } catch (error) {
    if (!(error instanceof FileSystemError && error.code === 'FileExists')) throw error;
  }
  return file;
}
