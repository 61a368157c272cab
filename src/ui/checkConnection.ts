// Check Connection: tries out what a push needs and says in one sentence what is allowed.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import { checkConnection, type ConnectionCheck } from '../delivery/check';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import { withConnection } from './withConnection';
import { destinationActions } from './destinationActions';
import type { Services } from './services';
import { showFailure, type FailureAction } from './showFailure';

/** Checks a destination and shows the outcome. */
export async function runCheck(destination: Destination, services: Services): Promise<void> {
  try {
    const title = l10n.t('Checking {0}…', destination.name);
    const check = await withCancellableProgress(title, (signal) =>
      withConnection(destination, services.keys, (connection) => checkConnection(connection, signal)),
    );
    services.log.info(`Checked destination ${destination.id}: ${JSON.stringify(check)}`);
    await showReady(destination, check);
  } catch (error) {
    await showFailure(error, services.log, failureActions(error, destination));
  }
}

async function showReady(destination: Destination, check: ConnectionCheck): Promise<void> {
  const preview = l10n.t('Preview a Segment');
  const chosen = await window.showInformationMessage(plainText(readyText(destination.name, check)), preview);
  if (chosen)
    await vscodeCommands.executeCommand(commands.previewExport, { kind: 'destination', destination });
}

function readyText(name: string, { read, list, abort }: ConnectionCheck): string {
  return [readText(name, read), listText(list), abortText(abort)].filter((text) => text !== '').join(' ');
}

function readText(name: string, read: ConnectionCheck['read']): string {
  switch (read) {
    case 'allowed':
      return l10n.t('{0} is ready: writing and reading are allowed.', name);
    case 'denied':
      return l10n.t(
        "{0} is ready: writing is allowed, reading is not (verification will use the upload's checksums).",
        name,
      );
    case 'unknown':
      return l10n.t(
        '{0} is ready: writing is allowed; whether reading is, the store does not tell those who may not list.',
        name,
      );
  }
}

function listText(list: ConnectionCheck['list']): string {
  if (list === 'allowed') return '';
  return l10n.t('Listing is not allowed, so the view cannot show what was delivered.');
}

function abortText(abort: ConnectionCheck['abort']): string {
  if (abort === 'allowed') return '';
  return l10n.t('Removing an unfinished upload is not allowed: a push that is cancelled leaves its parts.');
}

function failureActions(error: unknown, destination: Destination): FailureAction[] {
  const edit = () =>
    vscodeCommands.executeCommand(commands.editDestination, { kind: 'destination', destination });
  return [...destinationActions(error, destination), { title: l10n.t('Edit'), run: edit }];
}
