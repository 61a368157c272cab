// What a person can do right away about a failure at a destination.
import { commands as vscodeCommands, l10n } from 'vscode';
import { MissingAccessKey } from '../delivery/failures';
import type { Destination } from '../model/destination';
import { commands } from './contributions';
import type { FailureAction } from './showFailure';

/** The buttons of the failure's message. */
export function destinationActions(error: unknown, destination: Destination): FailureAction[] {
  if (!(error instanceof MissingAccessKey)) return [];
  const enter = (): unknown =>
    vscodeCommands.executeCommand(commands.enterAccessKey, { kind: 'destination', destination });
  return [{ title: l10n.t('Enter Access Key'), run: enter }];
}
