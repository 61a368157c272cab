// Open Preview as Text Document: a read-only editor with the bytes that a push would write first, in a language of its own.
// The pieces: the address of such a document (previewUri), its bytes (previewContent), the file system that hands them on
// (readOnlyDocuments), what is said above them (previewSummary), and how it keeps up with its files (previewFollow).
import { posix } from 'node:path';
import { commands as vscodeCommands, Disposable, l10n, window, workspace, type Uri } from 'vscode';
import type { Destination } from '../model/destination';
import { chooseActions } from './chooseDestination';
import { destinationIn, originOf } from './commandOrigin';
import { commands, schemes } from './contributions';
import type { DestinationStore } from './destinationStore';
import { namedId } from './findDestination';
import { registerLenses } from './lenses';
import { pickPreviewTarget, pickSubject } from './pickSegment';
import { loadPreview, type PreviewContent } from './previewContent';
import { PreviewFollower } from './previewFollow';
import { summarise } from './previewSummary';
import {
  parsePreviewUri,
  previewName,
  previewUri,
  type PreviewRequest,
  type PreviewTarget,
} from './previewUri';
import { withCancellableProgress } from './progress';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { showSegmentFailure } from './segmentFailure';
import type { Services } from './services';
import { isDefinition, openSubject } from './subject';

type PreviewDocuments = ReadOnlyDocuments<PreviewContent>;

/** Registers the command and the file system of its editors. */
export function registerPreviewDocuments(services: Services): Disposable {
  const { store } = services;
  const documents: PreviewDocuments = new ReadOnlyDocuments({
    scheme: schemes.preview,
    readOnlyReason: l10n.t(
      'This is a preview. Change the segment file or its export definition, and the preview follows.',
    ),
    load: (uri) => loadPreview(requestOf(uri), store),
    watch: (uri) => new PreviewFollower(uri, requestOf(uri), documents, store),
  });
  return Disposable.from(
    documents,
    registerLenses(schemes.preview, documents, (uri, content) =>
      summarise(uri, requestOf(uri).file, content),
    ),
    vscodeCommands.registerCommand(commands.openPreviewAsText, (argument: unknown) =>
      openAsText(argument, documents, services),
    ),
  );
}

/** Asks for whatever the argument and the editor at hand leave open. */
async function openAsText(argument: unknown, documents: PreviewDocuments, services: Services): Promise<void> {
  const shown = argument === undefined ? services.previews.inFront : undefined;
  if (shown) return shown.openAsText();
  const file = originOf(argument, services).file ?? (await pickSubject(title()));
  if (file) await preview(file, destinationIn(argument), documents, services);
}

function title(): string {
  return l10n.t('Open Preview as Text Document');
}

/** @param destination undefined: the one that the definition names, or what a person chooses */
async function preview(
  file: Uri,
  destination: Destination | undefined,
  documents: PreviewDocuments,
  services: Services,
): Promise<void> {
  const { store, log } = services;
  try {
    const target = destination ? { destinationId: destination.id } : await targetOf(file, store);
    if (!target) return;
    const request = { file, target, moment: new Date() };
    const content = await withCancellableProgress(
      l10n.t('Reading {0}', posix.basename(file.path)),
      (signal, reporter) => loadPreview(request, store, { signal, reporter }),
    );
    await show(request, content, documents);
  } catch (error) {
    const retry = (chosen: Destination): Promise<void> => preview(file, chosen, documents, services);
    await showSegmentFailure(error, file, log, chooseActions(error, title(), store, retry));
  }
}

/** Nothing is returned when the person left. */
async function targetOf(file: Uri, store: DestinationStore): Promise<PreviewTarget | undefined> {
  const named = isDefinition(file) && namedId(await openSubject(file)) !== undefined;
  return named ? { destination: 'named' } : pickPreviewTarget(store);
}

async function show(
  request: PreviewRequest,
  content: PreviewContent,
  documents: PreviewDocuments,
): Promise<void> {
  const { plan, destination } = content;
  const uri = previewUri(request, previewName(plan, destination));
  documents.put(uri, content);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}

/** @throws URIError for an address that no preview has */
function requestOf(uri: Uri): PreviewRequest {
  const request = parsePreviewUri(uri);
  if (!request) throw new URIError('This is not the address of a preview.');
  return request;
}
