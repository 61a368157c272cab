// Preview Export, and what else can be done with open previews from the palette and by keys.
import { commands as vscodeCommands, Disposable, l10n } from 'vscode';
import { destinationIn, originOf } from '../commandOrigin';
import { commands } from '../contributions';
import { pickSubject } from '../pickSegment';
import type { Services } from '../services';
import { PreviewEditors } from './editor';

/** Registers the editor and its commands. */
export function registerPreview(services: Services): Disposable {
  const editors = new PreviewEditors(services);
  const register = (command: string, run: (argument: unknown) => unknown): Disposable =>
    vscodeCommands.registerCommand(command, run);
  return Disposable.from(
    editors,
    register(commands.previewExport, (argument) => previewExport(argument, editors, services)),
    register(commands.goToRow, () => editors.inFront?.post({ type: 'goToRow' })),
    register(commands.cancelPreviewWork, () => editors.cancelWork()),
  );
}

/** Asks for the file where neither the argument nor the editor at hand gives one. */
async function previewExport(argument: unknown, editors: PreviewEditors, services: Services): Promise<void> {
  const file = originOf(argument, services).file ?? (await pickSubject(l10n.t('Preview Export')));
  const destination = destinationIn(argument);
  if (file) await editors.open(file, destination && { destinationId: destination.id });
}
