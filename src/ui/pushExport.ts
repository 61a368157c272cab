// Push Export: reads the whole segment file for the figures, asks once, delivers what was confirmed and nothing else, and
// says what is proved.
import { posix } from 'node:path';
import { commands as vscodeCommands, l10n, window, type Disposable, type Uri } from 'vscode';
import type { Connection } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import { asFailure, isCancelled } from '../model/failure';
import type { Destination } from '../model/destination';
import { bytesOf, type Receipt } from '../model/receipt';
import { commands } from './contributions';
import { pickDestination } from './pickDestination';
import { showSegmentFailure } from './segmentFailure';
import { countText, rowsText, sizeText } from './localFigures';
import { originOf } from './commandOrigin';
import { pickSegmentFile } from './pickSegment';
import { withCancellableProgress } from './progress';
import { confirmPush } from './pushConfirm';
import { withConnection } from './withConnection';
import { destinationActions } from './destinationActions';
import { announce, logReceipt } from './pushOutcome';
import { preparePush, type PreparedPush } from './pushPrepare';
import type { Services } from './services';

/** Registers the command. */
export function registerPush(services: Services): Disposable {
  return vscodeCommands.registerCommand(commands.pushExport, (argument: unknown) =>
    pushExport(argument, services),
  );
}

async function pushExport(argument: unknown, services: Services): Promise<void> {
  const choice = await ask(argument, services);
  if (!choice) return;
  const { file, destination } = choice;
  const receipt = await attempt(file, destination, services);
  if (!receipt) return;
  logReceipt(services.log, receipt);
  // What goes wrong from here on is no failure of the push.
  const shown = services.tree.showDelivered(destination, receipt).catch((error: unknown) => {
    services.log.warn(`The tree does not show ${receipt.files[0]?.key}: ${asFailure(error).code}`);
  });
  await Promise.all([shown, announce(receipt, destination)]);
}

/** Nothing is returned when the person decided against it, or was shown why it failed. */
async function attempt(
  file: Uri,
  destination: Destination,
  { keys, log }: Services,
): Promise<Receipt | undefined> {
  try {
    return await withConnection(destination, keys, (connection) => confirmAndDeliver(connection, file));
  } catch (error) {
    await showSegmentFailure(error, file, log, destinationActions(error, destination));
    return undefined;
  }
}

/** What to push and where: asks for whatever the argument and the editor at hand leave open. */
async function ask(
  argument: unknown,
  { store }: Services,
): Promise<{ file: Uri; destination: Destination } | undefined> {
  const origin = originOf(argument, store);
  const title = l10n.t('Push Export');
  const file = origin.source ?? (await pickSegmentFile(title));
  if (!file) return undefined;
  const destination = origin.destination ?? (await pickDestination(store, title));
  return destination && { file, destination };
}

/** Nothing is returned when the person decides against it. */
async function confirmAndDeliver(connection: Connection, file: Uri): Promise<Receipt | undefined> {
  const title = l10n.t('Reading {0}', posix.basename(file.path));
  const prepared = await withCancellableProgress(title, (signal, reporter) =>
    preparePush(connection, file, signal, reporter),
  );
  return (await confirmPush(prepared)) ? await deliverPrepared(connection, prepared) : undefined;
}

async function deliverPrepared(
  connection: Connection,
  { planned, destination, totals }: PreparedPush,
): Promise<Receipt> {
  const title = l10n.t('Pushing {0} to {1}', planned.plan.segment.name, destination.name);
  const size = bytesOf(totals);
  try {
    return await withCancellableProgress(title, (signal, reporter) =>
      deliver(connection, planned, {
        signal,
        expected: totals.files,
        onProgress: ({ rows, bytes }) => {
          const percent = Math.floor((100 * bytes) / size);
          const message = l10n.t('{0} % · {1} · {2}', countText(percent), rowsText(rows), sizeText(bytes));
          reporter.report(message, percent);
        },
      }),
    );
  } catch (error) {
    if (isCancelled(error)) {
      void window.showInformationMessage(l10n.t('Cancelled. Nothing was written to the bucket.'));
    }
    throw error;
  }
}
