// Check Connection: tries out what a push needs and says in one sentence what is allowed.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import { checkConnection, permissionsOf, type ConnectionCheck } from '../delivery/check';
import { WrongRegion } from '../delivery/explain';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import { destinationActions } from './destinationActions';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import { readyText } from './readyText';
import type { Services } from './services';
import { showFailure, type FailureAction } from './showFailure';
import { withConnection } from './withConnection';

/** Checks a destination and shows the outcome. A region that nobody has chosen becomes the bucket's. */
export async function runCheck(destination: Destination, services: Services): Promise<void> {
  const { log, store } = services;
  try {
    const check = await tryConnection(destination, services);
    const found = permissionsOf(destination, check).map(({ action, access }) => `${action} ${access}`);
    log.info(`Checked destination ${destination.id}: ${found.join(', ')}`);
    await showReady(destination, check);
  } catch (error) {
    if (error instanceof WrongRegion && !store.hasRegion(destination.id)) {
      const moved = await store.setRegion(destination.id, error.region);
      log.info(`Destination ${destination.id}: its bucket is in ${error.region}`);
      if (moved?.region === error.region) return runCheck(moved, services);
    }
    await showFailure(error, log, failureActions(error, destination, services));
  }
}

function tryConnection(destination: Destination, { asking }: Services): Promise<ConnectionCheck> {
  const title = l10n.t('Checking {0}…', destination.name);
  return withConnection(destination, asking, (connection) =>
    withCancellableProgress(title, (signal) => checkConnection(connection, signal)),
  );
}

async function showReady(destination: Destination, check: ConnectionCheck): Promise<void> {
  const steps: { title: string; command: string }[] = [
    { title: l10n.t('Preview a Segment'), command: commands.previewExport },
  ];
  if (permissionsOf(destination, check).some(({ access }) => access === 'denied'))
    steps.push({ title: l10n.t('Copy Minimal Policy'), command: commands.copyPolicy });
  const chosen = await window.showInformationMessage(plainText(readyText(destination.name, check)), ...steps);
  if (chosen) await vscodeCommands.executeCommand(chosen.command, { kind: 'destination', destination });
}

function failureActions(error: unknown, destination: Destination, services: Services): FailureAction[] {
  const edit = () =>
    vscodeCommands.executeCommand(commands.editDestination, { kind: 'destination', destination });
  const retry = (changed: Destination): Promise<void> => runCheck(changed, services);
  return [...destinationActions(error, destination, services, retry), { title: l10n.t('Edit'), run: edit }];
}
