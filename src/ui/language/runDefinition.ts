// What the lenses of a definition run. A push goes where the lens said, whatever a preview of the definition shows; what is
// not saved is saved before, or nothing happens.
import { commands as vscodeCommands, workspace, type Disposable, type Uri } from 'vscode';
import { commands } from '../contributions';
import type { DestinationStore } from '../destinationStore';

export interface DefinitionRun {
  readonly file: Uri;
  /** Undefined: it names none, and the command asks. */
  readonly destinationId: string | undefined;
  readonly command: 'previewExport' | 'dryRunExport' | 'pushExport';
}

/** Registers the command. */
export function registerRunDefinition(store: DestinationStore): Disposable {
  return vscodeCommands.registerCommand(
    commands.runDefinition,
    (run: DefinitionRun | undefined) => run && runDefinition(run, store),
  );
}

async function runDefinition(
  { file, destinationId, command }: DefinitionRun,
  store: DestinationStore,
): Promise<void> {
  const document = await workspace.openTextDocument(file);
  if (document.isDirty && !(await document.save())) return;
  if (command === 'previewExport') {
    await vscodeCommands.executeCommand(commands[command], file);
    return;
  }
  const destination = destinationId === undefined ? undefined : store.get(destinationId);
  // Gone since the lens was shown: the command says so, and where else it could go.
  await vscodeCommands.executeCommand(commands[command], { file, ...(destination && { destination }) });
}
