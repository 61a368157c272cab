// Asks which destination is meant, when a command was not started from one.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import type { Destination } from '../model/destination';
import { s3Uri } from '../model/bucketName';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';

/**
 * The chosen destination, or nothing when the person left; with none registered, adding one is offered instead.
 * @param placeHolder says what is asked, and why. Default: that a destination is to be chosen
 */
export async function pickDestination(
  store: DestinationStore,
  title: string,
  placeHolder = l10n.t('Choose a destination'),
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
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.destination;
}
