// Compare with Last Delivered, and Compare with… of an object: what a push would change for whoever reads the bucket. And
// Compare as Text: the beginnings of both in VS Code's own diff editor.
import { posix } from 'node:path';
import { commands as vscodeCommands, Disposable, l10n, type Uri } from 'vscode';
import { lastDelivery } from '../delivery/lastDelivery';
import { planExport } from '../export/plan';
import type { Destination } from '../model/destination';
import { chooseActions } from './chooseDestination';
import { fileIn, originOf } from './commandOrigin';
import { compareTitle } from './comparisonText';
import { commands } from './contributions';
import { destinationActions } from './destinationActions';
import { askDestination } from './destinationOf';
import type { DestinationStore } from './destinationStore';
import { namedDestination } from './findDestination';
import { objectUri } from './objectUri';
import { pickSubject } from './pickSegment';
import { previewUri, type PreviewRequest } from './previewUri';
import { withCancellableProgress } from './progress';
import { showSegmentFailure } from './segmentFailure';
import type { Services } from './services';
import { openSubject, requestOf } from './subject';
import { withConnection } from './withConnection';

/** What is compared with what. */
interface Compared {
  readonly file: Uri;
  readonly destination: Destination;
  /** Of the object. Default: the last delivery. */
  readonly key: string | undefined;
}

type Work = (compared: Compared, services: Services) => Promise<void>;

/** Registers the commands. */
export function registerCompare(services: Services): Disposable {
  const register = (command: string, work: Work): Disposable =>
    vscodeCommands.registerCommand(command, (argument: unknown) => begin(argument, work, services));
  return Disposable.from(
    register(commands.compareExport, compare),
    register(commands.compareObject, compare),
    register(commands.compareAsText, compareAsText),
  );
}

/** Asks for whatever the argument and the editor at hand leave open. */
async function begin(argument: unknown, work: Work, services: Services): Promise<void> {
  const origin = originOf(argument, services);
  const key = keyIn(argument);
  // What an object of the tree is compared with, nobody can guess.
  const atHand = key === undefined ? origin.file : undefined;
  const file = fileIn(argument) ?? atHand ?? (await pickCompared(key));
  if (file) await attempt(file, origin.destination, key, work, services);
}

/** The dialog says what is compared with the file that it asks for. */
function pickCompared(key: string | undefined): Promise<Uri | undefined> {
  if (key === undefined) return pickSubject(compareTitle());
  const title = l10n.t('Compare with {0}: choose the export or segment', posix.basename(key));
  return pickSubject(title, l10n.t('Compare'));
}

/** @param chosen undefined: the destination that the definition names, or what a person chooses */
async function attempt(
  file: Uri,
  chosen: Destination | undefined,
  key: string | undefined,
  work: Work,
  services: Services,
): Promise<void> {
  const { store, log } = services;
  let destination = chosen;
  try {
    destination ??= await destinationFor(file, store);
    if (destination) await work({ file, destination, key }, services);
  } catch (error) {
    const retry = (other: Destination): Promise<void> => attempt(file, other, key, work, services);
    const actions = [
      ...(destination ? destinationActions(error, destination, services, retry) : []),
      ...chooseActions(error, compareTitle(), store, retry),
    ];
    await showSegmentFailure(error, file, log, actions);
  }
}

/** Nothing is returned when the person left. @throws UnknownDestination, and what `openSubject` does */
async function destinationFor(file: Uri, store: DestinationStore): Promise<Destination | undefined> {
  const subject = await openSubject(file);
  return namedDestination(store, subject) ?? askDestination(subject, compareTitle(), store);
}

/** The preview shows the differences. */
async function compare({ file, destination, key }: Compared, services: Services): Promise<void> {
  await vscodeCommands.executeCommand(commands.previewExport, { file, destination });
  await services.previews.of(file)?.compare({ key });
}

async function planOf({ file, destination }: Compared, signal: AbortSignal) {
  const subject = await openSubject(file);
  return planExport({ ...requestOf(subject), target: destination, moment: new Date() }, signal);
}

/** What was delivered stands on the left, the export at this moment on the right. */
async function compareAsText({ file, destination, key }: Compared, services: Services): Promise<void> {
  const old = key ?? (await lastKey({ file, destination, key }, services));
  if (old === undefined) return;
  const left = objectUri({ destinationId: destination.id, key: old });
  const name = posix.basename(old);
  const right = previewUri(seenIn({ file, destination, key }, services), name);
  const shown = l10n.t('{0} (delivered) and the export now', name);
  await vscodeCommands.executeCommand('vscode.diff', left, right, shown);
}

/** What an open preview shows, as far as it shows what goes to a destination. */
function seenIn({ file, destination }: Compared, { previews }: Services): PreviewRequest {
  const seen = previews.of(file)?.request();
  const target = { destinationId: destination.id };
  if (!seen || 'format' in seen.target) return { file, target, moment: new Date() };
  // An object of the tree may be of another destination than the preview's.
  return { ...seen, target };
}

async function lastKey(compared: Compared, services: Services): Promise<string | undefined> {
  const { destination } = compared;
  return withCancellableProgress(l10n.t('Looking for the last delivery'), async (signal) => {
    const { plan } = await planOf(compared, signal);
    const search = { plan, receipts: services.receipts, signal };
    const found = await withConnection(destination, services.asking, (connection) =>
      lastDelivery(connection, search),
    );
    return found.keys[0];
  });
}

/** A row of the tree has the former. */
function keyIn(argument: unknown): string | undefined {
  return stringIn(argument, 'key');
}

function stringIn(argument: unknown, name: string): string | undefined {
  if (typeof argument !== 'object' || argument === null || !(name in argument)) return undefined;
  const value = (argument as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
