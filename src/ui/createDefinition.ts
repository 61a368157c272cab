// Create Export Definition: writes a first definition beside a segment file and opens it. Nothing is ever overwritten, and
// nothing is written before all questions are answered.
import { posix } from 'node:path';
import { commands as vscodeCommands, l10n, Uri, window, type Disposable } from 'vscode';
import { definitionName, newDefinitionText } from '../export/newDefinition';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import { originOf } from './commandOrigin';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';
import { pickSegmentFile } from './pickSegment';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import { showSegmentFailure } from './segmentFailure';
import type { Services } from './services';
import { isDefinition, openSubject } from './subject';
import { writeNewFile } from './writeFile';

/** Registers the command. */
export function registerCreateDefinition(services: Services): Disposable {
  return vscodeCommands.registerCommand(commands.createDefinition, (argument: unknown) =>
    createDefinition(argument, services),
  );
}

async function createDefinition(argument: unknown, services: Services): Promise<void> {
  const { store, log } = services;
  const { file: named, destination } = originOf(argument, services);
  const file = named && !isDefinition(named) ? named : await pickSegmentFile(title());
  if (!file) return;
  try {
    await create(file, destination, store);
  } catch (error) {
    await showSegmentFailure(error, file, log);
  }
}

function title(): string {
  return l10n.t('Create Export Definition');
}

async function create(
  file: Uri,
  destination: Destination | undefined,
  store: DestinationStore,
): Promise<void> {
  const chosen = destination ?? (await chooseDestination(store));
  if (!chosen) return;
  const { source } = await openSubject(file);
  const text = await withCancellableProgress(l10n.t('Reading {0}', posix.basename(file.path)), (signal) =>
    newDefinitionText({ source, destination: chosen.id }, signal),
  );
  const definition = await write(file, text);
  if (definition) await window.showTextDocument(definition, { preview: false });
}

/** One destination is no choice. Nothing is returned when the person left; an undefined id is to be decided later. */
async function chooseDestination(
  store: DestinationStore,
): Promise<{ readonly id: string | undefined } | undefined> {
  const destinations = store.destinations();
  if (destinations.length < 2) return { id: destinations[0]?.id };
  const later = { label: l10n.t('Decide Later'), description: '', id: undefined };
  const items = destinations.map(({ id, name, bucket, folderPath }) => ({
    label: name,
    description: s3Uri(bucket, folderPath),
    id,
  }));
  return window.showQuickPick([...items, later], {
    title: title(),
    placeHolder: l10n.t('Choose the destination of the export'),
    matchOnDescription: true,
  });
}

/**
 * Writes the text beside the segment file.
 * @returns the file to open: the new one, or one that was there before. Nothing when the person left
 */
async function write(file: Uri, text: string): Promise<Uri | undefined> {
  const at = (number?: number): Uri =>
    Uri.joinPath(file, '..', definitionName(posix.basename(file.path), number));
  const existing = at();
  if (await writeNewFile(existing, text)) return existing;
  const openIt = l10n.t('Open It');
  const another = l10n.t('Create Another');
  const question = l10n.t('{0} is there already.', posix.basename(existing.path));
  const answer = await window.showInformationMessage(plainText(question), openIt, another);
  if (answer !== another) return answer === openIt ? existing : undefined;
  for (let number = 2; ; number++) {
    if (await writeNewFile(at(number), text)) return at(number);
  }
}
