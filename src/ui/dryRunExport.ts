// Dry Run: everything that a push does but the write. The whole segment is read, the keys are looked at, and the facts are
// told; nothing reaches the bucket. As long as no destination is registered, it is the dry run of a CSV that goes nowhere.
import { commands as vscodeCommands, l10n, window, type Disposable, type Uri } from 'vscode';
import type { Destination } from '../model/destination';
import { chooseActions } from './chooseDestination';
import { originOf } from './commandOrigin';
import { commands } from './contributions';
import { destinationActions } from './destinationActions';
import { destinationOf } from './destinationOf';
import type { DestinationStore } from './destinationStore';
import { namedId } from './findDestination';
import { pickSubject } from './pickSegment';
import type { PreparedExport } from './prepareExport';
import { prepareLocally, prepareWithProgress } from './prepareWithProgress';
import { factsOf, localFactsOf } from './pushFacts';
import type { PreparedPush } from './pushPrepare';
import { showSegmentFailure } from './segmentFailure';
import type { Services } from './services';
import type { Subject } from './subject';
import { withConnection } from './withConnection';

/** Registers the command. */
export function registerDryRun(services: Services): Disposable {
  return vscodeCommands.registerCommand(commands.dryRunExport, (argument: unknown) =>
    dryRunExport(argument, services),
  );
}

/** Asks for whatever the argument and the editor at hand leave open. */
async function dryRunExport(argument: unknown, services: Services): Promise<void> {
  const origin = originOf(argument, services);
  const file = origin.file ?? (await pickSubject(title()));
  if (file) await dryRun(file, origin.destination, services);
}

function title(): string {
  return l10n.t('Dry Run');
}

async function dryRun(file: Uri, chosen: Destination | undefined, services: Services): Promise<void> {
  const { store, log } = services;
  let destination = chosen;
  try {
    const subject = await services.previews.subject(file);
    if (!destination && goesNowhere(subject, store))
      return await tellLocal(await prepareLocally(subject, services));
    destination ??= await destinationOf(subject, title(), services);
    if (!destination) return;
    const prepared = await withConnection(destination, services.asking, (connection) =>
      prepareWithProgress(connection, subject, services),
    );
    await tell(prepared);
  } catch (error) {
    const retry = (other: Destination): Promise<void> => dryRun(file, other, services);
    const actions = [
      ...(destination ? destinationActions(error, destination, services, retry) : []),
      ...chooseActions(error, title(), store, retry),
    ];
    await showSegmentFailure(error, file, log, actions);
  }
}

function goesNowhere(subject: Subject, store: DestinationStore): boolean {
  return namedId(subject) === undefined && store.destinations().length === 0;
}

async function tellLocal(prepared: PreparedExport): Promise<void> {
  const { name } = prepared.planned.plan.segment;
  const message = l10n.t('Dry run of {0}: nothing was written.', name);
  const next = l10n.t('No destination is registered yet. A push needs one.');
  const add = l10n.t('Add Destination');
  const detail = [...localFactsOf(prepared), next].join('\n');
  const answer = await window.showInformationMessage(message, { modal: true, detail }, add);
  if (answer === add) await vscodeCommands.executeCommand(commands.addDestination);
}

async function tell(prepared: PreparedPush): Promise<void> {
  const { destination, planned } = prepared;
  const message = l10n.t(
    'Dry run of {0} to {1}: nothing was written.',
    planned.plan.segment.name,
    destination.name,
  );
  await window.showInformationMessage(message, { modal: true, detail: factsOf(prepared).join('\n') });
}
