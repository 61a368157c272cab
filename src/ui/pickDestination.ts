// Asks which destination is meant, when a command was not started from one.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import type { Destination } from '../model/destination';
import { s3Uri } from '../model/bucketName';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';
import { openDestinationSettings } from './openSetting';

/**
 * The chosen destination, or nothing when the person left; with none to choose that is said, with the way on.
 * @param placeHolder says what is asked, and why. Default: that a destination is to be chosen
 */
export async function pickDestination(
  store: DestinationStore,
  title: string,
  placeHolder = l10n.t('Choose a destination'),
): Promise<Destination | undefined> {
  const destinations = store.destinations();
  if (destinations.length === 0) {
    void tellNone(store);
    return undefined;
  }
  const items = destinations.map((destination) => ({
    label: destination.name,
    description: placeText(destination),
    destination,
  }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.destination;
}

function placeText({ bucket, folderPath, production }: Destination): string {
  const place = s3Uri(bucket, folderPath);
  return production ? `${place} · ${l10n.t('production')}` : place;
}

async function tellNone(store: DestinationStore): Promise<void> {
  const [first] = store.entries();
  const action = first ? l10n.t('Open Settings') : l10n.t('Add Destination');
  const text = first
    ? l10n.t('None of the destinations in your settings can be used.')
    : l10n.t('There is no destination yet.');
  if ((await window.showInformationMessage(text, action)) !== action) return;
  if (first) await openDestinationSettings(store.isInWorkspace(first.id));
  else await vscodeCommands.executeCommand(commands.addDestination);
}
