// Asks which destination is meant, when a command was not started from one.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import type { Destination } from '../model/destination';
import { s3Uri } from '../model/bucketName';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';

/** The chosen destination, or nothing when the person left; with none registered, adding one is offered instead. */
export async function pickDestination(
  store: DestinationStore,
  title: string,
): Promise<Destination | undefined> {
  const destinations = store.destinations();
  if (destinations.length === 0) {
    await vscodeCommands.executeCommand(commands.addDestination);
    return undefined;
  }
  const items = destinations.map((destination) => ({
    label: destination.name,
    description: s3Uri(destination.bucket, destination.folderPath),
    destination,
  }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('Choose a destination'),
    matchOnDescription: true,
  });
  return picked?.destination;
}
